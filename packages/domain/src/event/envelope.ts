import type { DeliveryScheduled, Envelope, EventPublished } from '@postrider/contracts';
import { dataJsonOf } from './event-body.js';

/** The request body, and the headers that belong to it. */
export interface Enveloped {
  body: string;
  /** `content-type` and the attributes of CloudEvents. Undefined for the default envelope. */
  headers: Readonly<Record<string, string>> | undefined;
}

type Published = Pick<EventPublished['data'], 'event_id' | 'event_type' | 'test' | 'body'>;

/**
 * Puts an event into an envelope. The result depends on nothing but the stored event, so it is the same for each attempt.
 * `data` keeps the producer's text.
 */
export function enveloped(published: Published, organizationId: string, envelope: Envelope): Enveloped {
  switch (envelope) {
    case 'default':
      return { body: published.body, headers: undefined };
    case 'data':
      return { body: dataJsonOf(published.body), headers: { 'content-type': 'application/json' } };
    case 'cloudevents':
      return {
        body: structured(published, organizationId),
        headers: { 'content-type': 'application/cloudevents+json' },
      };
    case 'cloudevents_binary':
      return { body: dataJsonOf(published.body), headers: binaryHeaders(published, organizationId) };
  }
}

/** The request body of a delivery: the stored one, or one that is made of its event. Undefined without the event. */
export function deliveryBody(
  scheduled: Pick<DeliveryScheduled['data'], 'payload' | 'envelope'> | null | undefined,
  published: Published | null | undefined,
  organizationId: string,
): Enveloped | undefined {
  if (scheduled?.payload !== undefined) return { body: scheduled.payload, headers: undefined };
  return published ? enveloped(published, organizationId, scheduled?.envelope ?? 'default') : undefined;
}

/** The context attributes of CloudEvents 1.0. `source` and `id` together are unique. `test` is an extension. */
const attributes = ({ event_id, event_type, test, body }: Published, organizationId: string) => ({
  specversion: '1.0',
  id: event_id,
  source: `/organizations/${organizationId}`,
  type: event_type,
  time: timestampOf(body),
  ...(test && { test: true }),
});

function structured(published: Published, organizationId: string): string {
  const head = JSON.stringify({ ...attributes(published, organizationId), datacontenttype: 'application/json' });
  return `${head.slice(0, -1)},"data":${dataJsonOf(published.body)}}`;
}

function binaryHeaders(published: Published, organizationId: string): Record<string, string> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  for (const [name, value] of Object.entries(attributes(published, organizationId)))
    headers[`ce-${name}`] = String(value);
  return headers;
}

/** The `timestamp` of a body from `eventBody`: the first one, since neither an id nor a type has quotes. */
function timestampOf(body: string): string {
  const marker = ',"timestamp":"';
  const start = body.indexOf(marker) + marker.length;
  return body.slice(start, body.indexOf('"', start));
}
