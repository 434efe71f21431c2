import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import {
  dropKeyGenerations,
  dropPastRetention,
  ensurePartitions,
  expiringRows,
  openKeyGenerations,
  type ClockCheck,
  type Database,
  type Expiring,
  type KeysKept,
} from '@postrider/event-store';
import { PollingLoop } from '@postrider/process';
import { CLOCK_CHECK, DATABASE, SETTINGS } from '../tokens.js';
import { deleteExpired } from './delete-expired.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Pause before the next run if a task has more to do. */
const soonMs = 10_000;
const afterFailureMs = 60_000;
const deletion = { batch: 2_000, pauseMs: 20, budgetMs: 120_000 };

interface Task {
  name: string;
  /** Deletions do not run while the clock check reports a problem. */
  deletes: boolean;
  /** Returns whether the task has more to do. */
  run: () => Promise<boolean>;
}

/**
 * Every hour, creates the next partitions, drops partitions past retention, and deletes expired rows. A task that fails
 * does not keep the others from running. Any number of gateways may run it at once.
 */
@Injectable()
export class Maintenance {
  readonly #logger = new Logger('maintenance');
  readonly #tasks: readonly Task[];
  readonly #keysKept: KeysKept;
  readonly #loop = new PollingLoop({
    step: () => this.#run(),
    pauseMs: afterFailureMs,
    logger: this.#logger,
    failure: 'maintenance failed',
  });
  #isStopping = false;
  #succeededAt: number | undefined;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'retention'>,
    @Inject(CLOCK_CHECK) private readonly clockCheck: ClockCheck,
  ) {
    const { days, idempotencyMs } = settings.retention;
    this.#keysKept = { event_id: days * dayMs, request: idempotencyMs };
    const expiring = expiringRows({ idempotencyMs });
    this.#tasks = [
      { name: 'create partitions', deletes: false, run: () => this.#createPartitions() },
      { name: 'open key generations', deletes: false, run: () => this.#openKeyGenerations() },
      { name: 'drop partitions', deletes: true, run: () => this.#dropPartitions() },
      { name: 'drop key generations', deletes: true, run: () => this.#dropKeyGenerations() },
      ...expiring.map((each) => ({ name: each.name, deletes: true, run: () => this.#delete(each) })),
    ];
  }

  start(): void {
    this.#loop.start(0);
  }

  /** Time of the last run in which no task failed, by `performance.now()`. */
  get lastSucceededAt(): number | undefined {
    return this.#succeededAt;
  }

  /** Resolves when the statement in progress has ended. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#loop.stop();
  }

  /** Runs all tasks. Returns the pause until the next run. */
  async #run(): Promise<number> {
    const results = [];
    for (const task of this.#tasks) {
      if (this.#isStopping) return hourMs;
      results.push(await this.#runTask(task));
    }
    if (results.includes('failed')) return afterFailureMs;
    this.#succeededAt = performance.now();
    return results.includes('more') ? soonMs : hourMs;
  }

  async #runTask({ name, deletes, run }: Task): Promise<'done' | 'more' | 'failed'> {
    // The clock check logs the problem.
    if (deletes && this.clockCheck.problem() !== undefined) return 'failed';
    try {
      return (await run()) ? 'more' : 'done';
    } catch (error) {
      const inSeconds = String(afterFailureMs / 1_000);
      this.#logger.error(error, `maintenance: ${name} failed; the next run is in ${inSeconds} seconds`);
      return 'failed';
    }
  }

  async #createPartitions(): Promise<boolean> {
    const refused = await ensurePartitions(this.database, this.settings.retention.partitionLength);
    if (refused.length > 0) {
      const remedy = 'rows of their time are in the default partition; run "npm run cli -- partitions repair"';
      this.#logger.warn({ refused }, remedy);
    }
    return false;
  }

  async #dropPartitions(): Promise<boolean> {
    const { dropped, kept, inUse } = await dropPastRetention(this.database, this.settings.retention.days);
    if (dropped.length > 0) this.#logger.log({ dropped }, 'dropped partitions past retention');
    if (inUse.length > 0) this.#logger.log({ inUse }, 'partitions past retention are in use, such as by a backup');
    if (kept.length > 0) {
      const reason =
        'partitions past retention are kept: maintenance has run on too few days since, so the clock may have been set forward';
      this.#logger.error({ kept }, reason);
    }
    return inUse.length > 0;
  }

  async #openKeyGenerations(): Promise<boolean> {
    return !(await openKeyGenerations(this.database, this.#keysKept));
  }

  async #dropKeyGenerations(): Promise<boolean> {
    const { dropped, isInUse } = await dropKeyGenerations(this.database, this.#keysKept);
    if (dropped.length > 0) this.#logger.log({ dropped }, 'dropped publish keys past retention');
    return isInUse;
  }

  async #delete(expiring: Expiring): Promise<boolean> {
    const mustStop = (): boolean => this.#isStopping || this.clockCheck.problem() !== undefined;
    const { deleted, more } = await deleteExpired(this.database, expiring, { ...deletion, mustStop });
    if (deleted > 0) this.#logger.debug({ deleted }, `deleted expired rows of ${expiring.name}`);
    return more;
  }
}
