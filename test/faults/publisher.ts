import { setTimeout as sleep } from 'node:timers/promises';

import type { PublishedEvent } from '@postrider/contracts';

import type { ApiResponse, Api, Page } from '../support/api.js';
import type { FaultPlan, PlannedCall } from './plan.js';

const lanes = 8;
const answerMs = 10_000;
const pauseMs = 200;
/** Time limit after the due time of the last call. */
const patienceMs = 120_000;

/** The results of the publish calls. */
export interface Published {
  /** The ids of the deliveries of each accepted event, by event id. */
  readonly accepted: ReadonlyMap<string, readonly string[]>;
  /** Number of calls, repetitions included. */
  readonly sent: number;
  readonly unavailable: number;
  readonly unanswered: number;
}

/** A producer as documented: it has its own event ids, and repeats each call until the response is a 202. */
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
    throw new Error(`a publish call got no 202 until ${patienceMs} ms after the last one was due`);
  }

  /** Returns the published events, or undefined if the call must be repeated. */
  async #call(events: readonly object[]): Promise<PublishedEvent[] | undefined> {
    const [single, ...others] = events;
    this.#sent += 1;
    try {
      const response = await (others.length === 0
        ? this.#post('/events', single)
        : this.#post('/events/batch', { events }));
      if (response.status === 503) this.#unavailable += 1;
      return response.status === 503 ? undefined : publishedBy(response);
    } catch (error) {
      if (error instanceof UnexpectedResponse) throw error;
      this.#unanswered += 1;
      return undefined;
    }
  }

  #post(path: string, json: unknown): Promise<ApiResponse> {
    return this.api.send('POST', path, { json, signal: AbortSignal.timeout(answerMs) });
  }
}

/** A status other than 202 and 503, which no kill may cause. */
class UnexpectedResponse extends Error {
  override name = 'UnexpectedResponse';
}

const eventOf = (seed: number, n: number): object => ({
  id: `fault-${seed}-${n}`,
  type: 'budget.exceeded',
  data: { n },
});

function publishedBy({ status, text }: ApiResponse): PublishedEvent[] {
  if (status !== 202) throw new UnexpectedResponse(`a publish call got status ${status}: ${text}`);
  const body = JSON.parse(text) as PublishedEvent | Page<PublishedEvent>;
  return 'data' in body && Array.isArray(body.data) ? body.data : [body as PublishedEvent];
}

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);
