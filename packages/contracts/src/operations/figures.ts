import * as z from 'zod';
import { failureReasons } from '../domain-events.js';
import { Timestamp } from './common.js';

export const overviewLimits = {
  pending: 100_000,
  pendingOfEndpoint: 10_000,
  /** Of all endpoints of a list together, but at least `pendingOfEndpointAtLeast` of each. */
  pendingOfEndpoints: 100_000,
  pendingOfEndpointAtLeast: 1_000,
  failingEndpoints: 20,
  degradedEndpoints: 20,
  failures: 20,
  topEndpoints: 10,
  topEventTypes: 10,
  /** Events whose types are counted. */
  eventsCounted: 2_000,
  /** Deliveries by which their rate is measured. */
  arrivalsCounted: 10_000,
  hours: 24,
  page: 250,
  /** How far back a range may begin, in days. */
  days: 8,
  /** Hours of endpoints are kept for eight days, and a range begins with a whole one. */
  daysOfCustomer: 7,
} as const;

export const LastFailure = z
  .object({
    at: Timestamp,
    reason: z.enum(failureReasons),
    response_status: z.int().nullable().describe('HTTP status of the response; null if there was none.'),
  })
  .meta({ id: 'LastFailure' });

export const FailureCount = z
  .object({
    reason: z.enum(failureReasons),
    response_status: z.int().nullable().describe('HTTP status of the responses; null if there were none.'),
    attempts: z.int().describe('Number of failed attempts.'),
  })
  .meta({ id: 'FailureCount' });

export const endpointConditions = ['active', 'degraded', 'failing', 'inactive'] as const;
export type EndpointCondition = (typeof endpointConditions)[number];

export const factsOfEndpoint = {
  state: z
    .enum(endpointConditions)
    .describe(
      '`failing`: every attempt has failed since `failing_since`, for a minute, or no first attempt has succeeded lately. `degraded`: many first attempts failed lately (`POSTRIDER_DEGRADED_SHARE`). `inactive`: deactivated.',
    ),
  first_attempts: z
    .object({
      attempts: z.int(),
      failed: z.int(),
      window_minutes: z.int().describe('`POSTRIDER_DEGRADED_WINDOW_MINUTES`.'),
    })
    .describe('First attempts of deliveries in the last minutes, and those that failed.'),
  failing_since: Timestamp.nullable().describe(
    'Time since which every attempt has failed; null if the last attempt succeeded.',
  ),
  degraded_since: Timestamp.nullable().describe(
    'About since when the endpoint has been degraded: the start of five minutes, or of an hour if it is longer ago, at most eight days. Null unless it is degraded.',
  ),
  last_failure: LastFailure.nullable().describe('Last failed attempt within eight days.'),
  pending: z
    .int()
    .describe(
      `Number of pending deliveries, counted up to ${String(overviewLimits.pendingOfEndpoint)}; in a list of more than ten endpoints to less, but at least to ${String(overviewLimits.pendingOfEndpointAtLeast)}.`,
    ),
  pending_capped: z.boolean().describe('Whether there are more pending deliveries than counted.'),
};

const time = 'of the response time in milliseconds, accurate to about 9 percent; null without responses';

export const firstAttemptCounts = {
  first_attempts: z
    .int()
    .nullable()
    .describe('Number of first attempts of deliveries; null if an earlier release counted the attempts.'),
  failed_first_attempts: z.int().nullable().describe('Number of first attempts that failed.'),
};

export const responseTimes = {
  response_ms_p50: z.int().nullable().describe(`Median ${time}.`),
  response_ms_p95: z.int().nullable().describe(`95th percentile ${time}.`),
};
