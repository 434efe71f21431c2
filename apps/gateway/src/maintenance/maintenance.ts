import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import {
  dropPastRetention,
  ensurePartitions,
  expiringRows,
  type ClockCheck,
  type Database,
  type DatabaseClock,
  type Expiring,
} from '@postrider/event-store';
import { CLOCK, CLOCK_CHECK, DATABASE, SETTINGS } from '../tokens.js';
import { deleteExpired } from './delete-expired.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Until the next run when one had to leave something. */
const soonMs = 10_000;
const afterFailureMs = 60_000;
const deletion = { batch: 2_000, pauseMs: 20, budgetMs: 120_000 };

interface Task {
  name: string;
  /** Deletions need a clock that can be trusted. */
  deletes: boolean;
  /** Returns whether something is left for a run soon. */
  run: () => Promise<boolean>;
}

/**
 * Hourly: makes the coming weeks' partitions, drops the weeks past retention, and deletes expired keys, sessions and sums.
 * Each task is on its own: one that fails keeps no other from running. Any number of gateways may run it.
 */
@Injectable()
export class Maintenance {
  readonly #logger = new Logger('maintenance');
  readonly #tasks: readonly Task[];
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #isStopping = false;
  #lastSucceededAt: Date | undefined;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'retention'>,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
    @Inject(CLOCK_CHECK) private readonly clockCheck: ClockCheck,
  ) {
    const retentionMs = settings.retention.days * dayMs;
    const expiring = expiringRows({ idempotencyMs: settings.retention.idempotencyMs, retentionMs });
    this.#tasks = [
      { name: 'coming partitions', deletes: false, run: () => this.#makePartitions() },
      { name: 'retention', deletes: true, run: () => this.#dropPartitions() },
      ...expiring.map((each) => ({ name: each.name, deletes: true, run: () => this.#delete(each) })),
    ];
  }

  /** When all tasks of a run last succeeded, by Postgres's clock; undefined before that. */
  get lastSucceededAt(): Date | undefined {
    return this.#lastSucceededAt;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Resolves when the statement under way has ended. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  async #run(): Promise<void> {
    const results = [];
    for (const task of this.#tasks) {
      if (this.#isStopping) return;
      results.push(await this.#runTask(task));
    }
    if (results.every((result) => result !== 'failed')) this.#lastSucceededAt = this.clock.now();
    const pauseMs = results.includes('failed') ? afterFailureMs : results.includes('more') ? soonMs : hourMs;
    this.#timer = setTimeout(() => {
      this.start();
    }, pauseMs);
  }

  async #runTask({ name, deletes, run }: Task): Promise<'done' | 'more' | 'failed'> {
    // The check itself says so in the log.
    if (deletes && this.clockCheck.problem() !== undefined) return 'failed';
    try {
      return (await run()) ? 'more' : 'done';
    } catch (error) {
      const inSeconds = String(afterFailureMs / 1_000);
      this.#logger.error(error, `maintenance: ${name} failed; the next run is in ${inSeconds} seconds`);
      return 'failed';
    }
  }

  async #makePartitions(): Promise<boolean> {
    const refused = await ensurePartitions(this.database);
    if (refused.length > 0) {
      const remedy = 'rows of these weeks are in the default partition: run the admin command "partitions repair"';
      this.#logger.warn({ refused }, remedy);
    }
    return false;
  }

  async #dropPartitions(): Promise<boolean> {
    const { dropped, kept } = await dropPastRetention(this.database, this.settings.retention.days);
    if (dropped.length > 0) this.#logger.log({ dropped }, 'dropped partitions past retention');
    if (kept.length > 0) {
      const reason =
        'these weeks are past retention by the clock, and kept: maintenance has run in too few weeks since. The clock may have been set forward';
      this.#logger.error({ kept }, reason);
    }
    return false;
  }

  async #delete(expiring: Expiring): Promise<boolean> {
    const isOver = (): boolean => this.#isStopping || this.clockCheck.problem() !== undefined;
    const { deleted, more } = await deleteExpired(this.database, expiring, { ...deletion, isOver });
    if (deleted > 0) this.#logger.debug({ deleted }, `deleted expired rows of ${expiring.name}`);
    return more;
  }
}
