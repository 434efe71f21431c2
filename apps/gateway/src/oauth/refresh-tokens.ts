import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OAuthScope, Settings } from '@postrider/contracts';
import type { Database, Sql } from '@postrider/event-store';
import { hashToken } from '../auth/token.js';
import { DATABASE, SETTINGS } from '../tokens.js';
import { issueTokens, type IssuedTokens } from './issued-tokens.js';
import { keepClient } from './oauth-clients.js';
import { OAuthError } from './oauth-error.js';

interface Row {
  grant_id: string;
  organization_id: string;
  client_id: string;
  scope: OAuthScope;
  is_used: boolean;
  has_ended: boolean;
}

/** A refresh token works once, and is replaced. Using an old one ends the grant: somebody else has it. */
@Injectable()
export class RefreshTokens {
  readonly #logger = new Logger('oauth');

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'oauth'>,
  ) {}

  /** Throws OAuthError. */
  async refresh(token: string, clientId: string): Promise<IssuedTokens> {
    // A refusal is no error in the transaction: what it ends stays ended.
    const outcome = await this.database.transaction((sql) => this.#refresh(sql, token, clientId));
    if (outcome instanceof OAuthError) throw outcome;
    return outcome;
  }

  /** Ends the grant of an access token or a refresh token, if there is one (RFC 7009). Throws OAuthError. */
  async revoke(token: string, clientId: string): Promise<void> {
    const { rows } = await this.database.query<{ id: string; client_id: string }>(
      'SELECT g.id, g.client_id FROM oauth_tokens t JOIN oauth_grants g ON g.id = t.grant_id WHERE t.hash = $1',
      [hashToken(token)],
    );
    const [grant] = rows;
    if (!grant) return;
    if (grant.client_id !== clientId) throw new OAuthError('invalid_client', 'the token belongs to another client');
    await this.database.query('DELETE FROM oauth_grants WHERE id = $1', [grant.id]);
  }

  async #refresh(sql: Sql, token: string, clientId: string): Promise<IssuedTokens | OAuthError> {
    const hash = hashToken(token);
    const { rows } = await sql.query<Row>(
      `SELECT g.id AS grant_id, g.organization_id, g.client_id, g.scope, t.used_at IS NOT NULL AS is_used,
              t.expires_at <= now() OR g.expires_at <= now() OR k.revoked_at IS NOT NULL AS has_ended
         FROM oauth_tokens t
         JOIN oauth_grants g ON g.id = t.grant_id
         LEFT JOIN api_keys k ON k.id = g.key_id
        WHERE t.hash = $1 AND t.kind = 'refresh' FOR UPDATE OF g, t`,
      [hash],
    );
    const [found] = rows;
    if (found?.client_id !== clientId) return refused('the refresh token is unknown, or belongs to another client');
    const { grant_id, organization_id, scope } = found;
    if (found.is_used) {
      await sql.query('DELETE FROM oauth_grants WHERE id = $1', [grant_id]);
      const whose = { organization_id, client_id: clientId, grant_id };
      this.#logger.warn(whose, 'a refresh token was used twice: its grant has ended');
      return refused('the refresh token was already used: the grant has ended');
    }
    if (found.has_ended) return refused('the grant has ended');
    await sql.query('UPDATE oauth_tokens SET used_at = now() WHERE hash = $1', [hash]);
    await sql.query(
      `UPDATE oauth_grants SET last_used_at = now(), expires_at = now() + $2 * interval '1 day' WHERE id = $1`,
      [grant_id, this.settings.oauth.grantDays],
    );
    await keepClient(sql, clientId, this.settings.oauth);
    return issueTokens(sql, { grant_id, scope }, this.settings.oauth);
  }
}

const refused = (description: string): OAuthError => new OAuthError('invalid_grant', description);
