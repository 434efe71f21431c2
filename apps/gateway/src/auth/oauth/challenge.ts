import { oauthScopes, type OAuthScope, type Settings } from '@postrider/contracts';
import type { OAuthUrls } from './oauth-urls.js';

/** The scopes that a user can allow at this gateway. */
export const offeredScopes = ({ mcp }: Pick<Settings, 'mcp'>): readonly OAuthScope[] =>
  mcp.readOnly ? ['read'] : oauthScopes;

/** The `WWW-Authenticate` of a 401 at the MCP endpoint: it leads a client without a valid token to the metadata. */
export function challengeOf(
  { resourceMetadata: url }: OAuthUrls,
  { scopes, isInvalid }: { scopes: readonly OAuthScope[]; isInvalid: boolean },
): string {
  const error = isInvalid ? 'error="invalid_token", ' : '';
  return `Bearer realm="Postrider", ${error}scope="${scopes.join(' ')}", resource_metadata="${url}"`;
}
