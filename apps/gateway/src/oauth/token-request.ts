import { OAuthError } from './oauth-error.js';
import type { OAuthUrls } from '../auth/oauth/oauth-urls.js';
import { isSameResource } from './resource.js';

type Parameters = ReadonlyMap<string, string>;

/** A parameter of a form. Throws OAuthError if it is absent. */
export function required(parameters: Parameters, name: string): string {
  const value = parameters.get(name);
  if (value === undefined) throw new OAuthError('invalid_request', `${name}: is required`);
  return value;
}

/** Throws OAuthError for a token of another resource, and for a client that shows a secret: none has one. */
export function checkToken(parameters: Parameters, authorization: string | undefined, urls: OAuthUrls): void {
  if (authorization !== undefined || parameters.has('client_secret') || parameters.has('client_assertion')) {
    throw new OAuthError('invalid_client', 'clients have no secret: expected client_id alone');
  }
  if (!isSameResource(parameters.get('resource'), urls)) {
    throw new OAuthError('invalid_target', `resource: expected ${urls.resource}`);
  }
}
