import * as z from 'zod';
import { CustomerReference } from './customer-reference.js';
import { Cursor, Instant, isRange, Page, pageLimit, rangeError, Timestamp } from './common.js';
import { exampleIds } from './example-ids.js';
import { factsOfEndpoint, FailureCount, firstAttemptCounts, overviewLimits, responseTimes } from './figures.js';
import { defineOperation } from './operation.js';

/** Length of each range and of its buckets, in seconds. */
export const overviewRanges = {
  '1h': { seconds: 3_600, bucket: 60 },
  '24h': { seconds: 86_400, bucket: 900 },
  '7d': { seconds: 604_800, bucket: 3_600 },
} as const;
export type OverviewRange = keyof typeof overviewRanges;

const ranges = Object.keys(overviewRanges) as [OverviewRange, ...OverviewRange[]];

const shareOf = (what: string) => z.number().nullable().describe(`Share of ${what}, from 0 to 1; null without any.`);

/** Endpoints count attempts, and not what became of deliveries. */
const notOfCustomers = 'null with `customer`';

const counts = {
  delivered: z.int().describe('Number of successful attempts.'),
  failed: z.int().nullable().describe(`Number of deliveries that failed; ${notOfCustomers}.`),
  failed_attempts: z.int().describe('Number of failed attempts.'),
  retried: z.int().nullable().describe(`Number of failed attempts with a scheduled retry; ${notOfCustomers}.`),
};

const outcomes = {
  ...counts,
  success_rate: shareOf('successful attempts'),
  delivery_success_rate: z
    .number()
    .nullable()
    .describe(`Share of completed deliveries that were delivered, from 0 to 1; null without any; ${notOfCustomers}.`),
  first_attempt_success_rate: shareOf('first attempts that succeeded'),
};

const Totals = z.object({
  ...outcomes,
  ...firstAttemptCounts,
  active_seconds: z
    .int()
    .describe('Length of the buckets with attempts, in seconds: the time in which there was traffic.'),
  ...responseTimes,
  response_ms_p99: z.int().nullable().describe('99th percentile of the response time in milliseconds.'),
});

const PendingFlow = z.object({
  created_per_minute: z.number().describe('Deliveries created per minute.'),
  completed_per_minute: z.number().describe('Deliveries completed per minute.'),
  seconds_until_empty: z
    .int()
    .nullable()
    .describe('When no delivery would be pending at this rate, in seconds; null if they do not become fewer.'),
});

const ListedEndpoint = z.object({ id: z.string(), url: z.string(), active: z.boolean(), ...factsOfEndpoint });

export const Overview = z
  .object({
    range: z.enum([...ranges, 'custom']).describe('`custom` for a range from `since`.'),
    from: Timestamp,
    to: Timestamp.describe('End of the current bucket.'),
    bucket_seconds: z.int().describe('Length of a bucket, in seconds.'),
    totals: Totals,
    previous: z
      .object(outcomes)
      .nullable()
      .describe(
        'Totals of the period of the same length before; null without attempts, and with `customer` if it begins more than eight days ago.',
      ),
    buckets: z.array(z.object({ start: Timestamp, ...counts })).describe('Buckets, oldest first, without gaps.'),
    response_times: z
      .array(
        z.object({
          up_to_ms: z.int().describe('Longest response time, in milliseconds.'),
          responses: z.int().describe('Number of responses that were slower than the entry before.'),
        }),
      )
      .describe('Distribution of response times, fastest first, without gaps.'),
    failures: z
      .array(FailureCount)
      .describe(
        `Failed attempts by reason and status, most first; at most ${String(overviewLimits.failures)}. Attempts that an earlier release counted are left out.`,
      ),
    top_endpoints: z
      .array(
        z.object({
          id: z.string(),
          url: z.string(),
          delivered: z.int(),
          failed: z.int().describe('Number of failed attempts.'),
        }),
      )
      .describe(`Endpoints with the most attempts; at most ${String(overviewLimits.topEndpoints)}.`),
    top_event_types: z
      .object({
        events: z.int().describe('Number of events that were looked at.'),
        types: z.array(z.object({ type: z.string(), events: z.int() })),
      })
      .describe(
        `Types of the newest events of the range, of up to ${String(overviewLimits.eventsCounted)} events; at most ${String(overviewLimits.topEventTypes)} types.`,
      ),
    pending: z.int().describe(`Number of pending deliveries, counted up to ${String(overviewLimits.pending)}.`),
    pending_capped: z.boolean().describe('Whether there are more pending deliveries than counted.'),
    oldest_pending_at: Timestamp.nullable().describe('Creation time of the oldest pending delivery.'),
    pending_flow: PendingFlow.nullable().describe(`Rates of about the last five minutes; ${notOfCustomers}.`),
    failing_endpoints: z
      .array(ListedEndpoint)
      .describe(
        `Endpoints whose attempts all fail, longest failing first; at most ${String(overviewLimits.failingEndpoints)}.`,
      ),
    degraded_endpoints: z
      .array(ListedEndpoint)
      .describe(
        `Active endpoints of which many first attempts failed lately, highest share first; at most ${String(overviewLimits.degradedEndpoints)}.`,
      ),
  })
  .meta({ id: 'Overview' });
export type Overview = z.infer<typeof Overview>;

export const getOverview = defineOperation('GET /manage/v1/webhooks/overview', {
  name: 'get_webhook_overview',
  summary: 'Get an overview',
  description:
    'Returns the outcomes of attempts in the last hour, day or week, or between two times, compared with the period before; the number of pending deliveries; and the failing and degraded endpoints. With `customer` of its endpoints alone.',
  query: z
    .strictObject({
      range: z.enum(ranges).optional().describe('Time range that ends now. Defaults to `1h`.'),
      since: Instant.describe(
        `Begin of a custom range, at most ${String(overviewLimits.days)} days ago. Rounded down to a bucket.`,
      ).optional(),
      until: Instant.describe('End of the custom range. Defaults to now. Must be after `since`.').optional(),
      customer: CustomerReference.describe(
        `Only figures of this customer's endpoints: \`cus_…\`, or its \`uid\`. Buckets are five minutes or an hour long, and \`since\` is at most ${String(overviewLimits.daysOfCustomer)} days ago.`,
      ).optional(),
    })
    .refine(isRange, rangeError)
    .refine(({ range, since }) => range === undefined || since === undefined, {
      path: ['range'],
      error: 'expected no range together with since',
    })
    .refine(({ since, until }) => until === undefined || since !== undefined, {
      path: ['since'],
      error: 'required with until',
    }),
  output: Overview,
  errors: ['webhook_customer_not_found'],
  examples: [
    {
      summary: 'The last hour (buckets shortened)',
      query: { range: '1h' },
      response: {
        range: '1h',
        from: '2026-11-23T11:52:00.000Z',
        to: '2026-11-23T12:52:00.000Z',
        bucket_seconds: 60,
        totals: {
          delivered: 1204,
          failed: 1,
          failed_attempts: 10,
          retried: 9,
          success_rate: 0.9918,
          delivery_success_rate: 0.9992,
          first_attempt_success_rate: 0.9925,
          first_attempts: 1206,
          failed_first_attempts: 9,
          active_seconds: 3540,
          response_ms_p50: 23,
          response_ms_p95: 91,
          response_ms_p99: 215,
        },
        previous: {
          delivered: 1100,
          failed: 0,
          failed_attempts: 4,
          retried: 4,
          success_rate: 0.9964,
          delivery_success_rate: 1,
          first_attempt_success_rate: 0.9964,
        },
        buckets: [{ start: '2026-11-23T12:51:00.000Z', delivered: 18, failed: 0, failed_attempts: 1, retried: 1 }],
        response_times: [
          { up_to_ms: 16, responses: 311 },
          { up_to_ms: 32, responses: 697 },
          { up_to_ms: 64, responses: 205 },
        ],
        failures: [{ reason: 'http_error', response_status: 503, attempts: 10 }],
        top_endpoints: [{ id: exampleIds.endpoint, url: 'https://example.com/hooks', delivered: 1204, failed: 10 }],
        top_event_types: { events: 1206, types: [{ type: 'budget.threshold_reached', events: 1206 }] },
        pending: 2,
        pending_capped: false,
        oldest_pending_at: '2026-11-23T12:51:48.751Z',
        pending_flow: { created_per_minute: 20.1, completed_per_minute: 20.3, seconds_until_empty: 600 },
        failing_endpoints: [
          {
            id: exampleIds.endpoint,
            url: 'https://example.com/hooks',
            active: true,
            state: 'failing',
            first_attempts: { attempts: 1206, failed: 9, window_minutes: 60 },
            failing_since: '2026-11-23T12:51:48.823Z',
            degraded_since: null,
            last_failure: { at: '2026-11-23T12:51:48.823Z', reason: 'http_error', response_status: 503 },
            pending: 2,
            pending_capped: false,
          },
        ],
        degraded_endpoints: [],
      },
    },
  ],
});

export const EndpointActivity = z
  .object({
    endpoint_id: z.string(),
    hours: z
      .array(z.object({ start: Timestamp, delivered: z.int(), failed: z.int().describe('Number of failed attempts.') }))
      .describe(`The last ${String(overviewLimits.hours)} hours, oldest first, without gaps.`),
    ...factsOfEndpoint,
  })
  .meta({ id: 'EndpointActivity' });
export type EndpointActivity = z.infer<typeof EndpointActivity>;

export const listEndpointActivity = defineOperation('GET /manage/v1/webhooks/endpoints/activity', {
  name: 'list_webhook_endpoint_activity',
  portal: 'view',
  summary: "List endpoints' activity",
  description:
    'Returns the hourly outcomes, the last failure and the pending deliveries of each endpoint, newest endpoint first.',
  query: z.strictObject({
    customer: CustomerReference.optional(),
    limit: pageLimit(overviewLimits.page),
    cursor: Cursor('endpoint').optional(),
  }),
  output: Page(EndpointActivity),
  examples: [
    {
      summary: 'One endpoint (hours shortened)',
      response: {
        data: [
          {
            endpoint_id: exampleIds.endpoint,
            hours: [{ start: '2026-11-23T12:00:00.000Z', delivered: 318, failed: 1 }],
            state: 'active',
            first_attempts: { attempts: 318, failed: 1, window_minutes: 60 },
            failing_since: null,
            degraded_since: null,
            last_failure: { at: '2026-11-23T12:51:48.823Z', reason: 'http_error', response_status: 503 },
            pending: 0,
            pending_capped: false,
          },
        ],
        next_cursor: null,
      },
    },
  ],
});
