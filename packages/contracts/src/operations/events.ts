import { z } from 'zod';
import { Cursor, EventTypeName, JsonObject, Limit, Page, Timestamp } from './common.js';
import { DeliveryStatus } from './deliveries.js';
import { exampleIds } from './example-ids.js';
import { defineOperation } from './operation.js';

export const eventLimits = {
  idLength: 128,
  batchSize: 1000,
  /** How many deliveries a listed event, and one event read alone, names; the rest: list deliveries by `event_id`. */
  deliveriesListed: 100,
  deliveriesShown: 1000,
} as const;

/** A producer's own id: it goes out as `webhook-id`, so a receiver's libraries must be able to sign over it. */
const EventId = z
  .string()
  .regex(
    new RegExp(`^[A-Za-z0-9_:-]{1,${String(eventLimits.idLength)}}$`),
    `expected 1 to ${String(eventLimits.idLength)} letters, digits, "_", "-" or ":"`,
  );

/** The gateway keeps the producer's own text of the data. */
export const EventInput = z.strictObject({ type: EventTypeName, data: JsonObject, id: EventId.optional() });
export type EventInput = z.infer<typeof EventInput>;

const ScheduledDelivery = z.object({ id: z.string(), endpoint_id: z.string() });

export const PublishedEvent = z
  .object({
    id: z.string(),
    type: z.string(),
    created_at: Timestamp,
    deliveries: z.array(ScheduledDelivery),
  })
  .meta({ id: 'PublishedEvent' });
export type PublishedEvent = z.infer<typeof PublishedEvent>;

export const EventSummary = z
  .object({
    id: z.string(),
    type: z.string(),
    test: z.boolean().describe('Whether it is a test event.'),
    created_at: Timestamp,
    delivery_count: z.int().describe('How many deliveries it has.'),
    deliveries: z
      .array(ScheduledDelivery.extend({ status: DeliveryStatus }))
      .describe('Not all where there are very many: list deliveries by `event_id`.'),
  })
  .meta({ id: 'Event' });
export type EventSummary = z.infer<typeof EventSummary>;

export const EventDetail = EventSummary.extend({ data: z.record(z.string(), z.unknown()) }).meta({ id: 'EventDetail' });
export type EventDetail = z.infer<typeof EventDetail>;

const exampleData = { budget_id: 'bud_8f2k1', spend_usd: 1003.17, cap_usd: 1000 };

const examplePublished: PublishedEvent = {
  id: exampleIds.event,
  type: 'budget.exceeded',
  created_at: '2026-11-23T12:51:48.751Z',
  deliveries: [{ id: exampleIds.delivery, endpoint_id: exampleIds.endpoint }],
};

const exampleEvent: EventSummary = {
  ...examplePublished,
  test: false,
  delivery_count: 1,
  deliveries: examplePublished.deliveries.map((delivery) => ({ ...delivery, status: 'delivered' })),
};

export const publishEvent = defineOperation({
  name: 'publish_webhook_event',
  method: 'POST',
  path: '/manage/v1/webhooks/events',
  access: 'publish',
  summary: 'Publish an event',
  description:
    'Accepted means durable: the event, and which deliveries it gets, are committed before the answer. A repeated `id` or `Idempotency-Key` with the same content answers the first result and sends nothing.',
  body: EventInput,
  status: 202,
  output: PublishedEvent,
  errors: ['event_id_reused', 'idempotency_key_reused', 'too_many_deliveries'],
  examples: [
    { summary: 'A budget is exceeded', body: { type: 'budget.exceeded', data: exampleData }, answer: examplePublished },
    {
      summary: "With the producer's own id, to be published once only",
      body: { id: 'invoice-42', type: 'api_key.revoked', data: { api_key_id: 'ak_77hd' } },
      answer: { id: 'invoice-42', type: 'api_key.revoked', created_at: '2026-11-23T12:51:49.100Z', deliveries: [] },
    },
  ],
});

export const publishEvents = defineOperation({
  name: 'publish_webhook_events',
  method: 'POST',
  path: '/manage/v1/webhooks/events/batch',
  access: 'publish',
  summary: 'Publish a batch of events',
  description:
    'Up to 1,000 events, all or nothing, in the order given. The answer lists all deliveries; those of a large call are made after it.',
  body: z.strictObject({
    events: z
      .array(EventInput)
      .min(1, 'expected at least one event')
      .max(eventLimits.batchSize, `expected at most ${String(eventLimits.batchSize)} events`),
  }),
  status: 202,
  output: z.object({ data: z.array(PublishedEvent) }),
  errors: ['event_id_reused', 'idempotency_key_reused', 'too_many_deliveries'],
  examples: [
    {
      summary: 'Two events',
      body: {
        events: [
          { type: 'experiment.completed', data: { experiment_id: 'exp_19ab', run_id: 'run_3' } },
          { id: 'revoked-ak_91ce', type: 'api_key.revoked', data: { api_key_id: 'ak_91ce' } },
        ],
      },
      answer: {
        data: [
          {
            id: 'evt_01m847d4g2e5xrk8v0t6s3w9bc',
            type: 'experiment.completed',
            created_at: '2026-11-23T12:51:58.210Z',
            deliveries: [],
          },
          {
            id: 'revoked-ak_91ce',
            type: 'api_key.revoked',
            created_at: '2026-11-23T12:51:58.210Z',
            deliveries: [],
          },
        ],
      },
    },
  ],
});

export const listEvents = defineOperation({
  name: 'list_webhook_events',
  method: 'GET',
  path: '/manage/v1/webhooks/events',
  access: 'management',
  summary: 'List events',
  description: 'What was published, newest first, also events that nobody subscribed to.',
  query: z.strictObject({
    event_type: EventTypeName.optional(),
    delivered_to: z
      .enum(['nobody'])
      .optional()
      .describe('`nobody`: those that had no subscriber when they were published.'),
    limit: Limit,
    cursor: Cursor('event').optional(),
  }),
  status: 200,
  output: Page(EventSummary),
  examples: [
    {
      summary: 'The newest of one type',
      query: { event_type: 'budget.exceeded', limit: '20' },
      answer: { data: [exampleEvent], next_cursor: null },
    },
    {
      summary: 'What nobody had subscribed to',
      query: { delivered_to: 'nobody' },
      answer: { data: [], next_cursor: null },
    },
  ],
});

export const getEvent = defineOperation({
  name: 'get_webhook_event',
  method: 'GET',
  path: '/manage/v1/webhooks/events/{event_id}',
  access: 'management',
  summary: 'Get an event',
  description: 'One event with its data and its deliveries.',
  params: z.object({ event_id: z.string() }),
  status: 200,
  output: EventDetail,
  errors: ['webhook_event_not_found'],
  examples: [
    {
      summary: 'An event that one endpoint got',
      params: { event_id: exampleIds.event },
      answer: { ...exampleEvent, data: exampleData },
    },
  ],
});
