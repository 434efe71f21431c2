import type { EndpointMetrics } from '@postrider/contracts';
import { quantile, type EndpointBucket, type FailureCount, type ResponseTimes } from '@postrider/event-store';
import { knownSum } from './series.js';

type Counts = Omit<EndpointBucket, 'start'>;

/** The counts of a bucket as the API has them. Without attempts nothing is unknown. */
export const metricsOf = ({
  delivered = 0,
  failed_attempts = 0,
  first_attempts = 0,
  failed_first_attempts = 0,
  failures = [],
  times = [],
}: Partial<Counts>): EndpointMetrics['totals'] => ({
  delivered,
  failed: failed_attempts,
  first_attempts,
  failed_first_attempts,
  response_ms_p50: quantile(times, 0.5),
  response_ms_p95: quantile(times, 0.95),
  failures: [...failures],
});

export function summed(buckets: readonly Counts[]): Partial<Counts> {
  if (buckets.length === 0) return {};
  const sum = (name: 'delivered' | 'failed_attempts'): number =>
    buckets.reduce((total, bucket) => total + bucket[name], 0);
  return {
    delivered: sum('delivered'),
    failed_attempts: sum('failed_attempts'),
    first_attempts: knownSum(buckets.map(({ first_attempts }) => first_attempts)),
    failed_first_attempts: knownSum(buckets.map(({ failed_first_attempts }) => failed_first_attempts)),
    failures: addedFailures(buckets.flatMap(({ failures }) => failures)),
    times: addedTimes(buckets.flatMap(({ times }) => times)),
  };
}

function addedFailures(failures: readonly FailureCount[]): FailureCount[] {
  const byKind = Map.groupBy(failures, ({ reason, response_status }) => `${reason} ${String(response_status)}`);
  const added = [...byKind.values()].flatMap((same) => {
    const [first] = same;
    return first ? [{ ...first, attempts: same.reduce((sum, { attempts }) => sum + attempts, 0) }] : [];
  });
  return added.toSorted((a, b) => b.attempts - a.attempts);
}

function addedTimes(times: ResponseTimes): ResponseTimes {
  const counts = new Map<number, number>();
  for (const { step, attempts } of times) counts.set(step, (counts.get(step) ?? 0) + attempts);
  return [...counts].map(([step, attempts]) => ({ step, attempts })).toSorted((a, b) => a.step - b.step);
}
