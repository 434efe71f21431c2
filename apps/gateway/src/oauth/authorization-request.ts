import { oauthLimits, type FieldError, type OAuthScope } from '@postrider/contracts';
import { validationFailed } from '../http/api-error.js';
import type { OAuthUrls } from '../auth/oauth/oauth-urls.js';
import { OAuthError } from './oauth-error.js';
import { readParameters } from './parameters.js';
import { isSameResource } from './resource.js';
import { scopesOf } from './scope.js';

/** What a client asks the user for, with PKCE by S256. */
export interface AuthorizationRequest {
  client_id: string;
  redirect_uri: string;
  code_challenge: string;
  scopes: readonly OAuthScope[];
  state: string | undefined;
}

/** SHA-256 in base64url. */
const challenge = /^[\w-]{43}$/;

/**
 * Parses the query of `/authorize`. Throws ApiError 422 that lists the wrong parameters: the page shows it. The browser is
 * not sent back with an error, since anybody can register a client, and the link would lead wherever its author likes (RFC
 * 9700, 4.11.2).
 */
export function parseAuthorization(
  query: string,
  { urls, offered }: { urls: OAuthUrls; offered: readonly OAuthScope[] },
): AuthorizationRequest {
  const parameters = parametersOf(query);
  const problems: FieldError[] = [];
  const required = (name: string): string => {
    const value = parameters.get(name);
    if (value === undefined) problems.push({ field: name, message: 'is required' });
    return value ?? '';
  };
  const expect = (isRight: boolean, field: string, message: string): void => {
    if (!isRight && !problems.some((problem) => problem.field === field)) problems.push({ field, message });
  };
  expect(required('response_type') === 'code', 'response_type', 'expected "code"');
  expect(required('code_challenge_method') === 'S256', 'code_challenge_method', 'expected "S256"');
  const code_challenge = required('code_challenge');
  expect(challenge.test(code_challenge), 'code_challenge', 'expected a SHA-256 hash in base64url');
  const state = parameters.get('state');
  const tooLong = `expected at most ${String(oauthLimits.state)} characters`;
  expect(state === undefined || state.length <= oauthLimits.state, 'state', tooLong);
  expect(isSameResource(parameters.get('resource'), urls), 'resource', `expected ${urls.resource}`);
  const scopes = scopesOf(parameters.get('scope'), offered);
  expect(scopes.length > 0, 'scope', `expected some of ${offered.join(', ')}`);
  const [client_id, redirect_uri] = [required('client_id'), required('redirect_uri')];
  if (problems.length > 0) throw validationFailed(problems);
  return { client_id, redirect_uri, code_challenge, scopes, state };
}

function parametersOf(query: string): ReadonlyMap<string, string> {
  try {
    return readParameters(query);
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    const [, field = 'request', message = error.message] = /^(\w+): (.*)$/.exec(error.message) ?? [];
    throw validationFailed([{ field, message }]);
  }
}
