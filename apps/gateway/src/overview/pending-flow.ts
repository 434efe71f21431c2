import type { Overview } from '@postrider/contracts';
import type { Arrivals } from '@postrider/event-store';

const minuteMs = 60_000;
const measuredMs = 5 * minuteMs;

/** Since when deliveries are counted: since about five minutes ago, from a minute on. */
export const measuredFrom = (now: Date): Date =>
  new Date(Math.floor((now.getTime() - measuredMs) / minuteMs) * minuteMs);

interface Measured {
  now: Date;
  /** Since when completions are counted. */
  from: Date;
  completed: number;
  arrivals: Arrivals;
  pending: number;
  capped: boolean;
}

/** How fast deliveries are created and completed, and when none would be pending at this rate. */
export function pendingFlow({
  now,
  from,
  completed,
  arrivals,
  pending,
  capped,
}: Measured): NonNullable<Overview['pending_flow']> {
  const created = perMinute(arrivals.deliveries, now, arrivals.since);
  const done = perMinute(completed, now, from);
  const fewer = done - created;
  return {
    created_per_minute: rounded(created),
    completed_per_minute: rounded(done),
    seconds_until_empty: capped || pending === 0 || fewer <= 0 ? null : Math.ceil((pending / fewer) * 60),
  };
}

/** A few deliveries of one moment are no rate: a second is the least time. */
const perMinute = (count: number, now: Date, since: Date): number =>
  (count * minuteMs) / Math.max(now.getTime() - since.getTime(), 1_000);

const rounded = (rate: number): number => Math.round(rate * 10) / 10;
