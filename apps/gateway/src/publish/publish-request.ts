import { createHash } from 'node:crypto';
import { newId, type EventInput } from '@postrider/contracts';
import { ApiError } from '../http/api-error.js';
import { keyReused, type IdempotentRequest } from '../commands/idempotency.js';
import { compact, rawMembers } from '../http/raw-json.js';
import type { NewEvent } from './new-event.js';

export interface Producer {
  organization_id: string;
  /** The API key of the call. Calls from `redis-ingest` have none. */
  key_id?: string;
}

/** A publish call. All of its events are published, or none. */
export interface PublishRequest {
  caller: Producer;
  /** In the order of the call. An event that the call repeats is in the list twice. */
  events: NewEvent[];
  claims: OwnedClaim[];
  /** The trace context that is stored with the events. */
  traceparent?: string | undefined;
}

/** Reserves an event id or an `Idempotency-Key` for the content that is published first with it. */
export interface Claim {
  kind: 'event_id' | 'request';
  key: string;
  fingerprint: Buffer;
  event_stream_ids: string[];
}

export interface OwnedClaim extends Claim {
  organization_id: string;
}

/** Throws ApiError 409 if two events of the call have the same id and different content. */
export function publishRequest(
  caller: Producer,
  given: readonly NewEvent[],
  idempotency: IdempotentRequest | undefined,
): PublishRequest {
  const events = shareRepeated(given);
  const { organization_id } = caller;
  const claims: OwnedClaim[] = [...new Set(events)].flatMap((event) =>
    event.id === undefined ? [] : [{ organization_id, ...idClaim(event, event.id) }],
  );
  if (idempotency) {
    const event_stream_ids = events.map(({ stream_id }) => stream_id);
    claims.push({ organization_id, kind: 'request', ...idempotency, event_stream_ids });
  }
  return { caller, events, claims };
}

/** Replaces an event that the call repeats by the first with its id. */
function shareRepeated(events: readonly NewEvent[]): NewEvent[] {
  const firsts = new Map<string, NewEvent>();
  return events.map((event) => {
    if (event.id === undefined) return event;
    const first = firsts.get(event.id);
    if (!first) firsts.set(event.id, event);
    else if (!contentFingerprint(first).equals(contentFingerprint(event))) throw claimRefused(idClaim(event, event.id));
    return first ?? event;
  });
}

const idClaim = (event: NewEvent, key: string): Claim => ({
  kind: 'event_id',
  key,
  fingerprint: contentFingerprint(event),
  event_stream_ids: [event.stream_id],
});

/** An event of a call, accepted at `now`. `rawEvent` is its JSON text. Throws ApiError 413 if its data is too large. */
export function newEvent(
  input: EventInput,
  rawEvent: string,
  { maxBytes, field, now }: { maxBytes: number; field: string; now: Date },
): NewEvent {
  const dataJson = compact(rawMembers(rawEvent).get('data') ?? '');
  if (Buffer.byteLength(dataJson) > maxBytes) {
    throw new ApiError('payload_too_large', `${field}: expected at most ${String(maxBytes)} bytes of JSON`, { field });
  }
  const { id, type, customer, create_customer: createCustomer } = input;
  return { stream_id: newId('event', now), id, type, customer, createCustomer, dataJson, field, test: false };
}

export function contentFingerprint({
  type,
  customer,
  dataJson,
}: Pick<NewEvent, 'type' | 'customer' | 'dataJson'>): Buffer {
  // No name of a type has a space.
  const about = customer === undefined ? type : `${type} ${customer}`;
  return createHash('sha256').update(`${about}\n`).update(dataJson).digest();
}

/** 409 for a claim that was made earlier with other content. */
export const claimRefused = ({ kind, key }: Claim): ApiError =>
  kind === 'request'
    ? keyReused(key)
    : new ApiError('event_id_reused', `event id ${key} was published with different content`, {
        resource: 'webhook_event',
        id: key,
        field: 'id',
      });
