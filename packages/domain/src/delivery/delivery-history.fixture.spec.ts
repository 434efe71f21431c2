import { newId, type AttemptTrigger, type DeliveryEvent, type QueueName } from '@postrider/contracts';
import type { AttemptOutcome } from './attempt-outcome.js';
import { failInactive, finishAttempt, requestReplay } from './decide.js';
import { evolveDelivery, nextTrigger, type DeliveryState } from './delivery.js';
import { defaultRetryPolicy, type RetryPolicy } from './retry-policy.js';

export const start = new Date('2026-11-23T10:00:00.000Z');
export const after = (ms: number, from = start): Date => new Date(from.getTime() + ms);
export const withoutJitter: RetryPolicy = { ...defaultRetryPolicy, jitter: 0 };

const timing = { started_at: start, duration_ms: 12 };

export const responded = (
  status: number,
  retry_after_ms: number | null = null,
): Extract<AttemptOutcome, { kind: 'response' }> => ({
  kind: 'response',
  status,
  body: `response ${String(status)}`,
  truncated: false,
  retry_after_ms,
  ...timing,
});

export const timedOut: AttemptOutcome = {
  kind: 'no_response',
  failure_reason: 'timeout',
  error: 'no complete response within 15000 ms',
  ...timing,
};

/** An attempt in progress, with the trigger that the delivery had when it began. */
interface InProgress {
  number: number;
  trigger: AttemptTrigger;
}

/** A delivery and its events, step by step. */
export class DeliveryHistory {
  readonly events: DeliveryEvent[] = [];
  #state: DeliveryState | undefined;

  constructor({
    test = false,
    queue = 'deliver',
    payload,
  }: { test?: boolean; queue?: QueueName; payload?: string } = {}) {
    this.#record(
      [
        {
          type: 'DeliveryScheduled',
          data: {
            endpoint_id: 'whe_1',
            event_id: 'order-17',
            event_stream_id: 'evt_1',
            event_type: 'budget.exceeded',
            test,
            queue,
            ...(payload !== undefined && { payload }),
          },
        },
      ],
      start,
    );
  }

  get state(): DeliveryState {
    if (!this.#state) throw new Error('the history has begun');
    return this.#state;
  }

  /** Begins an attempt. Other steps may come before its end. */
  begin(): InProgress {
    return { number: this.state.attempt_count + 1, trigger: nextTrigger(this.state) };
  }

  /** Records the outcome of an attempt. Returns the types of the new events. */
  end(
    { number, trigger }: InProgress,
    outcome: AttemptOutcome,
    { now = start, policy = withoutJitter }: { now?: Date; policy?: RetryPolicy } = {},
  ): string[] {
    const attempt = { number, trigger, outcome };
    return this.#record(finishAttempt(this.state, attempt, { policy, now, random: 0.5 }), now);
  }

  attempt(outcome: AttemptOutcome, options?: { now?: Date; policy?: RetryPolicy }): string[] {
    return this.end(this.begin(), outcome, options);
  }

  replay(now = start): string[] {
    const events = requestReplay({ active: true, deleted_at: null });
    if (!Array.isArray(events)) throw new Error(events.refused);
    return this.#record(events, now);
  }

  endpointDeactivated(now = start): string[] {
    return this.#record(failInactive(this.state), now);
  }

  #record(events: DeliveryEvent[], occurred_at: Date): string[] {
    for (const event of events) {
      const stream = this.#state ?? { id: newId('delivery', new Date()), organization_id: 'org_1', version: 0 };
      this.#state = evolveDelivery(this.#state, {
        stream_id: stream.id,
        organization_id: stream.organization_id,
        version: stream.version + 1,
        occurred_at,
        event,
      });
      this.events.push(event);
    }
    return events.map(({ type }) => type);
  }
}
