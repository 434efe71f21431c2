import type { AttemptTrigger, DeliveryEvent, DisabledReason } from '@postrider/contracts';
import {
  failInactive,
  recordAttempt,
  type AttemptOutcome,
  type DeliveryState,
  type RetryPolicy,
} from '@postrider/domain';
import {
  changeDelivery,
  DatabaseUnavailable,
  isDataError,
  loadAttempts,
  lockEndpoint,
  recordDeliveries,
  type Database,
  type DatabaseClock,
  type DeliveryChange,
  type LoadedDelivery,
  type Sql,
} from '@postrider/event-store';
import { Batcher } from '@postrider/process';
import pLimit from 'p-limit';
import { deactivateEndpoint } from '../deactivate/deactivate-endpoint.js';
import type { RecordingCircuit } from './recording-circuit.js';

const maxBatch = 200;
/** So few that batches grow under load; with two a statement that waits for a lock does not hold up all recording. */
const flights = { load: 1, record: 2 };
/** Callers are worker slots, whose number is bounded already. */
const maxWaiting = 100_000;

export interface FinishedAttempt {
  number: number;
  trigger: AttemptTrigger;
  outcome: AttemptOutcome;
}

export interface AttemptStoreOptions {
  policy: RetryPolicy;
  /** How long loading is tried again during an outage of Postgres. */
  loadRetryMs: number;
  circuit: RecordingCircuit;
  /** An endpoint was deactivated, since it answered 410. */
  deactivated: (endpointId: string, reason: DisabledReason) => void;
}

type Decide = (state: DeliveryState) => DeliveryEvent[];

/** Loads deliveries and records what became of them, many in one round trip. */
export class AttemptStore {
  readonly #loader: Batcher<string, LoadedDelivery | undefined>;
  readonly #recorder: Batcher<DeliveryChange, boolean>;
  /** Few at once: each locks its endpoint, and a burst of them must not take every connection. */
  readonly #gone = pLimit(2);
  #stopping = false;

  constructor(
    private readonly database: Database,
    private readonly clock: Pick<DatabaseClock, 'now'>,
    private readonly options: AttemptStoreOptions,
  ) {
    this.#loader = new Batcher(
      async (ids) => {
        const loaded = await loadAttempts(database, ids);
        return ids.map((id) => loaded.get(id));
      },
      { maxBatch, maxInFlight: flights.load, maxWaiting },
    );
    this.#recorder = new Batcher(
      async (changes) => {
        // Two jobs of one delivery may end at the same moment: one is recorded, the other reads and decides again.
        const firsts = new Map(changes.toReversed().map((change) => [change.next.id, change]));
        const results = await recordEach(database, [...firsts.values()]);
        return changes.map((change) => firsts.get(change.next.id) === change && (results.get(change.next.id) ?? false));
      },
      { maxBatch, maxInFlight: flights.record, maxWaiting },
    );
  }

  /** Whether outcomes can be recorded: otherwise nothing may be sent. */
  get isRecording(): boolean {
    return this.options.circuit.isClosed;
  }

  /** Resolves to true once outcomes can be recorded, and to false when the process stops before. */
  canRecord(): Promise<boolean> {
    return this.options.circuit.whenClosed();
  }

  /** During an outage the worker's slot waits, for a while: to requeue each job would turn over the whole queue. */
  async load(deliveryId: string): Promise<LoadedDelivery | undefined> {
    const deadline = performance.now() + this.options.loadRetryMs;
    for (let pauseMs = 50; ; pauseMs = Math.min(2 * pauseMs, 2_000)) {
      try {
        return await this.#loader.submit(deliveryId);
      } catch (error) {
        const inVain = this.#stopping || performance.now() + pauseMs > deadline;
        if (!(error instanceof DatabaseUnavailable) || inVain) throw error;
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }
  }

  /** Loading is tried once only from now on. What was sent is still recorded, however long that takes. */
  stop(): void {
    this.#stopping = true;
  }

  /** Records an attempt that was made, whatever stands in the way. Returns the delivery's state afterwards. */
  recordAttempt(state: DeliveryState, attempt: FinishedAttempt): Promise<DeliveryState> {
    const decide: Decide = (current) =>
      recordAttempt(current, attempt, { policy: this.options.policy, now: this.clock.now(), random: Math.random() });
    const gone = attempt.outcome.kind === 'answered' && attempt.outcome.status === 410;
    return this.options.circuit.persist(() => this.#change(state, decide, gone));
  }

  failInactive(state: DeliveryState): Promise<DeliveryState> {
    return this.#change(state, failInactive, false);
  }

  async #change(from: DeliveryState, decide: Decide, gone: boolean): Promise<DeliveryState> {
    const change = await changeDelivery(
      {
        load: async (id) => (await this.#loader.submit(id))?.delivery,
        record: (change) => (gone ? this.#gone(() => this.#recordGone(change)) : this.#recorder.submit(change)),
      },
      from,
      decide,
      () => this.clock.now(),
    );
    return 'refused' in change ? from : change.next;
  }

  /** 410 ends the delivery and the endpoint together. */
  async #recordGone(change: DeliveryChange): Promise<boolean> {
    const recorded = await this.database.transaction(async (sql: Sql) => {
      // Endpoint before delivery, as a replay locks them: else the two could wait for each other.
      await lockEndpoint(sql, { id: change.next.endpoint_id });
      const moved = await recordDeliveries(sql, [change]);
      const deactivated =
        moved.size > 0 && (await deactivateEndpoint(sql, change.next.endpoint_id, 'gone', this.clock.now()));
      return moved.size > 0 && { deactivated };
    });
    if (recorded !== false && recorded.deactivated) this.options.deactivated(change.next.endpoint_id, 'gone');
    return recorded !== false;
  }
}

/**
 * Records changes together, or each alone where one of them is refused, so that it keeps none of the others from being
 * recorded. Returns for each delivery whether it moved, or its error.
 */
async function recordEach(
  database: Database,
  changes: readonly DeliveryChange[],
): Promise<Map<string, boolean | Error>> {
  try {
    const moved = await recordDeliveries(database, changes);
    return new Map(changes.map(({ next: { id } }) => [id, moved.has(id)]));
  } catch (error) {
    if (!isDataError(error) || changes.length === 1) throw error;
  }
  const results = new Map<string, boolean | Error>();
  for (const change of changes) {
    const { id } = change.next;
    const result = await recordDeliveries(database, [change]).then(
      (moved) => moved.has(id),
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    );
    results.set(id, result);
  }
  return results;
}
