import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import {
  expandFanOut,
  isAnyFanOut,
  isStatementTimeout,
  type Database,
  type ExpandedChunk,
} from '@postrider/event-store';
import type { JobQueues } from '@postrider/queue';
import { PollingLoop } from '@postrider/process';

const idleMs = 1_000;
const busyMs = 100;
/** By how much chunks become larger again with each that succeeds. */
const growth = 1.25;
/** After so long beside a full queue a chunk is made all the same: no flood of others keeps an accepted call waiting for ever. */
const longestWaitMs = 5_000;

/**
 * Makes the deliveries of large publish calls, a chunk in a transaction: what a chunk makes and how far its fan-out has come
 * are committed together, so a killed dispatcher loses and repeats nothing. Organizations take turns. While many first
 * attempts wait, no further chunk is made: fresh deliveries of others stand behind a few chunks at most.
 */
export class FanOutRunner {
  readonly #loop: PollingLoop;
  readonly #turn = { last: '' };
  #chunkAt = -Infinity;
  /** Smaller than the setting for a while after a chunk that took too long. */
  #limit = Infinity;

  constructor(
    private readonly database: Database,
    private readonly queues: JobQueues,
    private readonly settings: Settings['publish'],
  ) {
    this.#loop = new PollingLoop({
      step: async () => ((await this.#next()) ? 0 : idleMs),
      pauseMs: idleMs,
      logger: new Logger('fan-out'),
      failure: 'deliveries of large publish calls could not be made; it tries again',
    });
  }

  start(): void {
    this.#loop.start();
  }

  /** Looks for fan-outs now. */
  wake(): void {
    this.#loop.wake();
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }

  /** Returns whether there may be more to do at once. */
  async #next(): Promise<boolean> {
    if (!(await isAnyFanOut(this.database))) return false;
    const most = this.settings.fanOutChunk;
    const waiting = await this.queues.waitingAttempts('deliver', 2 * most);
    if (waiting > 2 * most && performance.now() - this.#chunkAt < longestWaitMs) {
      await sleep(busyMs);
      return true;
    }
    const chunk = await this.#expand(most);
    this.#chunkAt = performance.now();
    if (!chunk) return false;
    await this.queues.add(
      chunk.deliveries.map(({ id, endpoint_id }) => ({ queue: 'deliver', delivery_id: id, endpoint_id, attempt: 1 })),
    );
    return true;
  }

  async #expand(most: number): Promise<ExpandedChunk | undefined> {
    const limit = Math.max(1, Math.floor(Math.min(most, this.#limit)));
    try {
      const chunk = await this.database.transaction((sql) => expandFanOut(sql, this.#turn, limit));
      this.#limit = limit * growth;
      return chunk;
    } catch (error) {
      if (isStatementTimeout(error)) this.#limit = limit / 2;
      throw error;
    }
  }
}
