import { organizationTable } from '@postrider/event-store';
import type { EntityManager } from 'typeorm';
import { generateToken, hashToken } from '../auth/token.js';

const minuteMs = 60_000;

interface NewLink {
  /** Default: the only organization. */
  organization?: string;
  minutes: number;
  /** The gateway's URL for browsers. */
  url: string;
}

export async function createSignInLink(manager: EntityManager, { organization, minutes, url }: NewLink) {
  const organization_id = await organizationOf(manager, organization);
  const token = generateToken();
  const [row] = await manager.query<{ expires_at: Date }[]>(
    `INSERT INTO sign_in_links (hash, organization_id, expires_at) VALUES ($1, $2, now() + $3 * interval '1 millisecond')
     RETURNING expires_at`,
    [hashToken(token), organization_id, minutes * minuteMs],
  );
  const link = new URL('/sign-in', url);
  // After `#`: browsers do not send it, so that no log has it.
  link.hash = token;
  return { url: link.href, organization_id, expires_at: row?.expires_at.toISOString() ?? '' };
}

/** Ends all sessions and deletes unused links. */
export async function endSessions(manager: EntityManager, { organization }: { organization: string }) {
  const organization_id = await organizationOf(manager, organization);
  await manager.query('DELETE FROM sign_in_links WHERE organization_id = $1', [organization_id]);
  const rows = await manager.query<{ ended: number }[]>(
    `WITH ended AS (DELETE FROM sessions WHERE organization_id = $1 RETURNING id) SELECT count(*)::int AS ended FROM ended`,
    [organization_id],
  );
  return { organization_id, ended: rows[0]?.ended ?? 0 };
}

/** Checks the id, or finds the only organization. */
export async function organizationOf(manager: EntityManager, id: string | undefined): Promise<string> {
  if (id !== undefined) {
    if (!(await manager.existsBy(organizationTable, { id }))) throw new Error(`organization ${id} not found`);
    return id;
  }
  const [only, another] = await manager.find(organizationTable, { select: { id: true }, take: 2 });
  if (!only) throw new Error('no organization exists; create one with bootstrap');
  if (another) throw new Error('several organizations exist; choose one with --organization');
  return only.id;
}
