import type { OAuthScope } from '@postrider/contracts';
import type { OAuthUrls } from '../auth/oauth/oauth-urls.js';

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
