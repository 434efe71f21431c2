import { isOperationalType, type DeliveryEvent, type RecordedEvent } from '@postrider/contracts';
import type { DeliveryState } from '@postrider/domain';
import type { Columns } from '../../postgres/unnest.js';

/** The addition of one change of a delivery to the counters. */
export interface AttemptCounter {
  /** Null if the change adds nothing. */
  minute: Date | null;
  delivered: number;
  failed_attempts: number;
  retried: number;
  failed: number;
  /** 1 for the first attempt of a delivery. */
  first_attempts: number;
  failed_first_attempts: number;
  /** Response time in logarithmic steps; null without a response. */
  duration: number | null;
  /**
   * Time, reason and response status of a failed attempt, separated by spaces. The greatest text is the latest failure.
   */
  failure: string | null;
  /** Whether Postrider published the event about itself. */
  operational: boolean;
  /** Time, id, event type and reason of a delivery that failed. */
  failed_delivery: string | null;
}

export const counterColumns: Columns<AttemptCounter> = {
  minute: 'timestamptz',
  delivered: 'int',
  failed_attempts: 'int',
  retried: 'int',
  failed: 'int',
  first_attempts: 'int',
  failed_first_attempts: 'int',
  duration: 'int',
  failure: 'text',
  operational: 'boolean',
  failed_delivery: 'text',
};

const minuteMs = 60_000;
const nothing: AttemptCounter = {
  minute: null,
  delivered: 0,
  failed_attempts: 0,
  retried: 0,
  failed: 0,
  first_attempts: 0,
  failed_first_attempts: 0,
  duration: null,
  failure: null,
  operational: false,
  failed_delivery: null,
};

export function counterOf(
  events: readonly RecordedEvent<DeliveryEvent>[],
  { id, event_type }: Pick<DeliveryState, 'id' | 'event_type'>,
): AttemptCounter {
  let counter = nothing;
  for (const { event, occurred_at } of events) {
    const { type, data } = event;
    if (type === 'DeliveryScheduled' || type === 'ReplayRequested') continue;
    if (counter === nothing) {
      counter = { ...nothing, minute: minuteOf(occurred_at), operational: isOperationalType(event_type) };
    }
    if (type === 'RetryScheduled') counter.retried += 1;
    else if (type === 'DeliveryFailed') {
      counter.failed += 1;
      counter.failed_delivery = [occurred_at.toISOString(), id, event_type, data.failure_reason].join(' ');
    } else {
      const first = data.trigger === 'initial' ? 1 : 0;
      counter.first_attempts += first;
      if (data.response_status !== null) counter.duration = durationStep(data.duration_ms);
      if (type === 'AttemptSucceeded') counter.delivered += 1;
      else {
        counter.failed_attempts += 1;
        counter.failed_first_attempts += first;
        counter.failure = [occurred_at.toISOString(), data.failure_reason, data.response_status ?? '-'].join(' ');
      }
    }
  }
  return counter;
}

/** Reason and status of a `failure`, which begins with its time: `http_error 503`. */
export const kindOfFailureSql = (failure: string): string => `substr(${failure}, ${String(nothingAt.length + 2)})`;
const nothingAt = new Date(0).toISOString();

const minuteOf = (time: Date): Date => new Date(Math.floor(time.getTime() / minuteMs) * minuteMs);

/** Four steps double a duration, so that durations from 1 ms to days are exact to about 9 percent. */
const stepsPerDoubling = 4;

const durationStep = (ms: number): number => Math.round(Math.log2(Math.max(1, ms)) * stepsPerDoubling);

/** The duration of a step, in milliseconds. */
export const durationOfStep = (step: number): number => Math.round(2 ** (step / stepsPerDoubling));

/** `durationStep` in SQL, for an int expression in milliseconds. */
export const durationStepSql = (ms: string): string =>
  `round(ln(greatest(1, ${ms})) / ln(2::numeric) * ${String(stepsPerDoubling)})::int`;
