import * as z from 'zod';
import { envelopes, failureReasons, type DeliveryEvent } from '../domain-events.js';
import {
  Cursor,
  EventTypeName,
  FilterId,
  Instant,
  isRange,
  Limit,
  Page,
  QueryFlag,
  QueryNumber,
  rangeError,
  Timestamp,
  WholeNumber,
} from './common.js';
import { CustomerReference, OwnerCustomer } from './customer-reference.js';
import { exampleIds } from './example-ids.js';
import { defineOperation } from './operation.js';

export const DeliveryStatus = z.enum(['pending', 'delivered', 'failed']);
export type DeliveryStatus = z.infer<typeof DeliveryStatus>;

export const DeliverySummary = z
  .object({
    id: z.string(),
    endpoint_id: z.string(),
    customer: OwnerCustomer.optional().describe('The customer that the endpoint belongs to; absent without one.'),
    event_id: z.string(),
    event_type: z.string(),
    status: DeliveryStatus,
    test: z.boolean().describe('Whether the event is a test event.'),
    attempt_count: z.int().describe('Number of attempts so far, including replays.'),
    response_status: z
      .int()
      .nullable()
      .describe('HTTP status of the last response; null if the last attempt got no response.'),
    failure_reason: z
      .enum(failureReasons)
      .nullable()
      .describe('Reason why the last attempt or the delivery failed; null otherwise.'),
    created_at: Timestamp,
    next_attempt_at: Timestamp.nullable().describe('Time of the next attempt; null unless the delivery is pending.'),
    completed_at: Timestamp.nullable().describe(
      'Time when the delivery was delivered or failed; null while it is pending.',
    ),
  })
  .meta({ id: 'Delivery' });
export type DeliverySummary = z.infer<typeof DeliverySummary>;

export const AttemptHeader = z.object({ name: z.string(), value: z.string() }).meta({ id: 'AttemptHeader' });
export type AttemptHeader = z.infer<typeof AttemptHeader>;

const phase = z.int().nullable();

export const AttemptPhases = z
  .object({
    queue_ms: phase.describe('Wait for a free connection.'),
    dns_ms: phase.describe('Resolution of the host name; null for an address or a reused connection.'),
    connect_ms: phase.describe('TCP connection; null for a reused connection.'),
    tls_ms: phase.describe('TLS handshake; null for a reused or unencrypted connection.'),
    first_byte_ms: phase.describe('From the request to the headers of the response; null if none came.'),
    download_ms: phase.describe('From the headers to the end of the response; null if no headers came.'),
  })
  .meta({ id: 'AttemptPhases' });
export type AttemptPhases = z.infer<typeof AttemptPhases>;

export const Attempt = z
  .object({
    number: z.int().describe('Number of the attempt, from 1. Replays continue the count.'),
    trigger: z.enum(['initial', 'retry', 'replay']).describe('Cause of the attempt.'),
    request_headers: z
      .record(z.string(), z.string())
      .describe(
        'Request headers as sent, without those of HTTP itself. If no request was sent, and in attempts of older versions, those that are the same in every attempt.',
      ),
    request_headers_complete: z
      .boolean()
      .describe('Whether these are all headers of a request that was sent, in its order.'),
    started_at: Timestamp,
    duration_ms: z.int().describe('Duration of the attempt, in milliseconds.'),
    response_status: z.int().nullable().describe('HTTP status of the response; null if there was none.'),
    response_body: z.string().nullable().describe('First 16 KiB of the response body.'),
    error: z.string().nullable().describe('Error that prevented a response; null if there was a response.'),
    response_headers: z
      .array(AttemptHeader)
      .nullable()
      .describe(
        'First 2 KiB of the response headers, as received. The value of a header that may be a credential is `[hidden]`. Null if there was no response or its headers were not stored.',
      ),
    response_headers_truncated: z.boolean().describe('Whether the response had more headers than are stored.'),
    timing: AttemptPhases.nullable().describe(
      'Phases of the attempt, in milliseconds; null if no request was sent or the phases were not stored.',
    ),
  })
  .meta({ id: 'Attempt' });
export type Attempt = z.infer<typeof Attempt>;

export const RetrySchedule = z
  .object({
    attempts: z
      .array(
        z.object({
          number: z.int().describe('Number of the attempt.'),
          at: Timestamp.describe(
            'Approximate time of the attempt: without jitter and the duration of those before it.',
          ),
        }),
      )
      .describe('The next attempts, at most 20.'),
    more: z.int().describe('Number of attempts after these.'),
  })
  .meta({ id: 'RetrySchedule' });
export type RetrySchedule = z.infer<typeof RetrySchedule>;

export const DeliveryDetail = DeliverySummary.extend({
  payload: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe('Request body as sent; null after the retention of the event.'),
  envelope: z
    .enum(envelopes)
    .nullable()
    .describe('What is around `data` in the payload; null in the format `slack`, and as long as the payload is null.'),
  response_body: z.string().nullable().describe('First 16 KiB of the last response body.'),
  attempts: z.array(Attempt).describe('Attempts, oldest first.'),
  retry_schedule: RetrySchedule.nullable().describe(
    'The attempts to come if all of them fail; null unless the delivery is pending.',
  ),
}).meta({ id: 'DeliveryDetail' });
export type DeliveryDetail = z.infer<typeof DeliveryDetail>;

/** Delivered on the second attempt. */
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

const exampleHeaders = (attempt: number, timestamp: number, signature: string) => ({
  'content-type': 'application/json',
  'webhook-id': exampleIds.event,
  'x-modelux-event': exampleDelivery.event_type,
  'x-modelux-delivery': exampleIds.delivery,
  'x-modelux-attempt': String(attempt),
  'user-agent': 'Postrider/0.1.0',
  'x-modelux-signature': '6542e7d063ffcfcf25177d05b359abc9cd3c6811fbcf2d957951aca37be99de2',
  'webhook-timestamp': String(timestamp),
  'webhook-signature': signature,
});

const exampleAttempts: Attempt[] = [
  {
    number: 1,
    trigger: 'initial',
    request_headers: exampleHeaders(1, 1795438308, 'v1,yGHNhRdH6BxD8CA6xtnrcbQKmyvfnFM96CfN0A4SVcI='),
    request_headers_complete: true,
    started_at: '2026-11-23T12:51:48.790Z',
    duration_ms: 31,
    response_status: 503,
    response_body: 'deploying',
    error: null,
    response_headers: [
      { name: 'Content-Type', value: 'text/plain' },
      { name: 'Retry-After', value: '5' },
    ],
    response_headers_truncated: false,
    timing: { queue_ms: 0, dns_ms: 3, connect_ms: 8, tls_ms: 11, first_byte_ms: 9, download_ms: 0 },
  },
  {
    number: 2,
    trigger: 'retry',
    request_headers: exampleHeaders(2, 1795438313, 'v1,Zr6mZQb2v1mHkq1V1Jm7d2i0m4nZ0r7b7yJq1t0V9nE='),
    request_headers_complete: true,
    started_at: '2026-11-23T12:51:53.962Z',
    duration_ms: 24,
    response_status: 204,
    response_body: '',
    error: null,
    response_headers: [{ name: 'Date', value: 'Mon, 23 Nov 2026 12:51:53 GMT' }],
    response_headers_truncated: false,
    timing: { queue_ms: 0, dns_ms: null, connect_ms: null, tls_ms: null, first_byte_ms: 24, download_ms: 0 },
  },
];

const DeliveryParams = z.object({ delivery_id: z.string().describe('Id of the delivery (`whd_…`).') });

/** The filters that an index knows. A delivery must match all of them. */
export const deliveryFilters = {
  customer: CustomerReference.describe(
    'Only deliveries to the endpoints of this customer: `cus_…`, or its `uid`.',
  ).optional(),
  endpoint_id: FilterId.optional(),
  event_id: FilterId.optional(),
  status: DeliveryStatus.optional(),
  event_type: EventTypeName.optional(),
  since: Instant.describe('Only deliveries created at or after this time.').optional(),
  until: Instant.describe('Only deliveries created before this time. Must be after `since`.').optional(),
};

export const responseClasses = ['2xx', '3xx', '4xx', '5xx'] as const;
export type ResponseClass = (typeof responseClasses)[number];

const ResponseClass = z.enum(responseClasses).describe('Only statuses of this class, such as `5xx`.');
const FailureReasonFilter = z.enum(failureReasons).describe('Only this reason of the last failure.');

/** The filters of a list, in a query string. */
export const listFilters = {
  ...deliveryFilters,
  response_status: QueryNumber(100, 599).describe('Only this status of the last response.').optional(),
  response_class: ResponseClass.optional(),
  failure_reason: FailureReasonFilter.optional(),
  min_attempts: QueryNumber(0, 1_000_000).describe('Only deliveries with at least this number of attempts.').optional(),
  min_duration_ms: QueryNumber(0, 3_600_000)
    .describe('Only deliveries whose last attempt took at least this time, in milliseconds.')
    .optional(),
  test: QueryFlag.describe('Only deliveries of test events, or none of them.').optional(),
  replayed: QueryFlag.describe('Only deliveries that were replayed, or that never were.').optional(),
};

/** The filters that no index knows, in a body. */
export const searchFilters = {
  response_status: WholeNumber(100, 599).describe('Only this status of the last response.').optional(),
  response_class: ResponseClass.optional(),
  failure_reason: FailureReasonFilter.optional(),
  min_attempts: WholeNumber(0, 1_000_000).describe('Only deliveries with at least this number of attempts.').optional(),
  min_duration_ms: WholeNumber(0, 3_600_000)
    .describe('Only deliveries whose last attempt took at least this time, in milliseconds.')
    .optional(),
  test: z.boolean().describe('Only deliveries of test events, or none of them.').optional(),
  replayed: z.boolean().describe('Only deliveries that were replayed, or that never were.').optional(),
};

export const listDeliveries = defineOperation('GET /manage/v1/webhooks/deliveries', {
  name: 'list_webhook_deliveries',
  portal: 'view',
  summary: 'List deliveries',
  description:
    'Returns deliveries, newest first. A delivery must match all filters. A page may have fewer deliveries than `limit` while more follow, since one call compares a limited number of them: the list is over when `next_cursor` is null.',
  query: z
    .strictObject({ ...listFilters, limit: Limit, cursor: Cursor('delivery').optional() })
    .refine(isRange, rangeError),
  output: Page(DeliverySummary),
  examples: [
    {
      summary: 'Deliveries of one event type to one endpoint',
      query: { endpoint_id: exampleIds.endpoint, event_type: 'budget.exceeded', limit: '20' },
      response: { data: [exampleDelivery], next_cursor: null },
    },
    {
      summary: 'Deliveries of one hour',
      query: { since: '2026-11-23T08:00:00Z', until: '2026-11-23T09:00:00Z' },
      response: { data: [], next_cursor: null },
    },
    { summary: 'Failed deliveries', query: { status: 'failed' }, response: { data: [], next_cursor: null } },
    {
      summary: 'Responses of 5xx to at least three attempts',
      query: { response_class: '5xx', min_attempts: '3' },
      response: { data: [], next_cursor: null },
    },
  ],
});

export const exportFormats = ['ndjson', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];
export const ExportFormatField = z
  .enum(exportFormats)
  .describe('Format of the file. Defaults to `ndjson`.')
  .default('ndjson');

/** The last line of an export as `ndjson`. Without it, the response broke off. */
export const ExportEnd = z.object({
  export: z.object({
    deliveries: z.int().describe('Number of lines before this one.'),
    next_cursor: z.string().nullable().describe('`cursor` of an export of the rest; null if nothing is left.'),
  }),
});
export type ExportEnd = z.infer<typeof ExportEnd>;

export const exportDeliveries = defineOperation('GET /manage/v1/webhooks/deliveries/export', {
  name: 'export_webhook_deliveries',
  summary: 'Export deliveries',
  description:
    'Returns the deliveries that match all filters as a file, newest first: one JSON object in a line (`ndjson`), or `csv`. Their number is limited. The last line of `ndjson` has the number of deliveries, and the `cursor` of the rest; `csv` has such a line only if there is a rest.',
  query: z
    .strictObject({
      ...listFilters,
      format: ExportFormatField,
      cursor: Cursor('delivery').optional(),
    })
    .refine(isRange, rangeError),
  media: 'application/x-ndjson',
  textMedia: 'text/csv',
  output: DeliverySummary,
  examples: [
    {
      summary: 'Failed deliveries of one endpoint, for a spreadsheet',
      query: { endpoint_id: exampleIds.endpoint, status: 'failed', format: 'csv' },
      response: exampleDelivery,
    },
  ],
});

export const getDelivery = defineOperation('GET /manage/v1/webhooks/deliveries/{delivery_id}', {
  name: 'get_webhook_delivery',
  portal: 'view',
  summary: 'Get a delivery',
  description: 'Returns a delivery with its payload, its last response and its attempts.',
  params: DeliveryParams,
  output: DeliveryDetail,
  errors: ['webhook_delivery_not_found'],
  examples: [
    {
      summary: 'A delivery that succeeded on the second attempt',
      params: { delivery_id: exampleIds.delivery },
      response: {
        ...exampleDelivery,
        payload: {
          id: exampleIds.event,
          type: exampleDelivery.event_type,
          timestamp: exampleDelivery.created_at,
          data: { budget_id: 'bud_8f2k1', spend_usd: 1003.17, cap_usd: 1000 },
        },
        envelope: 'default',
        response_body: '',
        attempts: exampleAttempts,
        retry_schedule: null,
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
    version: z.int().describe('Position in the history, from 1.'),
    type: z.enum(deliveryEventTypes).describe('Type of the domain event.'),
    occurred_at: Timestamp,
    data: z.record(z.string(), z.unknown()).describe('Data of the domain event; its fields depend on the type.'),
  })
  .meta({ id: 'HistoryEntry' });
export type HistoryEntry = z.infer<typeof HistoryEntry>;

export const getDeliveryHistory = defineOperation('GET /manage/v1/webhooks/deliveries/{delivery_id}/history', {
  name: 'get_webhook_delivery_history',
  summary: 'Get the history of a delivery',
  description: 'Returns the event stream of a delivery, oldest first, without the payload.',
  params: DeliveryParams,
  output: z.object({ data: z.array(HistoryEntry) }).meta({ id: 'DeliveryHistory' }),
  errors: ['webhook_delivery_not_found'],
  examples: [
    {
      summary: 'A delivery with one failed attempt and a scheduled retry',
      params: { delivery_id: exampleIds.delivery },
      response: {
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
              error: 'the endpoint responded with 503',
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

export const replayDelivery = defineOperation('POST /manage/v1/webhooks/deliveries/{delivery_id}/replay', {
  name: 'replay_webhook_delivery',
  portal: 'replay',
  summary: 'Replay a delivery',
  description:
    'Sends the same payload with the same `webhook-id` again, immediately and with a new series of retries. The history is kept. A pending delivery is attempted immediately.',
  params: DeliveryParams,
  status: 202,
  output: DeliverySummary,
  errors: ['webhook_delivery_not_found', 'endpoint_deleted', 'endpoint_inactive', 'idempotency_key_reused'],
  examples: [
    {
      summary: 'A delivered delivery that is sent again',
      params: { delivery_id: exampleIds.delivery },
      response: {
        ...exampleDelivery,
        status: 'pending',
        next_attempt_at: '2026-11-23T13:20:11.530Z',
        completed_at: null,
      },
    },
  ],
});
