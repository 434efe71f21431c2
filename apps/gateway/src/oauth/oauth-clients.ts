import { Inject, Injectable } from '@nestjs/common';
import { isId, newId, type Settings } from '@postrider/contracts';
import type { Database, DatabaseClock, Sql } from '@postrider/event-store';
import { CLOCK, DATABASE, SETTINGS } from '../tokens.js';
import { registered, type NewClient } from './registration-request.js';

const hourMs = 3_600_000;

export interface OAuthClient {
  id: string;
  name: string | null;
  redirect_uris: string[];
}

/** Clients that registered themselves. A registration ends at its time, which each use puts off. */
@Injectable()
export class OAuthClients {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'oauth'>,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
  ) {}

  /** Returns the response of the registration. Ends the oldest unused registrations above the limit. */
  async register(client: NewClient): Promise<object> {
    const { unusedClientHours, unusedClientsMax } = this.settings.oauth;
    const now = this.clock.now();
    const id = newId('oauthClient', now);
    await this.database.query(
      `INSERT INTO oauth_clients (id, name, redirect_uris, expires_at)
       VALUES ($1, $2, $3, now() + $4 * interval '1 millisecond')`,
      [id, client.name, client.redirect_uris, unusedClientHours * hourMs],
    );
    await this.database.query(
      `DELETE FROM oauth_clients WHERE id IN (
         SELECT id FROM oauth_clients WHERE used_at IS NULL ORDER BY id DESC OFFSET $1)`,
      [unusedClientsMax],
    );
    return registered(id, client, now);
  }

  async find(id: string): Promise<OAuthClient | undefined> {
    if (!isId('oauthClient', id)) return undefined;
    const { rows } = await this.database.query<OAuthClient>({
      name: 'find-oauth-client',
      text: 'SELECT id, name, redirect_uris FROM oauth_clients WHERE id = $1 AND expires_at > now()',
      values: [id],
    });
    return rows[0];
  }
}

/** Keeps the registration of a client that a user has allowed, or that gets tokens. */
export async function keepClient(sql: Sql, id: string, { clientDays }: Settings['oauth']): Promise<void> {
  await sql.query(
    `UPDATE oauth_clients SET used_at = now(), expires_at = greatest(expires_at, now() + $2 * interval '1 day')
      WHERE id = $1`,
    [id, clientDays],
  );
}
