import { Inject, Injectable } from '@nestjs/common';
import {
  defaultPortalSettings,
  isId,
  newId,
  portalCapabilities,
  type BodyOf,
  type createPortalSession,
  type Settings,
  type updatePortalSettings,
} from '@postrider/contracts';
import { textProblems } from '@postrider/domain';
import type { DatabaseClock, PortalSessionRow, Sql } from '@postrider/event-store';
import type { FastifyRequest } from 'fastify';
import { newPortalToken } from '../auth/portal/portal-sessions.js';
import { hashToken } from '../auth/token.js';
import { requireCustomer } from '../customers/customer-store.js';
import { ApiError, notFound, validationFailed } from '../http/api-error.js';
import type { Caller } from '../http/caller.js';
import { CLOCK, SETTINGS } from '../tokens.js';
import { cut } from '../http/operation-route.js';
import { portalSessionView } from './portal-session-view.js';
import { findPortal, savePortalSettings } from './portal-settings-store.js';

/** Maximum number of problems that the error of one call lists. */
const maxProblems = 100;

@Injectable()
export class PortalCommands {
  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'http' | 'portal'>,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
  ) {}

  async updateSettings(sql: Sql, { organization_id }: Caller, changes: BodyOf<typeof updatePortalSettings>) {
    requireTexts(changes.message_texts ?? {});
    const current = (await findPortal(sql, organization_id, { lock: true }))?.settings ?? defaultPortalSettings;
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    const body = { ...current, ...given };
    await savePortalSettings(sql, organization_id, body);
    return { body };
  }

  /** Locks the customer, so that concurrent calls do not exceed the limit of sessions. */
  async createSession(
    sql: Sql,
    { organization_id }: Caller,
    reference: string,
    { capabilities = [...portalCapabilities], expires_in, return_url, theme }: BodyOf<typeof createPortalSession>,
    request: FastifyRequest,
  ) {
    if (!this.settings.portal.enabled) {
      throw new ApiError('portal_disabled', 'there is no portal: POSTRIDER_PORTAL_ENABLED is false');
    }
    const customer = await requireCustomer(sql, { organization_id, reference });
    const token = newPortalToken();
    const { rows } = await sql.query<PortalSessionRow>(
      `INSERT INTO portal_sessions (id, hash, organization_id, customer_id, capabilities, return_url, theme, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, now() + $8 * interval '1 second') RETURNING *`,
      [
        newId('portalSession', this.clock.now()),
        hashToken(token),
        organization_id,
        customer.id,
        portalCapabilities.filter((each) => each === 'view' || capabilities.includes(each)),
        return_url ?? null,
        theme ?? null,
        expires_in ?? this.settings.portal.sessionSeconds,
      ],
    );
    await sql.query(
      `DELETE FROM portal_sessions WHERE id IN (
         SELECT id FROM portal_sessions WHERE customer_id = $1 ORDER BY id DESC OFFSET $2)`,
      [customer.id, this.settings.portal.sessionsMax],
    );
    const [session] = rows;
    if (!session) throw new Error('an inserted session was not returned');
    const url = `${this.#baseUrl(request)}/portal/${organization_id}#token=${token}`;
    return { body: { ...portalSessionView(session), url, token } };
  }

  async revokeSession(sql: Sql, { organization_id }: Caller, reference: string, id: string) {
    const customer = await requireCustomer(sql, { organization_id, reference });
    const { rowCount } = isId('portalSession', id)
      ? await sql.query(
          'DELETE FROM portal_sessions WHERE id = $1 AND organization_id = $2 AND customer_id = $3 AND expires_at > now()',
          [id, organization_id, customer.id],
        )
      : { rowCount: 0 };
    if (rowCount !== 1) throw notFound.portalSession(id);
    return { body: undefined };
  }

  #baseUrl({ protocol, host }: FastifyRequest): string {
    const { publicUrl } = this.settings.http;
    return publicUrl === undefined ? `${protocol}://${host}` : publicUrl.replace(/\/+$/, '');
  }
}

/** Throws ApiError 422 for texts that messages do not have. */
function requireTexts(texts: Readonly<Record<string, string>>): void {
  const problems = textProblems(texts).map(({ name, message }) => ({ field: cut(`message_texts.${name}`), message }));
  if (problems.length > 0) throw validationFailed(problems.slice(0, maxProblems));
}
