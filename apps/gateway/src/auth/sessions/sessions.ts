import { Inject, Injectable } from '@nestjs/common';
import { newId, type MessageOf, type Session, type Settings } from '@postrider/contracts';
import type { Database, DatabaseClock, Sql } from '@postrider/event-store';
import { MessageEmitters } from '@postrider/queue';
import { ApiError } from '../../http/api-error.js';
import { CLOCK, DATABASE, SETTINGS } from '../../tokens.js';
import { generateToken, hashToken } from '../token.js';

const hourMs = 3_600_000;

interface Row {
  id: string;
  organization_id: string;
  organization_name: string;
  key_id: string | null;
  key_name: string | null;
  last_four: string | null;
  expires_at: Date;
}

/** The id is `ses_…`. */
export type FoundSession = Omit<Session, 'operator'> & { id: string };

/** Sessions of the dashboard. A session ends at a fixed time, or when the key that began it is revoked. */
@Injectable()
export class Sessions {
  readonly #announceRevocation: (message: MessageOf<'credential.revoked'>) => void;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'dashboard'>,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
    emitters: MessageEmitters,
  ) {
    this.#announceRevocation = emitters.emitter('credential.revoked');
  }

  /** Returns the token of a new session. Only its hash is stored. */
  beginByKey(organization_id: string, key_id: string): Promise<string> {
    return this.database.transaction((sql) => this.#begin(sql, organization_id, key_id));
  }

  /** Returns the same for a sign-in link, which works once. Returns undefined for a used, expired or unknown link. */
  beginByLink(token: string): Promise<string | undefined> {
    return this.database.transaction(async (sql) => {
      const { rows } = await sql.query<{ organization_id: string }>(
        `UPDATE sign_in_links SET used_at = now()
          WHERE hash = $1 AND used_at IS NULL AND expires_at > now() RETURNING organization_id`,
        [hashToken(token)],
      );
      const [link] = rows;
      return link && this.#begin(sql, link.organization_id, null);
    });
  }

  async find(token: string): Promise<FoundSession | undefined> {
    const { rows } = await this.database.query<Row>({
      name: 'find-session',
      text: `SELECT s.id, s.organization_id, o.name AS organization_name, s.key_id, k.name AS key_name, k.last_four, s.expires_at
               FROM sessions s
               JOIN organizations o ON o.id = s.organization_id
               LEFT JOIN api_keys k ON k.id = s.key_id
              WHERE s.hash = $1 AND s.expires_at > now() AND k.revoked_at IS NULL`,
      values: [hashToken(token)],
    });
    const [row] = rows;
    return (
      row && {
        id: row.id,
        organization: { id: row.organization_id, name: row.organization_name },
        key: row.key_id === null ? null : { id: row.key_id, name: row.key_name, last_four: row.last_four ?? '' },
        expires_at: row.expires_at.toISOString(),
      }
    );
  }

  async end(token: string): Promise<void> {
    const { rows } = await this.database.query<{ organization_id: string }>(
      'DELETE FROM sessions WHERE hash = $1 RETURNING organization_id',
      [hashToken(token)],
    );
    for (const message of rows) this.#announceRevocation(message);
  }

  async #begin(sql: Sql, organization_id: string, key_id: string | null): Promise<string> {
    const token = generateToken();
    const hours = this.settings.dashboard.sessionHours;
    await sql.query(
      `INSERT INTO sessions (id, hash, organization_id, key_id, expires_at)
       VALUES ($1, $2, $3, $4, now() + $5 * interval '1 millisecond')`,
      [newId('session', this.clock.now()), hashToken(token), organization_id, key_id, hours * hourMs],
    );
    await sql.query(
      `DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE organization_id = $1 ORDER BY id DESC OFFSET $2)`,
      [organization_id, this.settings.dashboard.sessionsMax],
    );
    return token;
  }
}

export const signedOut = (): ApiError =>
  new ApiError('signed_out', 'not signed in: the session is missing or has ended');
