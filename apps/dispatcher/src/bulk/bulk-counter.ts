import { Logger } from '@nestjs/common';
import {
  addCount,
  BackgroundTask,
  countDeliveries,
  countEvents,
  findUncounted,
  type BulkOperationRow,
  type Database,
} from '@postrider/event-store';
import { TaskLoop, type StepResult } from '@postrider/process';

const idleMs = 1_000;
/** Pause between two parts, which leaves most of the database's time to other work. */
const pauseMs = 50;
/** Ids that are read for one part. */
const part = 10_000;

/** Counts the matches of bulk operations while they run. Operations take turns, a part of one at a time. */
export class BulkCounter {
  readonly #logger = new Logger('bulk');
  readonly #loop: TaskLoop<string>;

  constructor(private readonly database: Database) {
    const task = new BackgroundTask<string>(database, { name: 'bulk-count', longestPauseMs: idleMs });
    this.#loop = new TaskLoop(task, {
      pauseMs: idleMs,
      step: (after) => this.#part(after ?? ''),
      logger: this.#logger,
      failure: 'the matches of bulk operations could not be counted; it is tried again',
    });
  }

  start(): void {
    this.#loop.start();
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }

  async #part(after: string): Promise<StepResult<string>> {
    const operation = await findUncounted(this.database, after);
    if (!operation) return { position: null, pauseMs: after === '' ? idleMs : 0 };
    try {
      await this.#count(operation);
      return { position: operation.id, pauseMs };
    } catch (error) {
      // The others must not wait for this one.
      this.#logger.warn(
        { err: error, operation_id: operation.id },
        'a bulk operation could not be counted; it is tried again',
      );
      return { position: operation.id, pauseMs: idleMs };
    }
  }

  async #count(operation: BulkOperationRow): Promise<void> {
    const count = operation.kind === 'recover' ? countEvents : countDeliveries;
    await addCount(
      this.database,
      operation,
      await count(this.database, { ...operation, position: operation.count_position }, part),
    );
  }
}
