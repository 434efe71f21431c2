import type { Pool } from 'pg';
import type { Connection } from '../connection.js';
import { backoffMs } from './backoff.js';
import { databaseProblem, transaction, type DatabaseOptions } from './database.js';
import { publishBatch } from './gateway.js';
import { publishRows, type BatchOutcome } from './publish-rows.js';
import type { Rejection } from './rejection.js';
import { settleRows, takeRows } from './rows.js';
import { pause, Wake } from './wake.js';

export interface RelayOptions {
  table: string;
  gateway: Connection;
  database: DatabaseOptions;
  /** Batches at once. */
  concurrency: number;
  batchSize: number;
  batchBytes: number;
  pollMs: number;
  /** Time limit of a call to the gateway. */
  timeoutMs: number;
  /** The longest delay after failures. A Retry-After may be longer. */
  maxDelayMs: number;
}

export interface RelayEvents {
  onRefused: (refused: BatchOutcome['refused'][number]) => void;
  onProblem: (source: Source, message: string, delayMs: number) => void;
}

type Source = 'gateway' | 'database';

/** What a relay has done since its start. */
export interface RelayCounts {
  published: number;
  refused: number;
  failures: Record<Source, number>;
}

/**
 * Publishes rows until it is stopped. A worker takes rows in a transaction, publishes them, and deletes them in the same
 * transaction: if it dies in between, the rows are published again, as the same events. Errors are retried, whatever they are.
 */
export class Relay {
  readonly counts: RelayCounts = { published: 0, refused: 0, failures: { gateway: 0, database: 0 } };
  /** Reasons why workers are waiting for another attempt. */
  readonly #problems = new Map<number, string>();
  /** Until when customers have to wait, by `performance.now()`. */
  readonly #limited = new Map<string, number>();

  constructor(
    private readonly pool: Pool,
    private readonly options: RelayOptions,
    private readonly events: RelayEvents,
  ) {}

  /** Why a worker is waiting for another attempt; undefined if none is. */
  get problem(): string | undefined {
    return this.#problems.values().next().value;
  }

  /** Ends after the batches in progress, once the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { database, maxDelayMs, concurrency } = this.options;
    const wake = new Wake(signal);
    const workers = Array.from({ length: concurrency }, (_, worker) => this.#work(worker, wake, signal));
    await Promise.all([wake.listen(database, maxDelayMs), ...workers]);
  }

  async #work(worker: number, wake: Wake, signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted;) {
      const before = wake.count;
      const { taken, problem } = await this.#attempt(signal);
      if (problem) {
        failures += 1;
        const delayMs = backoffMs(failures, this.options.maxDelayMs, Math.random(), problem.retryAfterMs);
        this.#problems.set(worker, problem.message);
        this.counts.failures[problem.source] += 1;
        this.events.onProblem(problem.source, problem.message, delayMs);
        await pause(delayMs, signal);
      } else {
        failures = 0;
        this.#problems.delete(worker);
        if (taken === 0) await wake.wait(before, this.options.pollMs);
      }
    }
  }

  /** Never throws. */
  async #attempt(signal: AbortSignal): Promise<{ taken: number; problem?: Problem }> {
    try {
      const { taken, failure } = await this.#batch(signal);
      return failure ? { taken, problem: { source: 'gateway', ...failure } } : { taken };
    } catch (error) {
      return { taken: 0, problem: { source: 'database', message: databaseProblem(error), retryAfterMs: undefined } };
    }
  }

  async #batch(signal: AbortSignal): Promise<{ taken: number; failure: Rejection | undefined }> {
    const { table, gateway, batchSize, batchBytes, timeoutMs } = this.options;
    // After `timeoutMs` no further call begins, so a transaction takes at most two of them.
    const idleMs = 2 * timeoutMs + 10_000;
    const { rows, outcome } = await transaction(this.pool, idleMs, async (client) => {
      const take = { maxRows: batchSize, maxBytes: batchBytes, limited: this.#limitedCustomers() };
      const rows = await takeRows(client, table, take);
      if (rows.length === 0) return { rows, outcome: undefined };
      const deadline = performance.now() + timeoutMs;
      const outcome = await publishRows(
        rows,
        (some) => publishBatch(gateway, some, timeoutMs),
        () => signal.aborted || performance.now() > deadline,
      );
      await settleRows(client, table, outcome);
      return { rows, outcome };
    });
    if (outcome) this.#settled(outcome);
    return { taken: rows.length, failure: outcome?.failure };
  }

  #settled({ published, refused, limited }: BatchOutcome): void {
    this.counts.published += published.length;
    this.counts.refused += refused.length;
    for (const each of refused) this.events.onRefused(each);
    for (const [customer, ms] of limited) this.#limited.set(customer, performance.now() + ms);
  }

  #limitedCustomers(): string[] {
    for (const [customer, until] of this.#limited) {
      if (until <= performance.now()) this.#limited.delete(customer);
    }
    return [...this.#limited.keys()];
  }
}

interface Problem {
  source: Source;
  message: string;
  retryAfterMs: number | undefined;
}
