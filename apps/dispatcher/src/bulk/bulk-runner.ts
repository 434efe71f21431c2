import { Logger } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import {
  lockOperation,
  advanceOperation,
  takeBulkTurn,
  type ClockCheck,
  type Database,
  type DatabaseClock,
  type Sql,
} from '@postrider/event-store';
import type { JobQueues } from '@postrider/queue';
import { PollingLoop } from '@postrider/process';
import type { BulkPage } from './bulk-page.js';
import { recoverPage } from './recover-page.js';
import { replayPage } from './replay-page.js';

const idleMs = 1_000;
const busyMs = 100;

/**
 * Runs bulk operations, one page per transaction. A page and the position of its operation are committed together, so a
 * killed dispatcher loses and repeats nothing. All dispatchers share the operations, and organizations take turns. While
 * many replays wait in the queue, no further page is done.
 */
export class BulkRunner {
  readonly #logger = new Logger('bulk');
  readonly #loop: PollingLoop;

  constructor(
    private readonly database: Database,
    private readonly queues: JobQueues,
    private readonly time: { clock: DatabaseClock; clockCheck: ClockCheck },
    private readonly settings: Settings['background'],
    private readonly recorded: (organizationIds: string[]) => void,
  ) {
    this.#loop = new PollingLoop({
      step: () => this.#next(),
      pauseMs: idleMs,
      logger: this.#logger,
      failure: 'a page of a bulk operation failed; it is tried again',
    });
  }

  start(): void {
    this.#loop.start();
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }

  /** Does a page, if there is one. Returns the pause before the next page in milliseconds. */
  async #next(): Promise<number> {
    // A recovery creates ids, which need the right time.
    if (this.time.clockCheck.stepProblem() !== undefined) return idleMs;
    const page = this.settings.bulkPageSize;
    const waiting = await this.queues.waitingAttempts('replay', 2 * page);
    if (waiting > 2 * page) return busyMs;
    const operationId = await takeBulkTurn(this.database);
    if (operationId === undefined) return idleMs;
    const done = await this.database.transaction((sql) => this.#onePage(sql, operationId, page));
    if (!done) return busyMs;
    this.recorded([done.organization_id]);
    if (done.attempts.length > 0) await this.queues.add(done.attempts);
    return 0;
  }

  /** Returns undefined if another dispatcher has locked the operation, or if it was cancelled meanwhile. */
  async #onePage(
    sql: Sql,
    operationId: string,
    limit: number,
  ): Promise<(BulkPage & { organization_id: string }) | undefined> {
    const operation = await lockOperation(sql, operationId);
    if (!operation) return undefined;
    const page = await (operation.kind === 'replay' ? replayPage : recoverPage)(sql, operation, {
      limit,
      now: this.time.clock.now(),
    });
    await advanceOperation(sql, operation.id, page);
    return { ...page, organization_id: operation.organization_id };
  }
}
