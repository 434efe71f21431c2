import { setTimeout as sleep } from 'node:timers/promises';

import type { PublishedEvent } from '@postrider/contracts';

import type { Answer, Api, Page } from '../support/api.js';
import type { FaultPlan, PlannedCall } from './plan.js';

const lanes = 8;
const answerMs = 10_000;
const pauseMs = 200;
/** How long after the last call was due the run is given up. */
const patienceMs = 120_000;

/** What came of the calls. */
export interface Published {
  /** Event id to the ids of its deliveries, of every event that was answered 202. */
  readonly accepted: ReadonlyMap<string, readonly string[]>;
  /** Calls with their repetitions. */
  readonly sent: number;
  readonly unavailable: number;
  readonly unanswered: number;
}

/** A producer as the documentation asks for: ids of its own, and each call repeated with them until it is answered 202. */
export class Publisher {
  readonly #accepted = new Map<string, string[]>();
  #sent = 0;
  #unavailable = 0;
  #unanswered = 0;

  constructor(
    private readonly api: Api,
    private readonly plan: FaultPlan,
  ) {}

  /** Resolves when all events are accepted. */
  async publishAll(): Promise<Published> {
    const startedAt = Date.now();
    const deadline = startedAt + (this.plan.calls.at(-1)?.atMs ?? 0) + patienceMs;
    const calls = [...this.plan.calls];
    const lane = async (): Promise<void> => {
      for (let call = calls.shift(); call; call = calls.shift()) {
        await sleep(Math.max(0, startedAt + call.atMs - Date.now()));
        await this.#publish(call, deadline);
      }
    };
    const stop = (error: unknown): never => {
      calls.length = 0;
      throw error;
    };
    const ended = await Promise.allSettled(Array.from({ length: lanes }, () => lane().catch(stop)));
    const failed = ended.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
    return {
      accepted: this.#accepted,
      sent: this.#sent,
      unavailable: this.#unavailable,
      unanswered: this.#unanswered,
    };
  }

  async #publish(call: PlannedCall, deadline: number): Promise<void> {
    const events = Array.from({ length: call.count }, (_, i) => eventOf(this.plan.seed, call.first + i));
    while (Date.now() < deadline) {
      const published = await this.#call(events);
      if (published) {
        for (const { id, deliveries } of published) this.#accepted.set(id, idsOf(deliveries));
        return;
      }
      await sleep(pauseMs);
    }
    throw new Error(`a publish call was not answered 202 until ${patienceMs} ms after the last one was due`);
  }

  /** The published events, or undefined when the call is to be repeated. */
  async #call(events: readonly object[]): Promise<PublishedEvent[] | undefined> {
    const [single, ...others] = events;
    this.#sent += 1;
    try {
      const answer = await (others.length === 0
        ? this.#post('/events', single)
        : this.#post('/events/batch', { events }));
      if (answer.status === 503) this.#unavailable += 1;
      return answer.status === 503 ? undefined : publishedBy(answer);
    } catch (error) {
      if (error instanceof UnexpectedAnswer) throw error;
      this.#unanswered += 1;
      return undefined;
    }
  }

  #post(path: string, json: unknown): Promise<Answer> {
    return this.api.send('POST', path, { json, signal: AbortSignal.timeout(answerMs) });
  }
}

/** Neither 202 nor 503: nothing that a kill may lead to. */
class UnexpectedAnswer extends Error {
  override name = 'UnexpectedAnswer';
}

const eventOf = (seed: number, n: number): object => ({
  id: `fault-${seed}-${n}`,
  type: 'budget.exceeded',
  data: { n },
});

function publishedBy({ status, text }: Answer): PublishedEvent[] {
  if (status !== 202) throw new UnexpectedAnswer(`a publish call was answered ${status}: ${text}`);
  const body = JSON.parse(text) as PublishedEvent | Page<PublishedEvent>;
  return 'data' in body && Array.isArray(body.data) ? body.data : [body as PublishedEvent];
}

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);
