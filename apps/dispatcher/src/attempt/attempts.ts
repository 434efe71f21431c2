import { Logger } from '@nestjs/common';
import type { AttemptJob, ScheduledAttempt } from '@postrider/contracts';
import { decideAttempt, nextJob, nextTrigger, type AttemptOutcome, type DeliveryState } from '@postrider/domain';
import type { DatabaseClock, LoadedDelivery } from '@postrider/event-store';
import type { Span, Tracing } from '@postrider/process';
import QuickLRU from 'quick-lru';
import type { FailingEndpoints } from '../deactivate/failing-endpoints.js';
import type { DispatcherMetrics } from '../metrics/dispatcher-metrics.js';
import type { Permit } from '../throttle/concurrency-limiter.js';
import type { Throttle } from '../throttle/throttle.js';
import { endAttemptSpan, startAttemptSpan } from './attempt-span.js';
import type { AttemptStore } from './attempt-store.js';
import type { HttpSender } from '@postrider/egress';
import { recordedHeaders, type RequestHeaders } from '../http/request-headers.js';

/** The right of one run of a job to send its attempts, while the worker has the job's lock. */
export interface Lease {
  readonly jobId: string;
  /** Returns whether a request may be sent now. Returns false while that is unknown, as after a lost connection. */
  isFresh: () => boolean;
  /** Resolves to whether a request may be sent now. Asks Redis if that is unknown. */
  confirm: () => Promise<boolean>;
}

/** The delivery of a job does not exist, so no repetition of the job helps. */
export class MissingDelivery extends Error {
  override name = 'MissingDelivery';
}

/**
 * How a run of an attempt ends. Only `done` can mean that a request was sent.
 * - `done`: the outcome is recorded, or there is nothing to send.
 * - `deferred`: the endpoint is at capacity or over its rate limit.
 * - `lost`: another worker has the job.
 * - `not_started`: the process stops.
 */
export type RunResult = 'done' | 'deferred' | 'lost' | 'not_started';

/** A delivery that is being loaded; undefined if there is none. */
export type Loading = Promise<LoadedDelivery | undefined>;

/** Makes the attempts of all three queues: load, decide, sign, send, record, schedule the next. */
export class Attempts {
  readonly #logger = new Logger('attempt');
  /** Endpoints whose unreadable secret was logged in the last minute. */
  readonly #unreadable = new QuickLRU<string, true>({ maxSize: 1_000, maxAge: 60_000 });

  constructor(
    private readonly store: AttemptStore,
    private readonly headers: RequestHeaders,
    private readonly sender: HttpSender,
    private readonly throttle: Throttle,
    private readonly failing: FailingEndpoints,
    private readonly clock: Pick<DatabaseClock, 'now'>,
    private readonly followUp: (attempt: ScheduledAttempt) => Promise<void>,
    private readonly metrics: Pick<DispatcherMetrics, 'attempted'>,
    private readonly tracing: Tracing,
  ) {}

  /** To be called when the workers take no more jobs. */
  stop(): void {
    this.store.stop();
  }

  /** Begins to load the delivery of an attempt that `run` is about to make. */
  preload({ delivery_id: id, endpoint_id }: AttemptJob): Loading | undefined {
    if (!this.store.isRecording) return undefined;
    const loading = this.store.load({ id, endpoint_id });
    // Reported by `run`, unless the attempt turns out to be another job's.
    loading.catch(() => undefined);
    return loading;
  }

  /**
   * A delivery that is `preloaded` must have been loaded since the worker has the job. Throws MissingDelivery. Any other error is
   * a fault of ours, after which the job has to run again.
   */
  async run(job: ScheduledAttempt, permit: Permit, lease: Lease, preloaded?: Loading): Promise<RunResult> {
    for (let loading = preloaded; ; loading = undefined) {
      if (!(await this.store.canRecord())) return 'not_started';
      const loaded = await (loading ?? this.store.load({ id: job.delivery_id, endpoint_id: job.endpoint_id }));
      if (!loaded) throw new MissingDelivery(`there is no delivery ${job.delivery_id}`);
      const { delivery, endpoint } = loaded;
      switch (decideAttempt(delivery, endpoint, job)) {
        case 'skip':
          return 'done';
        case 'fail_inactive':
          await this.store.failInactive(delivery);
          return 'done';
        case 'send': {
          const result = await this.#send(loaded, job, permit, lease);
          if (result !== 'not_sent') return result;
        }
      }
    }
  }

  /** Returns `not_sent` if, before the request was written, the lease expired or recording stopped. */
  async #send(
    loaded: LoadedDelivery,
    { attempt: number, queue }: ScheduledAttempt,
    permit: Permit,
    lease: Lease,
  ): Promise<Exclude<RunResult, 'not_started'> | 'not_sent'> {
    const { delivery, endpoint, pace } = loaded;
    if (pace && !(await this.throttle.pace(endpoint.id, pace))) return 'deferred';
    if (!(await lease.confirm())) return 'lost';
    const span = startAttemptSpan(this.tracing, loaded, number);
    const outcome = await this.#exchange(loaded, number, permit, lease, span);
    if (!outcome) return 'not_sent';
    if (span) endAttemptSpan(span, outcome);
    const next = await this.store.recordAttempt(delivery, { number, trigger: nextTrigger(delivery), outcome });
    const isLimited = permit.isLimited || pace !== undefined;
    const recordedAt = this.clock.now();
    this.metrics.attempted({ queue, number, outcome, before: delivery, after: next, recordedAt, isLimited });
    if (next.status === 'delivered') this.failing.succeeded(endpoint.id);
    else if (next.failure_reason !== 'secret_unreadable') this.failing.failed(endpoint.id, this.clock.now());
    this.#log(next, loaded, number, outcome);
    if (next.status === 'pending') await this.#scheduleNext(next);
    return 'done';
  }

  /** An unreadable secret is recorded as a failed attempt, so that the tenant sees it and the retry policy applies. */
  async #exchange(
    loaded: LoadedDelivery,
    number: number,
    permit: Permit,
    lease: Lease,
    span: Span | undefined,
  ): Promise<AttemptOutcome | undefined> {
    const { endpoint, payload } = loaded;
    const started_at = this.clock.now();
    let headers: Record<string, string>;
    try {
      headers = this.headers.of(loaded, number, started_at, span?.traceparent);
    } catch (error) {
      this.#reportUnreadable(endpoint.id, error);
      const failure = { failure_reason: 'secret_unreadable', error: 'the signing secret cannot be opened' } as const;
      const headersKept = recordedHeaders(loaded, number, undefined);
      return { kind: 'no_response', ...failure, started_at, duration_ms: 0, ...headersKept };
    }
    const mayStart = (): boolean => lease.isFresh() && this.store.isRecording;
    permit.sent();
    const outcome = await this.sender.post(endpoint.url, { headers, body: payload, started_at, mayStart });
    if (!outcome) {
      permit.notSent();
      return undefined;
    }
    permit.release(outcome.kind === 'response');
    return Object.assign(outcome, recordedHeaders(loaded, number, outcome.timing && headers));
  }

  /** Logs one line per endpoint and minute, since an endpoint may have any number of deliveries. */
  #reportUnreadable(endpointId: string, error: unknown): void {
    if (this.#unreadable.has(endpointId)) return;
    this.#unreadable.set(endpointId, true);
    this.#logger.error(error, `the signing secret of ${endpointId} cannot be opened; its attempts fail`);
  }

  /** If the job cannot be added, the sweep adds it when it is due. */
  async #scheduleNext(state: DeliveryState): Promise<void> {
    try {
      await this.followUp(nextJob(state));
    } catch (error) {
      this.#logger.warn(error, `the next attempt of ${state.id} is left to the sweep`);
    }
  }

  #log(state: DeliveryState, { delivery }: LoadedDelivery, attempt: number, outcome: AttemptOutcome): void {
    const fields = {
      organization_id: state.organization_id,
      event_id: state.event_id,
      delivery_id: state.id,
      endpoint_id: state.endpoint_id,
      event_type: state.event_type,
      attempt,
      trigger: nextTrigger(delivery),
      status: state.status,
      response_status: state.response_status,
      failure_reason: state.failure_reason,
      duration_ms: outcome.duration_ms,
      next_attempt_at: state.next_attempt_at,
    };
    if (state.failure_reason === null) this.#logger.debug(fields, 'attempt');
    else this.#logger.log(fields, 'attempt');
  }
}
