import * as z from 'zod';
import { ErrorBody } from '../errors.js';
import { isSubscription, subscriptionsPattern } from '../event-types.js';
import { FilterId } from './common.js';
import { CustomerReference } from './customer-reference.js';
import { endpointLimits } from './endpoints.js';
import { exampleIds } from './example-ids.js';
import { defineOperation } from './operation.js';

const patternsExpected = `expected 1 to ${String(endpointLimits.subscriptions)} event types, "*" or prefixes such as "budget.*", separated by commas`;

/** `budget.*,api_key.revoked` in a query string. Decodes to a list. */
const Patterns = z
  .string()
  .transform((text) => text.split(','))
  .refine((patterns) => patterns.length <= endpointLimits.subscriptions && patterns.every(isSubscription), {
    error: patternsExpected,
  })
  .transform((patterns) => [...new Set(patterns)])
  .meta({
    pattern: subscriptionsPattern(endpointLimits.subscriptions),
    description: 'Subscriptions: event types, prefixes such as `budget.*`, or `*`, separated by commas.',
  });

/**
 * The data of the first message, `ready`. Events that are published after it are sent. `signing_secret` belongs to the
 * API key and stays the same for each call; null if the secrets of an endpoint sign.
 */
export const ListenReady = z
  .object({
    endpoint_id: z.string().nullable(),
    signing_secret: z.string().nullable(),
  })
  .meta({ id: 'ListenReady' });
export type ListenReady = z.infer<typeof ListenReady>;

/** The data of a `webhook` message: the request for a receiver. Forward the body byte for byte. */
export const ListenedRequest = z
  .object({
    event_id: z.string().describe('Id of the event, also if no header has it.'),
    event_type: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
  })
  .meta({ id: 'ListenedRequest' });
export type ListenedRequest = z.infer<typeof ListenedRequest>;

/** The data of a `heartbeat` message. A stream can be resumed after its id as well. */
export const ListenHeartbeat = z.object({}).meta({ id: 'ListenHeartbeat' });

/** The data of each message. `end` has an error body with the reason why the server ends the response. */
export const listenMessages = {
  ready: ListenReady,
  webhook: ListenedRequest,
  heartbeat: ListenHeartbeat,
  end: ErrorBody,
} as const;
export type ListenMessageName = keyof typeof listenMessages;

export const listenToEvents = defineOperation('GET /manage/v1/webhooks/listen', {
  name: 'listen_to_webhook_events',
  summary: 'Listen to events',
  description:
    'Streams events as they are published, as server-sent events. Each message is the signed request that a receiver would get, so that a receiver needs no public URL. `Last-Event-ID` resumes after a message.',
  query: z.strictObject({
    event_types: Patterns.optional(),
    customer: CustomerReference.describe('Only the events of this customer: `cus_…`, or its `uid`.').optional(),
    endpoint_id: FilterId.describe(
      'Id of an endpoint: only the events that it subscribes to, signed with its secrets.',
    ).optional(),
  }),
  media: 'text/event-stream',
  output: ListenedRequest,
  errors: ['webhook_endpoint_not_found', 'webhook_customer_not_found', 'too_many_listeners'],
  examples: [
    {
      summary: 'Budget events for one endpoint',
      query: { endpoint_id: exampleIds.endpoint, event_types: 'budget.*' },
      response: {
        event_id: exampleIds.event,
        event_type: 'budget.exceeded',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Postrider/0.1.0',
          'x-modelux-event': 'budget.exceeded',
          'x-modelux-delivery': exampleIds.delivery,
          'x-modelux-attempt': '1',
          'x-modelux-signature': '6542e7d063ffcfcf25177d05b359abc9cd3c6811fbcf2d957951aca37be99de2',
          'webhook-id': exampleIds.event,
          'webhook-timestamp': '1795438309',
          'webhook-signature': 'v1,yGHNhRdH6BxD8CA6xtnrcbQKmyvfnFM96CfN0A4SVcI=',
        },
        body: `{"id":"${exampleIds.event}","type":"budget.exceeded","timestamp":"2026-11-23T12:51:48.751Z","data":{"budget_id":"bud_8f2k1"}}`,
      },
    },
  ],
});
