import { organizationTable } from '@postrider/event-store';
import type { DataSource } from 'typeorm';
import { generateToken, hashToken } from '../auth/token.js';

const minuteMs = 60_000;

interface NewLink {
  /** The only one there is unless given. */
  organization?: string;
  minutes: number;
  /** Where the gateway is, as browsers reach it. */
  url: string;
}

export interface SignInLink {
  /** The token stands behind `#`, which browsers send to nobody and write into no log. */
  url: string;
  organization_id: string;
  expires_at: string;
}

export async function createSignInLink(
  source: DataSource,
  { organization, minutes, url }: NewLink,
): Promise<SignInLink> {
  const organization_id = await organizationOf(source, organization);
  const token = generateToken();
  const [row] = await source.query<{ expires_at: Date }[]>(
    `INSERT INTO sign_in_links (hash, organization_id, expires_at) VALUES ($1, $2, now() + $3 * interval '1 millisecond')
     RETURNING expires_at`,
    [hashToken(token), organization_id, minutes * minuteMs],
  );
  const link = new URL('/sign-in', url);
  link.hash = token;
  return { url: link.href, organization_id, expires_at: row?.expires_at.toISOString() ?? '' };
}

/** Ends every session, and what links there are that nobody has used. */
export async function endSessions(
  source: DataSource,
  organization: string,
): Promise<{ organization_id: string; ended: number }> {
  const organization_id = await organizationOf(source, organization);
  await source.query('DELETE FROM sign_in_links WHERE organization_id = $1', [organization_id]);
  const rows = await source.query<{ ended: number }[]>(
    `WITH ended AS (DELETE FROM sessions WHERE organization_id = $1 RETURNING id) SELECT count(*)::int AS ended FROM ended`,
    [organization_id],
  );
  return { organization_id, ended: rows[0]?.ended ?? 0 };
}

async function organizationOf({ manager }: DataSource, id: string | undefined): Promise<string> {
  if (id !== undefined) {
    if (!(await manager.existsBy(organizationTable, { id }))) throw new Error(`there is no organization ${id}`);
    return id;
  }
  const [only, another] = await manager.find(organizationTable, { select: { id: true }, take: 2 });
  if (!only) throw new Error('there is no organization: make one with bootstrap');
  if (another) throw new Error('there are several organizations: say which with --organization');
  return only.id;
}
