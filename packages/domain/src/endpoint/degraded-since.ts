import { isDegraded, type DegradedPolicy } from './endpoint-condition.js';

/** First attempts of an endpoint from `start` on, for five minutes or an hour. */
export interface FirstAttemptPeriod {
  start: Date;
  attempts: number;
  failed: number;
}

const hourMs = 3_600_000;

/**
 * About since when an endpoint has been degraded. The window of its state begins at `from`; the windows before it are followed back
 * as long as each is degraded too, then the hours, which are kept for longer. The periods are in any order.
 */
export function degradedSince(
  given: {
    from: Date;
    windowMs: number;
    fiveMinutes: readonly FirstAttemptPeriod[];
    hours: readonly FirstAttemptPeriod[];
  },
  policy: DegradedPolicy,
): Date | null {
  const { from, windowMs, fiveMinutes, hours } = given;
  const inWindow = firstBad(between(fiveMinutes, from.getTime(), Infinity), policy);
  if (inWindow === undefined) return null;
  return new Date(throughHours(throughWindows(inWindow, windowMs, fiveMinutes, policy), hours, policy));
}

function throughWindows(
  since: number,
  windowMs: number,
  fiveMinutes: readonly FirstAttemptPeriod[],
  policy: DegradedPolicy,
): number {
  const earlier = firstBad(between(fiveMinutes, since - windowMs, since), policy);
  return earlier === undefined ? since : throughWindows(earlier, windowMs, fiveMinutes, policy);
}

function throughHours(since: number, hours: readonly FirstAttemptPeriod[], policy: DegradedPolicy): number {
  const earlier = Math.floor(since / hourMs) * hourMs - hourMs;
  const counted = hours.find(({ start }) => start.getTime() === earlier);
  return counted !== undefined && isDegraded(counted, policy) ? throughHours(earlier, hours, policy) : since;
}

const between = (periods: readonly FirstAttemptPeriod[], from: number, to: number): FirstAttemptPeriod[] =>
  periods.filter(({ start }) => start.getTime() >= from && start.getTime() < to);

/** The start of the first period with a share of failures that counts, if all periods together are degraded. */
function firstBad(periods: readonly FirstAttemptPeriod[], policy: DegradedPolicy): number | undefined {
  const attempts = periods.reduce((sum, period) => sum + period.attempts, 0);
  const failed = periods.reduce((sum, period) => sum + period.failed, 0);
  if (!isDegraded({ attempts, failed }, policy)) return undefined;
  const starts = periods
    .filter((period) => isDegraded(period, { ...policy, minAttempts: 1 }))
    .map(({ start }) => start.getTime());
  // Sums may differ by rounding.
  return starts.length === 0 ? undefined : Math.min(...starts);
}
