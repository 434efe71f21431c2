import type { Endpoint } from '@postrider/contracts';

/** The endpoints that subscribe to a type by their patterns (`*`, `budget.*`, or the type itself), active or not. */
export const subscribersOf = (type: string, endpoints: readonly Endpoint[]): Endpoint[] =>
  endpoints.filter(({ event_types }) => event_types.some((pattern) => covers(pattern, type)));

/** As the API does it (contracts' subscriptionCovers, which would bring zod along). */
function covers(pattern: string, type: string): boolean {
  if (pattern === '*') return true;
  return pattern.endsWith('.*') ? type.startsWith(pattern.slice(0, -1)) : pattern === type;
}
