import { OAuthError } from './oauth-error.js';

/**
 * Reads the parameters of a query or a form. A parameter without a value counts as absent; unknown ones are ignored (RFC
 * 6749, 3.1). Throws OAuthError for a parameter that comes twice, unless it comes with the same value.
 */
export function readParameters(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (value === '') continue;
    if ((found.get(name) ?? value) !== value) throw new OAuthError('invalid_request', `${name}: is given twice`);
    found.set(name, value);
  }
  return found;
}
