import { Logger } from '@nestjs/common';
import type { ScheduledAttempt } from '@postrider/contracts';
import { decideAttempt, nextJob, nextTrigger, type AttemptOutcome, type DeliveryState } from '@postrider/domain';
import type { DatabaseClock, LoadedDelivery } from '@postrider/event-store';
import QuickLRU from 'quick-lru';
import type { FailingEndpoints } from '../deactivate/failing-endpoints.js';
import type { Permit } from '../throttle/concurrency-limiter.js';
import type { Throttle } from '../throttle/throttle.js';
import type { AttemptStore } from './attempt-store.js';
import type { HttpSender } from '../http/http-sender.js';
import type { Lease } from '../worker/leases.js';
import type { RequestHeaders } from '../http/request-headers.js';

/** The delivery that a job names isn't there: nothing that a repetition could mend. */
export class MissingDelivery extends Error {
  override name = 'MissingDelivery';
}

/**
 * `deferred` is an attempt that its endpoint's rate limit does not allow for now, `lost` one whose job another worker has by
 * now, `not_started` one that a stopping process has not begun. Only with `done` can a request have been sent.
 */
export type RunResult = 'done' | 'deferred' | 'lost' | 'not_started';

/** One attempt, from its job to its follow-up: load, guard, sign, send, record. All three queues lead here. */
export class Attempts {
  readonly #logger = new Logger('attempt');
  /** Endpoints whose secret was just reported as unreadable. */
  readonly #unreadable = new QuickLRU<string, true>({ maxSize: 1_000, maxAge: 60_000 });

  constructor(
    private readonly store: AttemptStore,
    private readonly headers: RequestHeaders,
    private readonly sender: HttpSender,
    private readonly throttle: Throttle,
    private readonly failing: FailingEndpoints,
    private readonly clock: Pick<DatabaseClock, 'now'>,
    private readonly followUp: (attempt: ScheduledAttempt) => Promise<void>,
  ) {}

  /** To be called when no more jobs are taken. */
  stop(): void {
    this.store.stop();
  }

  /** Throws MissingDelivery; any other error is ours, and the job is to be run again. */
  async run(job: ScheduledAttempt, permit: Permit, lease: Lease): Promise<RunResult> {
    for (;;) {
      if (!(await this.store.canRecord())) return 'not_started';
      const loaded = await this.store.load(job.delivery_id);
      if (!loaded) throw new MissingDelivery(`there is no delivery ${job.delivery_id}`);
      const { delivery, endpoint } = loaded;
      switch (decideAttempt(delivery, endpoint, job)) {
        case 'skip':
          return 'done';
        case 'fail_inactive':
          await this.store.failInactive(delivery);
          return 'done';
        case 'send': {
          const result = await this.#send(loaded, job.attempt, permit, lease);
          if (result !== 'not_sent') return result;
        }
      }
    }
  }

  /** `not_sent` where the lease ran out, or outcomes could not be recorded any more, before the request was written. */
  async #send(
    loaded: LoadedDelivery,
    number: number,
    permit: Permit,
    lease: Lease,
  ): Promise<Exclude<RunResult, 'not_started'> | 'not_sent'> {
    const { delivery, endpoint } = loaded;
    if (!(await this.throttle.pace(endpoint))) return 'deferred';
    if (!(await lease.confirm())) return 'lost';
    const outcome = await this.#exchange(loaded, number, permit, lease);
    if (!outcome) return 'not_sent';
    const next = await this.store.recordAttempt(delivery, { number, trigger: nextTrigger(delivery), outcome });
    if (next.status === 'delivered') this.failing.succeeded(endpoint.id);
    else if (next.failure_reason !== 'secret_unreadable') this.failing.failed(endpoint.id, this.clock.now());
    this.#log(next, number, outcome);
    if (next.status === 'pending') await this.#scheduleNext(next);
    return 'done';
  }

  /** A secret that does not open is on record as a failed attempt: the tenant sees it, and nothing is repeated but by policy. */
  async #exchange(
    loaded: LoadedDelivery,
    number: number,
    permit: Permit,
    lease: Lease,
  ): Promise<AttemptOutcome | undefined> {
    const { endpoint, payload } = loaded;
    const started_at = this.clock.now();
    let headers: Record<string, string>;
    try {
      headers = this.headers.of(loaded, number, started_at);
    } catch (error) {
      this.#reportUnreadable(endpoint.id, error);
      const failure = { failure_reason: 'secret_unreadable', error: 'the signing secret cannot be opened' } as const;
      return { kind: 'unanswered', ...failure, started_at, duration_ms: 0 };
    }
    const mayStart = (): boolean => lease.isFresh() && this.store.isRecording;
    permit.sent();
    const outcome = await this.sender.post(endpoint.url, { headers, body: payload, started_at, mayStart });
    if (outcome) permit.release(outcome.kind === 'answered');
    else permit.notSent();
    return outcome;
  }

  /** An endpoint may have any number of deliveries: one line a minute for each. */
  #reportUnreadable(endpointId: string, error: unknown): void {
    if (this.#unreadable.has(endpointId)) return;
    this.#unreadable.set(endpointId, true);
    this.#logger.error(error, `the signing secret of ${endpointId} cannot be opened; its attempts fail`);
  }

  /** What cannot be added now is added by the sweep when it is due. */
  async #scheduleNext(state: DeliveryState): Promise<void> {
    try {
      await this.followUp(nextJob(state));
    } catch (error) {
      this.#logger.warn(error, `the next attempt of ${state.id} is left to the sweep`);
    }
  }

  #log(state: DeliveryState, attempt: number, outcome: AttemptOutcome): void {
    const fields = {
      delivery_id: state.id,
      endpoint_id: state.endpoint_id,
      event_type: state.event_type,
      attempt,
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
