import type { Attempt } from '@postrider/contracts';

/** Placeholder for a value that is computed for the request and not stored. */
export const signatureNote = 'HMAC-SHA256 of this attempt; not stored';

/**
 * The headers of an attempt: those that the API stores, the attempt's time, and the names of headers
 * whose values are not stored. Headers that HTTP itself adds are not listed.
 */
export function sentHeaders({
  request_headers,
  started_at,
}: Pick<Attempt, 'request_headers' | 'started_at'>): [string, string][] {
  return [
    ...Object.entries(request_headers),
    ['webhook-timestamp', String(Math.floor(Date.parse(started_at) / 1000))],
    ['webhook-signature', signatureNote],
    ['x-modelux-signature', signatureNote],
    ['user-agent', 'Postrider/<version>'],
  ];
}
