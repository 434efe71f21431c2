import { z } from 'zod';
import { failureReasons, type DeliveryEvent } from '../domain-events.js';
import { Cursor, EventTypeName, FilterId, Instant, isRange, Limit, Page, rangeError, Timestamp } from './common.js';
import { exampleIds } from './example-ids.js';
import { defineOperation } from './operation.js';

export const DeliveryStatus = z.enum(['pending', 'delivered', 'failed']);
export type DeliveryStatus = z.infer<typeof DeliveryStatus>;

export const DeliverySummary = z
  .object({
    id: z.string(),
    endpoint_id: z.string(),
    event_id: z.string(),
    event_type: z.string(),
    status: DeliveryStatus,
    test: z.boolean().describe('Whether it carries a test event.'),
    attempt_count: z.int().describe('Attempts so far, over all replays.'),
    response_status: z.int().nullable().describe("Of the last attempt's answer; null if it got none."),
    failure_reason: z
      .enum(failureReasons)
      .nullable()
      .describe('Why the last attempt, or the delivery itself, failed; null if neither did.'),
    created_at: Timestamp,
    next_attempt_at: Timestamp.nullable().describe('Null unless it is pending.'),
    completed_at: Timestamp.nullable().describe('When it was delivered or failed for good; null while it is pending.'),
  })
  .meta({ id: 'Delivery' });
export type DeliverySummary = z.infer<typeof DeliverySummary>;

export const Attempt = z
  .object({
    number: z.int().describe('1 for the first, then 2, 3, …; replays count on.'),
    trigger: z.enum(['initial', 'retry', 'replay']),
    request_headers: z
      .record(z.string(), z.string())
      .describe('Of the request, those that are the same whenever it is sent. Times and signatures are not kept.'),
    started_at: Timestamp,
    duration_ms: z.int(),
    response_status: z.int().nullable(),
    response_body: z.string().nullable().describe('At most 16 KiB of it.'),
    error: z.string().nullable().describe('What kept an answer from coming; null if one came.'),
  })
  .meta({ id: 'Attempt' });
export type Attempt = z.infer<typeof Attempt>;

export const DeliveryDetail = DeliverySummary.extend({
  payload: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe('The request body, exactly as it is sent; null once the event is past retention.'),
  response_body: z.string().nullable().describe('The body of the last answer, at most 16 KiB of it.'),
  attempts: z.array(Attempt),
}).meta({ id: 'DeliveryDetail' });
export type DeliveryDetail = z.infer<typeof DeliveryDetail>;

/** Its receiver had a bad moment, and was tried again. */
export const exampleDelivery: DeliverySummary = {
  id: exampleIds.delivery,
  endpoint_id: exampleIds.endpoint,
  event_id: exampleIds.event,
  event_type: 'budget.exceeded',
  status: 'delivered',
  test: false,
  attempt_count: 2,
  response_status: 204,
  failure_reason: null,
  created_at: '2026-11-23T12:51:48.751Z',
  next_attempt_at: null,
  completed_at: '2026-11-23T12:51:53.986Z',
};

const exampleHeaders = (attempt: number) => ({
  'content-type': 'application/json',
  'webhook-id': exampleIds.event,
  'x-modelux-event': exampleDelivery.event_type,
  'x-modelux-delivery': exampleIds.delivery,
  'x-modelux-attempt': String(attempt),
});

const exampleAttempts: Attempt[] = [
  {
    number: 1,
    trigger: 'initial',
    request_headers: exampleHeaders(1),
    started_at: '2026-11-23T12:51:48.790Z',
    duration_ms: 31,
    response_status: 503,
    response_body: 'deploying',
    error: null,
  },
  {
    number: 2,
    trigger: 'retry',
    request_headers: exampleHeaders(2),
    started_at: '2026-11-23T12:51:53.962Z',
    duration_ms: 24,
    response_status: 204,
    response_body: '',
    error: null,
  },
];

const DeliveryParams = z.object({ delivery_id: z.string().describe("The delivery's id (`whd_…`).") });

export const listDeliveries = defineOperation({
  name: 'list_webhook_deliveries',
  method: 'GET',
  path: '/manage/v1/webhooks/deliveries',
  access: 'management',
  summary: 'List deliveries',
  description: 'Deliveries, newest first. Filters combine.',
  query: z
    .strictObject({
      endpoint_id: FilterId.optional(),
      event_id: FilterId.optional(),
      status: DeliveryStatus.optional(),
      event_type: EventTypeName.optional(),
      since: Instant.describe('Created at this time or later.').optional(),
      until: Instant.describe('Created before this time, which is after `since`.').optional(),
      limit: Limit,
      cursor: Cursor('delivery').optional(),
    })
    .refine(isRange, rangeError),
  status: 200,
  output: Page(DeliverySummary),
  examples: [
    {
      summary: 'What one endpoint was sent of one type',
      query: { endpoint_id: exampleIds.endpoint, event_type: 'budget.exceeded', limit: '20' },
      answer: { data: [exampleDelivery], next_cursor: null },
    },
    {
      summary: "What an hour's outage met",
      query: { since: '2026-11-23T08:00:00Z', until: '2026-11-23T09:00:00Z' },
      answer: { data: [], next_cursor: null },
    },
    {
      summary: 'What has failed',
      query: { status: 'failed' },
      answer: { data: [], next_cursor: null },
    },
  ],
});

export const getDelivery = defineOperation({
  name: 'get_webhook_delivery',
  method: 'GET',
  path: '/manage/v1/webhooks/deliveries/{delivery_id}',
  access: 'management',
  summary: 'Get a delivery',
  description: 'One delivery with its payload, the last response and the history of its attempts.',
  params: DeliveryParams,
  status: 200,
  output: DeliveryDetail,
  errors: ['webhook_delivery_not_found'],
  examples: [
    {
      summary: 'A delivery that came on the second attempt',
      params: { delivery_id: exampleIds.delivery },
      answer: {
        ...exampleDelivery,
        payload: {
          id: exampleIds.event,
          type: exampleDelivery.event_type,
          timestamp: exampleDelivery.created_at,
          data: { budget_id: 'bud_8f2k1', spend_usd: 1003.17, cap_usd: 1000 },
        },
        response_body: '',
        attempts: exampleAttempts,
      },
    },
  ],
});

export const deliveryEventTypes = [
  'DeliveryScheduled',
  'AttemptSucceeded',
  'AttemptFailed',
  'RetryScheduled',
  'DeliveryFailed',
  'ReplayRequested',
] as const satisfies readonly DeliveryEvent['type'][];

export const HistoryEntry = z
  .object({
    version: z.int().describe('1 for the first, then 2, 3, …'),
    type: z.enum(deliveryEventTypes).describe('What happened.'),
    occurred_at: Timestamp,
    data: z.record(z.string(), z.unknown()).describe('Depends on the type.'),
  })
  .meta({ id: 'HistoryEntry' });
export type HistoryEntry = z.infer<typeof HistoryEntry>;

export const getDeliveryHistory = defineOperation({
  name: 'get_webhook_delivery_history',
  method: 'GET',
  path: '/manage/v1/webhooks/deliveries/{delivery_id}/history',
  access: 'management',
  summary: 'Get the history of a delivery',
  description: 'Everything that has happened to a delivery, oldest first, as the log has it; without the payload.',
  params: DeliveryParams,
  status: 200,
  output: z.object({ data: z.array(HistoryEntry) }),
  errors: ['webhook_delivery_not_found'],
  examples: [
    {
      summary: 'A delivery that was scheduled, failed once, and is to be tried again',
      params: { delivery_id: exampleIds.delivery },
      answer: {
        data: [
          {
            version: 1,
            type: 'DeliveryScheduled',
            occurred_at: exampleDelivery.created_at,
            data: {
              endpoint_id: exampleIds.endpoint,
              event_id: exampleIds.event,
              event_stream_id: exampleIds.event,
              event_type: exampleDelivery.event_type,
              test: false,
              queue: 'deliver',
            },
          },
          {
            version: 2,
            type: 'AttemptFailed',
            occurred_at: '2026-11-23T12:51:48.823Z',
            data: {
              number: 1,
              trigger: 'initial',
              started_at: '2026-11-23T12:51:48.790Z',
              duration_ms: 31,
              response_status: 503,
              response_body: 'deploying',
              response_truncated: false,
              failure_reason: 'http_error',
              error: 'the endpoint answered 503',
            },
          },
          {
            version: 3,
            type: 'RetryScheduled',
            occurred_at: '2026-11-23T12:51:48.823Z',
            data: { next_attempt_at: '2026-11-23T12:51:53.940Z', queue: 'retry' },
          },
        ],
      },
    },
  ],
});

export const replayDelivery = defineOperation({
  name: 'replay_webhook_delivery',
  method: 'POST',
  path: '/manage/v1/webhooks/deliveries/{delivery_id}/replay',
  access: 'management',
  summary: 'Replay a delivery',
  description:
    'Sends the same payload with the same `webhook-id` again, at once, with a fresh retry budget. The history is kept. A pending delivery has its next attempt brought forward.',
  params: DeliveryParams,
  status: 202,
  output: DeliverySummary,
  errors: ['webhook_delivery_not_found', 'endpoint_deleted', 'endpoint_inactive', 'idempotency_key_reused'],
  examples: [
    {
      summary: 'The same payload once more',
      params: { delivery_id: exampleIds.delivery },
      answer: {
        ...exampleDelivery,
        status: 'pending',
        next_attempt_at: '2026-11-23T13:20:11.530Z',
        completed_at: null,
      },
    },
  ],
});
