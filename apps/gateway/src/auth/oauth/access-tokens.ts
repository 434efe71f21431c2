import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import type { Database, OAuthGrantRow } from '@postrider/event-store';
import type { OAuthAccess } from '../../http/caller.js';
import { DATABASE, SETTINGS } from '../../tokens.js';
import { generateToken, hashToken } from '../token.js';
import { oauthUrls } from './oauth-urls.js';

/** Tells access tokens from API keys and portal sessions. */
const prefix = 'mlx_at_';

export const newAccessToken = (): string => prefix + generateToken();
export const isAccessToken = (token: string): boolean => token.startsWith(prefix);

export type FoundGrant = OAuthAccess & Pick<OAuthGrantRow, 'organization_id' | 'key_id'>;

/** Finds grants by their access tokens. One ends at its time, when it is revoked, or with the key that allowed it. */
@Injectable()
export class AccessTokens {
  readonly #isOn: boolean;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SETTINGS) settings: Pick<Settings, 'dashboard' | 'http' | 'mcp' | 'oauth'>,
  ) {
    this.#isOn = oauthUrls(settings) !== undefined;
  }

  /** Reads Postgres, so that a revoked grant is refused at once. */
  async find(token: string): Promise<FoundGrant | undefined> {
    if (!this.#isOn) return undefined;
    const { rows } = await this.database.query<FoundGrant>({
      name: 'find-access-token',
      text: `SELECT g.id AS grant_id, g.organization_id, g.client_name, g.scope, g.key_id
               FROM oauth_tokens t
               JOIN oauth_grants g ON g.id = t.grant_id
               LEFT JOIN api_keys k ON k.id = g.key_id
              WHERE t.hash = $1 AND t.kind = 'access' AND t.expires_at > now() AND g.expires_at > now()
                AND k.revoked_at IS NULL`,
      values: [hashToken(token)],
    });
    return rows[0];
  }
}
