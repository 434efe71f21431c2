import type { AttemptTrigger, DeliveryEvent, DisabledReason } from '@postrider/contracts';
import {
  failInactive,
  finishAttempt,
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
  type DeliveryKey,
  type LoadedDelivery,
  type PublishedEvents,
  type Sql,
  VersionConflict,
  type DeliveryStore,
} from '@postrider/event-store';
import { Batcher } from '@postrider/process';
import pLimit from 'p-limit';
import { deactivateEndpoint } from '../deactivate/deactivate-endpoint.js';
import type { RecordingCircuit } from './recording-circuit.js';
import { WorkLimit } from './work-limit.js';

const maxBatch = 200;
/** Few, so that batches grow under load. Two for recording, since one statement may wait for a lock. */
const batchesInFlight = { load: 1, record: 2 };
/** Of attempts that are loaded or recorded at once (decision 29). */
const maxAtWork = 100;
/** No limit in practice: the slots of the workers bound the number of callers. */
const maxWaiting = 100_000;

export interface FinishedAttempt {
  number: number;
  trigger: AttemptTrigger;
  outcome: AttemptOutcome;
}

export interface AttemptStoreOptions {
  policy: RetryPolicy;
  /** How long loading is retried while Postgres is unavailable. */
  loadRetryMs: number;
  circuit: RecordingCircuit;
  /** Called when an endpoint was deactivated because it responded 410. */
  deactivated: (endpointId: string, reason: DisabledReason) => void;
  /** Deliveries of these organizations have changed. */
  recorded: (organizationIds: string[]) => void;
}

type Decide = (state: DeliveryState) => DeliveryEvent[];

/** Loads deliveries and records their attempts, in batches. */
export class AttemptStore {
  readonly #loader: Batcher<DeliveryKey, LoadedDelivery | undefined>;
  readonly #recorder: Batcher<DeliveryChange, boolean>;
  /** Each transaction locks its endpoint; a burst of them must not occupy all connections. */
  readonly #goneLimit = pLimit(2);
  /** Events of fan-outs, so that one is loaded once and not for each endpoint. */
  readonly #shared: PublishedEvents = new Map();
  readonly #work = new WorkLimit(maxAtWork);
  #stopping = false;

  constructor(
    private readonly database: Database,
    private readonly clock: Pick<DatabaseClock, 'now'>,
    private readonly options: AttemptStoreOptions,
  ) {
    this.#loader = new Batcher(
      async (keys) => {
        const loaded = await loadAttempts(database, keys, this.#shared);
        return keys.map(({ id }) => loaded.get(id));
      },
      { maxBatch, maxInFlight: batchesInFlight.load, maxWaiting },
    );
    this.#recorder = new Batcher(
      async (changes) => {
        // Two jobs of one delivery may end at the same time: the first is recorded, the other decides again.
        const firsts = new Map(changes.toReversed().map((change) => [change.next.id, change]));
        const results = await recordEach(database, [...firsts.values()]);
        return changes.map((change) => firsts.get(change.next.id) === change && (results.get(change.next.id) ?? false));
      },
      { maxBatch, maxInFlight: batchesInFlight.record, maxWaiting },
    );
  }

  /** Whether outcomes can be recorded. While they cannot, no request may be sent. */
  get isRecording(): boolean {
    return this.options.circuit.isClosed;
  }

  /** Resolves to true once outcomes can be recorded, or to false if the process stops before. */
  canRecord(): Promise<boolean> {
    return this.options.circuit.whenClosed();
  }

  /** Retries during an outage, for a while. To requeue each job instead would turn over the whole queue. */
  async load(key: DeliveryKey): Promise<LoadedDelivery | undefined> {
    const deadline = performance.now() + this.options.loadRetryMs;
    for (let pauseMs = 50; ; pauseMs = Math.min(2 * pauseMs, 2_000)) {
      try {
        return await this.#work.begin(() => this.#loader.submit(key));
      } catch (error) {
        const isLastTry = this.#stopping || performance.now() + pauseMs > deadline;
        if (!(error instanceof DatabaseUnavailable) || isLastTry) throw error;
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }
  }

  /** From now on, loading is not retried. Attempts that were sent are still recorded, however long that takes. */
  stop(): void {
    this.#stopping = true;
  }

  /** Records an attempt, and retries until that succeeds. Returns the delivery's new state. */
  recordAttempt(state: DeliveryState, attempt: FinishedAttempt): Promise<DeliveryState> {
    const decide: Decide = (current) =>
      finishAttempt(current, attempt, { policy: this.options.policy, now: this.clock.now(), random: Math.random() });
    const isGone = attempt.outcome.kind === 'response' && attempt.outcome.status === 410;
    const record = (): Promise<DeliveryState> =>
      this.options.circuit.persist(() => this.#change(state, decide, isGone));
    // Responses 410 are recorded two at a time; other attempts do not wait for them.
    return isGone ? record() : this.#work.finish(record);
  }

  failInactive(state: DeliveryState): Promise<DeliveryState> {
    return this.#change(state, failInactive, false);
  }

  /** Other changes of the same delivery may win any number of times, so that a second conflict is no fault. */
  async #change(from: DeliveryState, decide: Decide, isGone: boolean): Promise<DeliveryState> {
    const store: DeliveryStore = {
      load: async (key) => (await this.#loader.submit(key))?.delivery,
      record: (change) => (isGone ? this.#goneLimit(() => this.#recordGone(change)) : this.#recorder.submit(change)),
    };
    for (
      let delivery: DeliveryState | DeliveryKey = from;
      ;
      delivery = { id: from.id, endpoint_id: from.endpoint_id }
    ) {
      try {
        const change = await changeDelivery(store, delivery, decide, () => this.clock.now());
        if ('refused' in change) return from;
        this.options.recorded([change.next.organization_id]);
        return change.next;
      } catch (error) {
        if (!(error instanceof VersionConflict)) throw error;
      }
    }
  }

  /** Records a 410, which deactivates the endpoint in the same transaction. */
  async #recordGone(change: DeliveryChange): Promise<boolean> {
    const recorded = await this.database.transaction(async (sql: Sql) => {
      // A replay locks in the same order, endpoint before delivery. Another order could deadlock.
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
 * Records changes together. If Postgres refuses the data of one, each is recorded alone. Returns for each delivery whether
 * it was recorded, or its error.
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
