import type { DeliveryEvent, RecordedEvent } from '@postrider/contracts';
import type { Columns } from '../unnest.js';

/** What one change of a delivery adds to the counts. */
export interface Tally {
  /** When, to the minute; null where it adds nothing. */
  minute: Date | null;
  delivered: number;
  failed_attempts: number;
  retried: number;
  failed: number;
  /** How long the answer took, in steps; null where there was none. */
  duration: number | null;
  /** When, why and with which answer the attempt failed, separated by spaces: the greatest is the last. */
  failure: string | null;
}

export const tallyColumns: Columns<Tally> = {
  minute: 'timestamptz',
  delivered: 'int',
  failed_attempts: 'int',
  retried: 'int',
  failed: 'int',
  duration: 'int',
  failure: 'text',
};

const minuteMs = 60_000;
const nothing: Tally = {
  minute: null,
  delivered: 0,
  failed_attempts: 0,
  retried: 0,
  failed: 0,
  duration: null,
  failure: null,
};

export function tallyOf(events: readonly RecordedEvent<DeliveryEvent>[]): Tally {
  let tally = nothing;
  for (const { event, occurred_at } of events) {
    const { type, data } = event;
    if (type === 'DeliveryScheduled' || type === 'ReplayRequested') continue;
    if (tally === nothing) tally = { ...nothing, minute: minuteOf(occurred_at) };
    if (type === 'RetryScheduled') tally.retried += 1;
    else if (type === 'DeliveryFailed') tally.failed += 1;
    else {
      if (data.response_status !== null) tally.duration = durationStep(data.duration_ms);
      if (type === 'AttemptSucceeded') tally.delivered += 1;
      else {
        tally.failed_attempts += 1;
        tally.failure = [occurred_at.toISOString(), data.failure_reason, data.response_status ?? '-'].join(' ');
      }
    }
  }
  return tally;
}

const minuteOf = (time: Date): Date => new Date(Math.floor(time.getTime() / minuteMs) * minuteMs);

/** Four steps double a duration, so that each is known to about 9 percent either way, from 1 ms to days. */
const stepsPerDoubling = 4;

const durationStep = (ms: number): number => Math.round(Math.log2(Math.max(1, ms)) * stepsPerDoubling);

/** The duration that a step stands for. */
export const durationOfStep = (step: number): number => Math.round(2 ** (step / stepsPerDoubling));

/** The same in SQL, of a column of type int. */
export const durationStepSql = (ms: string): string =>
  `round(ln(greatest(1, ${ms})) / ln(2::numeric) * ${String(stepsPerDoubling)})::int`;
