import type { OAuthScope, Settings } from '@postrider/contracts';
import type { Sql } from '@postrider/event-store';
import { newAccessToken } from '../auth/oauth/access-tokens.js';
import { generateToken, hashToken } from '../auth/token.js';
import { scopeText } from './scope.js';

/** Of a grant, however often its client refreshes. Expired rows are deleted hourly. */
const maxTokens = 500;

const refreshPrefix = 'mlx_rt_';

/** The response of `/token` (RFC 6749, 5.1). */
export interface IssuedTokens {
  access_token: string;
  token_type: 'Bearer';
  expires_in: number;
  refresh_token: string;
  scope: string;
}

/** Makes the next tokens of a grant. Only their hashes are stored. */
export async function issueTokens(
  sql: Sql,
  { grant_id, scope }: { grant_id: string; scope: OAuthScope },
  { accessSeconds, grantDays }: Settings['oauth'],
): Promise<IssuedTokens> {
  const [access_token, refresh_token] = [newAccessToken(), refreshPrefix + generateToken()];
  await sql.query(
    `INSERT INTO oauth_tokens (hash, grant_id, kind, created_at, expires_at)
     VALUES ($1, $3, 'access', clock_timestamp(), now() + $4 * interval '1 second'),
            ($2, $3, 'refresh', clock_timestamp(), now() + $5 * interval '1 day')`,
    [hashToken(access_token), hashToken(refresh_token), grant_id, accessSeconds, grantDays],
  );
  await sql.query(
    `DELETE FROM oauth_tokens WHERE hash IN (
       SELECT hash FROM oauth_tokens WHERE grant_id = $1 ORDER BY created_at DESC OFFSET $2)`,
    [grant_id, maxTokens],
  );
  return { access_token, token_type: 'Bearer', expires_in: accessSeconds, refresh_token, scope: scopeText(scope) };
}
