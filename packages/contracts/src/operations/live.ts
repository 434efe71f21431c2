import * as z from 'zod';
import { ErrorBody } from '../errors.js';
import { CustomerReference } from './customer-reference.js';
import { defineOperation } from './operation.js';

/** The resources that a page loads again when they change. */
export const liveTopics = ['deliveries', 'events', 'endpoints', 'event_types', 'keys', 'bulk'] as const;
export type LiveTopic = (typeof liveTopics)[number];

/** The data of a `change` message. */
export const LiveChange = z
  .object({ topics: z.array(z.enum(liveTopics)).describe('Kinds of resources that have changed.') })
  .meta({ id: 'LiveChange' });
export type LiveChange = z.infer<typeof LiveChange>;

/** The data of each message. `end` has an error body with the reason why the server ends the response. */
export const liveMessages = { change: LiveChange, end: ErrorBody } as const;
export type LiveMessageName = keyof typeof liveMessages;

export const watchChanges = defineOperation('GET /manage/v1/webhooks/live', {
  name: 'watch_webhook_changes',
  summary: 'Watch for changes',
  description:
    'Streams a message when resources change, about once per second at most, as server-sent events. Pages load the resources again after a message. Messages contain no data and cannot be resumed.',
  query: z.strictObject({
    customer: CustomerReference.describe(
      'Only changes of what belongs to this customer: `cus_…`, or its `uid`.',
    ).optional(),
  }),
  media: 'text/event-stream',
  output: LiveChange,
  errors: ['webhook_customer_not_found', 'too_many_listeners'],
  examples: [
    { summary: 'Published and delivered events', query: {}, response: { topics: ['deliveries', 'events'] } },
    { summary: 'A change of a customer’s endpoints', query: { customer: 'acme' }, response: { topics: ['endpoints'] } },
  ],
});
