import type { AttemptTrigger, DeliveryEvent, DisabledReason } from '@postrider/contracts';
import {
  evolveDelivery,
  failInactive,
  recordAttempt,
  type AttemptOutcome,
  type DeliveryState,
  type RetryPolicy,
} from '@postrider/domain';
import {
  Batcher,
  DatabaseUnavailable,
  loadAttempts,
  record,
  recordDeliveries,
  type Database,
  type DatabaseClock,
  type DeliveryChange,
  type LoadedDelivery,
  type Sql,
} from '@postrider/event-store';
import { deactivateEndpoint } from '../deactivate/deactivate-endpoint.js';

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
  /** How long recording is tried again while Postgres is away. */
  recordRetryMs: number;
  /** An endpoint was deactivated, since it answered 410. */
  deactivated: (endpointId: string, reason: DisabledReason) => void;
}

type Decide = (state: DeliveryState) => DeliveryEvent[];

/** Loads deliveries and records what became of them, many in one round trip. */
export class AttemptStore {
  readonly #loader: Batcher<string, LoadedDelivery | undefined>;
  readonly #recorder: Batcher<DeliveryChange, boolean>;
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
      { maxBatch, maxFlights: flights.load, maxWaiting },
    );
    this.#recorder = new Batcher(
      async (changes) => {
        // Two jobs of one delivery may end at the same moment: one is recorded, the other reads and decides again.
        const firsts = new Map(changes.toReversed().map((change) => [change.next.id, change]));
        const moved = await recordDeliveries(database, [...firsts.values()]);
        return changes.map((change) => firsts.get(change.next.id) === change && moved.has(change.next.id));
      },
      { maxBatch, maxFlights: flights.record, maxWaiting },
    );
  }

  /** While Postgres is away the worker's place waits, for a while: to put each job back would turn over the whole queue. */
  load(deliveryId: string): Promise<LoadedDelivery | undefined> {
    return this.#withPatience(() => this.#loader.submit(deliveryId), { unlessStopping: true });
  }

  /** Nothing is loaded with patience any more; what is under way is still recorded with it. */
  stop(): void {
    this.#stopping = true;
  }

  /** Records an attempt; answers the delivery's state afterwards, whoever moved it. */
  recordAttempt(state: DeliveryState, attempt: FinishedAttempt): Promise<DeliveryState> {
    const decide: Decide = (current) =>
      recordAttempt(current, attempt, { policy: this.options.policy, now: this.clock.now(), random: Math.random() });
    const gone = attempt.outcome.kind === 'answered' && attempt.outcome.status === 410;
    return this.#withPatience(() => this.#apply(state, decide, gone));
  }

  failInactive(state: DeliveryState): Promise<DeliveryState> {
    return this.#withPatience(() => this.#apply(state, failInactive, false));
  }

  /** Decides and appends; where somebody else was first, reads again and decides again. */
  async #apply(from: DeliveryState, decide: Decide, gone: boolean): Promise<DeliveryState> {
    let state = from;
    for (;;) {
      const change = changeOf(state, decide(state), this.clock.now());
      if (!change) return state;
      const moved = gone ? await this.#recordGone(change) : await this.#recorder.submit(change);
      if (moved) return change.next;
      const loaded = await this.#loader.submit(state.id);
      if (!loaded) return state;
      state = loaded.delivery;
    }
  }

  /** 410 ends the delivery and the endpoint together. */
  async #recordGone(change: DeliveryChange): Promise<boolean> {
    const recorded = await this.database.transaction(async (sql: Sql) => {
      // Endpoint before delivery, as a replay locks them: else the two could wait for each other.
      await sql.query('SELECT 1 FROM endpoints WHERE id = $1 FOR UPDATE', [change.next.endpoint_id]);
      const moved = await recordDeliveries(sql, [change]);
      const deactivated =
        moved.size > 0 && (await deactivateEndpoint(sql, change.next.endpoint_id, 'gone', this.clock.now()));
      return moved.size > 0 && { deactivated };
    });
    if (recorded !== false && recorded.deactivated) this.options.deactivated(change.next.endpoint_id, 'gone');
    return recorded !== false;
  }

  /** When the request is out, to lose its outcome would be to send it again: an absent Postgres is waited for, for a while. */
  async #withPatience<T>(work: () => Promise<T>, { unlessStopping = false } = {}): Promise<T> {
    const deadline = performance.now() + this.options.recordRetryMs;
    for (let pauseMs = 50; ; pauseMs = Math.min(2 * pauseMs, 2_000)) {
      try {
        return await work();
      } catch (error) {
        const inVain = performance.now() + pauseMs > deadline || (unlessStopping && this.#stopping);
        if (!(error instanceof DatabaseUnavailable) || inVain) throw error;
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }
  }
}

function changeOf(state: DeliveryState, events: DeliveryEvent[], now: Date): DeliveryChange | undefined {
  if (events.length === 0) return undefined;
  const stream = { stream_id: state.id, organization_id: state.organization_id, expectedVersion: state.version };
  const recorded = record(stream, events, now);
  return {
    expectedVersion: state.version,
    next: recorded.reduce<DeliveryState>(evolveDelivery, state),
    events: recorded,
  };
}
