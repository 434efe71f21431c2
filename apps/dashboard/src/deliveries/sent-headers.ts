import type { Attempt, DeliveryDetail } from '@postrider/contracts';

type Sent = Pick<DeliveryDetail, 'id' | 'event_id' | 'event_type'>;

/** The value that is made as the request goes out, and kept nowhere. */
export const signatureNote = 'HMAC-SHA256 of this attempt; not kept';

/**
 * The headers that an attempt carried, as far as they follow from what is kept of it: all but the signatures, and what HTTP
 * itself adds.
 */
export function sentHeaders(
  { id, event_id, event_type }: Sent,
  attempt: Pick<Attempt, 'number' | 'started_at'>,
): [string, string][] {
  return [
    ['content-type', 'application/json'],
    ['user-agent', 'Postrider/<version>'],
    ['webhook-id', event_id],
    ['webhook-timestamp', String(Math.floor(Date.parse(attempt.started_at) / 1000))],
    ['webhook-signature', signatureNote],
    ['x-modelux-event', event_type],
    ['x-modelux-delivery', id],
    ['x-modelux-attempt', String(attempt.number)],
    ['x-modelux-signature', signatureNote],
  ];
}
