import type { Attempt } from '@postrider/contracts';

/** Stands for a value that is made as the request goes out, and kept nowhere. */
export const signatureNote = 'HMAC-SHA256 of this attempt; not stored';

/**
 * The headers that an attempt carried: those that the API knows, the time, which is that of the attempt, and the names of
 * those whose values are not kept. What HTTP itself adds is left out.
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
