import { Logger } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import type { BulkOperationRow, ClockCheck, Database, DatabaseClock, Sql } from '@postrider/event-store';
import type { JobQueues } from '@postrider/queue';
import { Loop } from '../loop.js';
import type { BulkPage } from './bulk-page.js';
import { recoverPage } from './recover-page.js';
import { replayPage } from './replay-page.js';

const idleMs = 1_000;
const busyMs = 100;

/**
 * Works off bulk operations, a page in a transaction: what the page does and how far the operation has come are committed
 * together, so a killed dispatcher loses and repeats nothing. Several dispatchers share the operations among them. While
 * many replays wait, no further page is taken: bulk work follows the pace of its queue.
 */
export class BulkRunner {
  readonly #logger = new Logger('bulk');
  readonly #loop: Loop;

  constructor(
    private readonly database: Database,
    private readonly queues: JobQueues,
    private readonly time: { clock: DatabaseClock; clockCheck: ClockCheck },
    private readonly settings: Settings,
  ) {
    this.#loop = new Loop({
      step: async () => ((await this.#next()) ? 0 : idleMs),
      pauseMs: idleMs,
      logger: this.#logger,
      failure: 'bulk work could not go on; it tries again',
    });
  }

  start(): void {
    this.#loop.start();
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }

  /** Answers whether there was a page to do. */
  async #next(): Promise<boolean> {
    // A recovery makes ids.
    if (this.time.clockCheck.stepProblem() !== undefined) return false;
    const page = this.settings.POSTRIDER_BULK_PAGE;
    const waiting = await this.queues.waitingAttempts('replay', 2 * page);
    if (waiting > 2 * page) {
      await new Promise((resolve) => setTimeout(resolve, busyMs));
      return true;
    }
    const done = await this.database.transaction((sql) => this.#onePage(sql, page));
    if (done && done.attempts.length > 0) await this.queues.add(done.attempts);
    return done !== undefined;
  }

  async #onePage(sql: Sql, limit: number): Promise<BulkPage | undefined> {
    const { rows } = await sql.query<BulkOperationRow>(
      `SELECT * FROM bulk_operations WHERE status = 'running' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    );
    const [operation] = rows;
    if (!operation) return undefined;
    const page = await (operation.kind === 'replay' ? replayPage : recoverPage)(sql, operation, {
      limit,
      now: this.time.clock.now(),
    });
    await sql.query(
      `UPDATE bulk_operations SET position = $2, processed = processed + $3, skipped = skipped + $4,
              status = CASE WHEN $5 THEN 'completed' ELSE status END, completed_at = CASE WHEN $5 THEN now() END
        WHERE id = $1`,
      [operation.id, page.last ?? operation.position, page.processed, page.skipped, page.processed < limit],
    );
    return page;
  }
}
