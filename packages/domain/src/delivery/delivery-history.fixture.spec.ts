import { newId, type AttemptTrigger, type DeliveryEvent, type QueueName } from '@postrider/contracts';
import type { AttemptOutcome } from './attempt-outcome.js';
import { failInactive, recordAttempt, requestReplay } from './decide.js';
import { evolveDelivery, nextTrigger, type DeliveryState } from './delivery.js';
import { defaultRetryPolicy, type RetryPolicy } from './retry-policy.js';

export const start = new Date('2026-11-23T10:00:00.000Z');
export const after = (ms: number, from = start): Date => new Date(from.getTime() + ms);
export const withoutJitter: RetryPolicy = { ...defaultRetryPolicy, jitter: 0 };

const timing = { started_at: start, duration_ms: 12 };

export const answered = (
  status: number,
  retry_after_ms: number | null = null,
): Extract<AttemptOutcome, { kind: 'answered' }> => ({
  kind: 'answered',
  status,
  body: `answer ${String(status)}`,
  truncated: false,
  retry_after_ms,
  ...timing,
});

export const timedOut: AttemptOutcome = {
  kind: 'unanswered',
  failure_reason: 'timeout',
  error: 'no complete answer within 15000 ms',
  ...timing,
};

/** An attempt that is under way: it knows the delivery as it was when it began. */
interface UnderWay {
  number: number;
  trigger: AttemptTrigger;
}

/** A delivery whose story is told in order: given these steps, what does the next one come to? */
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

  /** An attempt begins. Others may do something before it is recorded. */
  begin(): UnderWay {
    return { number: this.state.attempt_count + 1, trigger: nextTrigger(this.state) };
  }

  /** What the attempt came to is recorded; answers the types of the events that this gives. */
  end(
    { number, trigger }: UnderWay,
    outcome: AttemptOutcome,
    { now = start, policy = withoutJitter }: { now?: Date; policy?: RetryPolicy } = {},
  ): string[] {
    const attempt = { number, trigger, outcome };
    return this.#record(recordAttempt(this.state, attempt, { policy, now, random: 0.5 }), now);
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
