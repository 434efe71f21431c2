import { oauthLimits } from '@postrider/contracts';

/**
 * The query of `/authorize` as one parameter of the consent page, which its router does not read: it would change values
 * that look like numbers or JSON, such as a `state`.
 */
const prefix = 'q.';

export const consentLink = (query: string): string =>
  `/consent?request=${prefix}${Buffer.from(query.slice(0, oauthLimits.query + 1)).toString('base64url')}`;

/** Returns undefined for what is no such parameter, or is too long. */
export function queryOf(request: string): string | undefined {
  if (!request.startsWith(prefix)) return undefined;
  const query = Buffer.from(request.slice(prefix.length), 'base64url').toString();
  return query.length > oauthLimits.query ? undefined : query;
}
