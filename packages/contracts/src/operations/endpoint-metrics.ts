import * as z from 'zod';
import { Timestamp } from './common.js';
import { EndpointParams } from './endpoints.js';
import { exampleIds } from './example-ids.js';
import { FailureCount, firstAttemptCounts, overviewLimits, responseTimes } from './figures.js';
import { defineOperation } from './operation.js';

/** Length of each range and of its buckets, in seconds. */
export const metricsRanges = {
  '1h': { seconds: 3_600, bucket: 300 },
  '24h': { seconds: 86_400, bucket: 3_600 },
  '7d': { seconds: 604_800, bucket: 3_600 },
} as const;
export type MetricsRange = keyof typeof metricsRanges;

const ranges = Object.keys(metricsRanges) as [MetricsRange, ...MetricsRange[]];

const counts = {
  delivered: z.int().describe('Number of successful attempts.'),
  failed: z.int().describe('Number of failed attempts.'),
  ...firstAttemptCounts,
  ...responseTimes,
  failures: z.array(FailureCount).describe('Failed attempts by reason and status, most first.'),
};

export const EndpointMetrics = z
  .object({
    endpoint_id: z.string(),
    range: z.enum(ranges),
    from: Timestamp,
    to: Timestamp.describe('End of the current bucket.'),
    bucket_seconds: z.int().describe('Length of a bucket, in seconds.'),
    totals: z.object(counts),
    buckets: z.array(z.object({ start: Timestamp, ...counts })).describe('Buckets, oldest first, without gaps.'),
    pending: z
      .int()
      .describe(`Number of pending deliveries, counted up to ${String(overviewLimits.pendingOfEndpoint)}.`),
    pending_capped: z.boolean().describe('Whether there are more pending deliveries than counted.'),
    pending_by_creation: z
      .array(z.object({ start: Timestamp, pending: z.int() }))
      .describe('The counted pending deliveries by the bucket of their creation. Older ones are in the first bucket.'),
  })
  .meta({ id: 'EndpointMetrics' });
export type EndpointMetrics = z.infer<typeof EndpointMetrics>;

const exampleCounts = {
  delivered: 318,
  failed: 2,
  first_attempts: 318,
  failed_first_attempts: 2,
  response_ms_p50: 23,
  response_ms_p95: 91,
  failures: [{ reason: 'http_error' as const, response_status: 503, attempts: 2 }],
};

export const getEndpointMetrics = defineOperation('GET /manage/v1/webhooks/endpoints/{endpoint_id}/metrics', {
  name: 'get_webhook_endpoint_metrics',
  portal: 'view',
  summary: "Get an endpoint's metrics",
  description:
    'Returns the attempts of an endpoint in the last hour, day or week: outcomes, response times and reasons of failures over time, and its pending deliveries.',
  params: EndpointParams,
  query: z.strictObject({ range: z.enum(ranges).default('24h').describe('Time range. Defaults to `24h`.') }),
  output: EndpointMetrics,
  errors: ['webhook_endpoint_not_found'],
  examples: [
    {
      summary: 'The last day (buckets shortened)',
      params: { endpoint_id: exampleIds.endpoint },
      query: { range: '24h' },
      response: {
        endpoint_id: exampleIds.endpoint,
        range: '24h',
        from: '2026-11-22T13:00:00.000Z',
        to: '2026-11-23T13:00:00.000Z',
        bucket_seconds: 3600,
        totals: exampleCounts,
        buckets: [{ start: '2026-11-23T12:00:00.000Z', ...exampleCounts }],
        pending: 2,
        pending_capped: false,
        pending_by_creation: [{ start: '2026-11-23T12:00:00.000Z', pending: 2 }],
      },
    },
  ],
});
