import { failureReasons, queueNames, type QueueName } from '@postrider/contracts';
import type { AttemptOutcome, DeliveryState } from '@postrider/domain';
import type { Counter, Histogram, Metrics } from '@postrider/process';

/** Upper bounds in seconds, for waits within Postrider. */
const delays = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 7_200];
const exchanges = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30, 60];

export type DeferralReason = 'at_capacity' | 'rate_limited';

export interface RecordedAttempt {
  queue: QueueName;
  number: number;
  outcome: AttemptOutcome;
  /** The delivery before and after the attempt. */
  before: DeliveryState;
  after: DeliveryState;
  /** When the outcome was recorded. */
  recordedAt: Date;
  /** The endpoint was new, slow or has a rate limit, so that the attempt may have waited for the receiver. */
  isLimited: boolean;
}

const one =
  <K extends string, T>(of: (key: K) => T) =>
  <A extends K>(keys: readonly A[]): Record<A, T> =>
    Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<A, T>;

const seconds = (from: Date, to: Date): number => Math.max(0, (to.getTime() - from.getTime()) / 1_000);

/** What a dispatcher counts as it happens. */
export class DispatcherMetrics {
  readonly sweptJobs: Counter;
  readonly #deferred: Record<DeferralReason, Counter>;
  readonly #attempts: Record<QueueName, Record<string, Counter>>;
  readonly #delays: Record<QueueName, { limited: Histogram; unlimited: Histogram }>;
  readonly #exchanges: Record<AttemptOutcome['kind'], Histogram>;
  readonly #durations: { first: Histogram; later: Histogram };
  readonly #overhead: { limited: Histogram; unlimited: Histogram };

  constructor(metrics: Metrics) {
    this.sweptJobs = metrics.counter({
      name: 'postrider_sweep_jobs_total',
      help: 'Jobs that the sweep added because they were missing.',
    })();
    const deferred = metrics.counter({
      name: 'postrider_attempts_deferred_total',
      help: 'Attempts that were parked because their endpoint was at capacity or over its rate limit.',
      labels: ['reason'],
    });
    this.#deferred = one(deferred)(['at_capacity', 'rate_limited']);
    const attempts = metrics.counter({
      name: 'postrider_attempts_total',
      help: 'Recorded attempts, by queue and outcome: success, or the reason of the failure.',
      labels: ['queue', 'outcome'],
    });
    this.#attempts = one((queue: QueueName) =>
      one((outcome: string) => attempts(queue, outcome))(['success', ...failureReasons]),
    )(queueNames);
    const delay = metrics.histogram({
      name: 'postrider_attempt_delay_seconds',
      help: 'Time from when an attempt was due to when it began. For the queue deliver: from publish to the first attempt. An attempt is limited if its endpoint was new or slow, or has a rate limit.',
      labels: ['queue', 'limited'],
      buckets: delays,
    });
    this.#delays = one((queue: QueueName) => ({ limited: delay(queue, 'yes'), unlimited: delay(queue, 'no') }))(
      queueNames,
    );
    const exchange = metrics.histogram({
      name: 'postrider_attempt_duration_seconds',
      help: 'Time from the start of an attempt to the end of its response, or to the failure without one.',
      labels: ['outcome'],
      buckets: exchanges,
    });
    this.#exchanges = one(exchange)(['response', 'no_response']);
    const duration = metrics.histogram({
      name: 'postrider_delivery_duration_seconds',
      help: 'Time from publish to the recorded success of a delivery, by the attempt that succeeded: the first or a later one.',
      labels: ['attempt'],
      buckets: delays,
    });
    this.#durations = one(duration)(['first', 'later']);
    const overhead = metrics.histogram({
      name: 'postrider_delivery_overhead_seconds',
      help: 'Time from publish to the recorded success of the first attempt, without the time of the request and its response.',
      labels: ['limited'],
      buckets: delays,
    });
    this.#overhead = { limited: overhead('yes'), unlimited: overhead('no') };
  }

  deferred(reason: DeferralReason): void {
    this.#deferred[reason].add();
  }

  attempted({ queue, number, outcome, before, after, recordedAt, isLimited }: RecordedAttempt): void {
    const { started_at, duration_ms } = outcome;
    const limited = isLimited ? 'limited' : 'unlimited';
    this.#attempts[queue][after.failure_reason ?? 'success']?.add();
    if (before.next_attempt_at) this.#delays[queue][limited].observe(seconds(before.next_attempt_at, started_at));
    this.#exchanges[outcome.kind].observe(duration_ms / 1_000);
    if (after.status !== 'delivered') return;
    const total = seconds(before.created_at, recordedAt);
    this.#durations[number === 1 ? 'first' : 'later'].observe(total);
    if (number === 1) this.#overhead[limited].observe(Math.max(0, total - duration_ms / 1_000));
  }
}
