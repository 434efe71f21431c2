import * as z from 'zod';
import { failureReasons } from '../domain-events.js';
import { Cursor, Page, pageLimit, Timestamp } from './common.js';
import { exampleIds } from './example-ids.js';
import { defineOperation } from './operation.js';

/** Length of each range and of its buckets, in seconds. */
export const overviewRanges = {
  '1h': { seconds: 3_600, bucket: 60 },
  '24h': { seconds: 86_400, bucket: 900 },
  '7d': { seconds: 604_800, bucket: 3_600 },
} as const;
export type OverviewRange = keyof typeof overviewRanges;

export const overviewLimits = {
  pending: 10_000,
  pendingOfEndpoint: 1_000,
  failingEndpoints: 20,
  hours: 24,
  page: 250,
} as const;

const ranges = Object.keys(overviewRanges) as [OverviewRange, ...OverviewRange[]];

export const LastFailure = z
  .object({
    at: Timestamp,
    reason: z.enum(failureReasons),
    response_status: z.int().nullable().describe('HTTP status of the response; null if there was none.'),
  })
  .meta({ id: 'LastFailure' });

const factsOfEndpoint = {
  failing_since: Timestamp.nullable().describe(
    'Time since which every attempt has failed; null if the last attempt succeeded.',
  ),
  last_failure: LastFailure.nullable().describe('Last failed attempt within eight days.'),
  pending: z.int().describe(`Number of pending deliveries, counted up to ${String(overviewLimits.pendingOfEndpoint)}.`),
  pending_capped: z.boolean().describe('Whether there are more pending deliveries than counted.'),
};

const Totals = z.object({
  delivered: z.int().describe('Number of successful attempts.'),
  failed: z.int().describe('Number of deliveries that failed.'),
  retried: z.int().describe('Number of failed attempts with a scheduled retry.'),
  success_rate: z
    .number()
    .nullable()
    .describe('Share of successful attempts, from 0 to 1; null if there were no attempts.'),
  response_ms_p50: z.int().nullable().describe('Median response time in milliseconds, accurate to about 9 percent.'),
  response_ms_p95: z.int().nullable().describe('95th percentile of the response time in milliseconds.'),
});

export const Overview = z
  .object({
    range: z.enum(ranges),
    from: Timestamp,
    to: Timestamp.describe('End of the current bucket.'),
    bucket_seconds: z.int().describe('Length of a bucket, in seconds.'),
    totals: Totals,
    buckets: z
      .array(z.object({ start: Timestamp, delivered: z.int(), failed: z.int(), retried: z.int() }))
      .describe('Buckets, oldest first, without gaps.'),
    pending: z.int().describe(`Number of pending deliveries, counted up to ${String(overviewLimits.pending)}.`),
    pending_capped: z.boolean().describe('Whether there are more pending deliveries than counted.'),
    oldest_pending_at: Timestamp.nullable().describe('Creation time of the oldest pending delivery.'),
    failing_endpoints: z
      .array(z.object({ id: z.string(), url: z.string(), active: z.boolean(), ...factsOfEndpoint }))
      .describe(
        `Endpoints whose attempts all fail, longest failing first; at most ${String(overviewLimits.failingEndpoints)}.`,
      ),
  })
  .meta({ id: 'Overview' });
export type Overview = z.infer<typeof Overview>;

export const getOverview = defineOperation('GET /manage/v1/webhooks/overview', {
  name: 'get_webhook_overview',
  summary: 'Get an overview',
  description:
    'Returns the outcomes of attempts in the last hour, day or week, the number of pending deliveries, and the failing endpoints.',
  query: z.strictObject({ range: z.enum(ranges).default('1h').describe('Time range. Defaults to `1h`.') }),
  output: Overview,
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
          retried: 9,
          success_rate: 0.9918,
          response_ms_p50: 23,
          response_ms_p95: 91,
        },
        buckets: [{ start: '2026-11-23T12:51:00.000Z', delivered: 18, failed: 0, retried: 1 }],
        pending: 2,
        pending_capped: false,
        oldest_pending_at: '2026-11-23T12:51:48.751Z',
        failing_endpoints: [
          {
            id: exampleIds.endpoint,
            url: 'https://example.com/hooks',
            active: true,
            failing_since: '2026-11-23T12:51:48.823Z',
            last_failure: { at: '2026-11-23T12:51:48.823Z', reason: 'http_error', response_status: 503 },
            pending: 2,
            pending_capped: false,
          },
        ],
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
  summary: "List endpoints' activity",
  description:
    'Returns the hourly outcomes, the last failure and the pending deliveries of each endpoint, newest endpoint first.',
  query: z.strictObject({ limit: pageLimit(overviewLimits.page), cursor: Cursor('endpoint').optional() }),
  output: Page(EndpointActivity),
  examples: [
    {
      summary: 'One endpoint (hours shortened)',
      response: {
        data: [
          {
            endpoint_id: exampleIds.endpoint,
            hours: [{ start: '2026-11-23T12:00:00.000Z', delivered: 318, failed: 1 }],
            failing_since: null,
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
