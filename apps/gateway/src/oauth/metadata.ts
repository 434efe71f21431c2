import { oauthScopes, type OAuthScope, type Settings } from '@postrider/contracts';
import type { OAuthUrls } from './oauth-urls.js';

/** The scopes that a user can allow at this gateway. */
export const offeredScopes = ({ mcp }: Pick<Settings, 'mcp'>): readonly OAuthScope[] =>
  mcp.readOnly ? ['read'] : oauthScopes;

/** RFC 9728. */
export const resourceMetadata = ({ issuer, resource }: OAuthUrls, scopes: readonly OAuthScope[]): object => ({
  resource,
  resource_name: 'Postrider',
  authorization_servers: [issuer],
  scopes_supported: scopes,
  bearer_methods_supported: ['header'],
});

/** RFC 8414. */
export const serverMetadata = (urls: OAuthUrls, scopes: readonly OAuthScope[]): object => ({
  issuer: urls.issuer,
  authorization_endpoint: urls.authorize,
  token_endpoint: urls.token,
  registration_endpoint: urls.register,
  revocation_endpoint: urls.revoke,
  scopes_supported: scopes,
  response_types_supported: ['code'],
  response_modes_supported: ['query'],
  grant_types_supported: ['authorization_code', 'refresh_token'],
  token_endpoint_auth_methods_supported: ['none'],
  revocation_endpoint_auth_methods_supported: ['none'],
  code_challenge_methods_supported: ['S256'],
  authorization_response_iss_parameter_supported: true,
});

/** The `WWW-Authenticate` of a 401 at the MCP endpoint: it leads a client without a valid token to the metadata. */
export function challengeOf(
  { resourceMetadata: url }: OAuthUrls,
  { scopes, isInvalid }: { scopes: readonly OAuthScope[]; isInvalid: boolean },
): string {
  const error = isInvalid ? 'error="invalid_token", ' : '';
  return `Bearer realm="Postrider", ${error}scope="${scopes.join(' ')}", resource_metadata="${url}"`;
}
