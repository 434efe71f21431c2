import { Inject, Injectable, Logger } from '@nestjs/common';
import { newId, type OAuthScope, type Settings } from '@postrider/contracts';
import type { Database, DatabaseClock, Sql } from '@postrider/event-store';
import { generateToken, hashToken } from '../auth/token.js';
import { CLOCK, DATABASE, SETTINGS } from '../tokens.js';
import type { AuthorizationRequest } from './authorization-request.js';
import { issueTokens, type IssuedTokens } from './issued-tokens.js';
import { keepClient, type OAuthClient } from './oauth-clients.js';
import { OAuthError } from './oauth-error.js';
import { isVerified } from './pkce.js';

const prefix = 'mlx_ac_';

interface Row {
  client_id: string;
  organization_id: string;
  key_id: string | null;
  redirect_uri: string;
  code_challenge: string;
  scope: OAuthScope;
  grant_id: string | null;
  is_used: boolean;
  has_ended: boolean;
}

/** What a user has allowed, and by what right. */
export interface Allowed {
  organization_id: string;
  key_id: string | null;
  scope: OAuthScope;
}

export interface Exchange {
  client_id: string;
  code: string;
  verifier: string;
  redirect_uri: string | undefined;
}

/** Authorization codes. A code is exchanged once, within a minute, by the client that proves that it asked for it. */
@Injectable()
export class AuthorizationCodes {
  readonly #logger = new Logger('oauth');

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'oauth'>,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
  ) {}

  /** Returns a new code. Only its hash is stored. */
  async make(
    { code_challenge, redirect_uri }: AuthorizationRequest,
    client: OAuthClient,
    { organization_id, key_id, scope }: Allowed,
  ): Promise<string> {
    const code = prefix + generateToken();
    await this.database.transaction(async (sql) => {
      await sql.query(
        `INSERT INTO oauth_codes (hash, client_id, organization_id, key_id, redirect_uri, code_challenge, scope, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, now() + $8 * interval '1 second')`,
        [
          hashToken(code),
          client.id,
          organization_id,
          key_id,
          redirect_uri,
          code_challenge,
          scope,
          this.settings.oauth.codeSeconds,
        ],
      );
      await keepClient(sql, client.id, this.settings.oauth);
    });
    this.#logger.log({ organization_id, key_id, client_id: client.id, scope }, 'a client was allowed');
    return code;
  }

  /** Throws OAuthError if the code is not good for it. The code is then used up, but for an unknown client. */
  async exchange(given: Exchange): Promise<IssuedTokens> {
    // A refusal is no error in the transaction: what it ends stays ended.
    const outcome = await this.database.transaction((sql) => this.#exchange(sql, given));
    if (outcome instanceof OAuthError) throw outcome;
    return outcome;
  }

  async #exchange(sql: Sql, given: Exchange): Promise<IssuedTokens | OAuthError> {
    const hash = hashToken(given.code);
    const { rows } = await sql.query<Row>(
      `SELECT c.client_id, c.organization_id, c.key_id, c.redirect_uri, c.code_challenge, c.scope, c.grant_id,
              c.used_at IS NOT NULL AS is_used, c.expires_at <= now() OR k.revoked_at IS NOT NULL AS has_ended
         FROM oauth_codes c LEFT JOIN api_keys k ON k.id = c.key_id
        WHERE c.hash = $1 FOR UPDATE OF c`,
      [hash],
    );
    const [code] = rows;
    if (code?.client_id !== given.client_id) return refused('the code is unknown, or was made for another client');
    if (code.is_used) {
      await this.#endGrant(sql, code);
      return refused('the code was already used');
    }
    await sql.query('UPDATE oauth_codes SET used_at = now() WHERE hash = $1', [hash]);
    if (code.has_ended) return refused('the code has expired');
    if (given.redirect_uri !== undefined && given.redirect_uri !== code.redirect_uri) {
      return refused('redirect_uri: expected that of the authorization');
    }
    if (!isVerified(given.verifier, code.code_challenge)) return refused('code_verifier: does not match the challenge');
    const grant_id = await this.#insertGrant(sql, code);
    await sql.query('UPDATE oauth_codes SET grant_id = $2 WHERE hash = $1', [hash, grant_id]);
    return issueTokens(sql, { grant_id, scope: code.scope }, this.settings.oauth);
  }

  /** Somebody else has the code, and perhaps the tokens (RFC 6749, 4.1.2). */
  async #endGrant(sql: Sql, { grant_id, client_id, organization_id }: Row): Promise<void> {
    if (grant_id === null) return;
    await sql.query('DELETE FROM oauth_grants WHERE id = $1', [grant_id]);
    this.#logger.warn({ organization_id, client_id, grant_id }, 'a code was used twice: its grant has ended');
  }

  /** Ends the oldest grants of the organization above the limit. */
  async #insertGrant(sql: Sql, { client_id, organization_id, key_id, redirect_uri, scope }: Row): Promise<string> {
    const { grantDays, grantsMax } = this.settings.oauth;
    const id = newId('oauthGrant', this.clock.now());
    await sql.query(
      `INSERT INTO oauth_grants (id, organization_id, client_id, client_name, redirect_uri, key_id, scope, expires_at)
       VALUES ($1, $2, $3, (SELECT name FROM oauth_clients WHERE id = $3), $4, $5, $6, now() + $7 * interval '1 day')`,
      [id, organization_id, client_id, redirect_uri, key_id, scope, grantDays],
    );
    await sql.query(
      `DELETE FROM oauth_grants WHERE id IN (
         SELECT id FROM oauth_grants WHERE organization_id = $1 ORDER BY id DESC OFFSET $2)`,
      [organization_id, grantsMax],
    );
    return id;
  }
}

const refused = (description: string): OAuthError => new OAuthError('invalid_grant', description);
