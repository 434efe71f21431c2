import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import { nextJob } from '@postrider/domain';
import {
  expandFanOut,
  isAnyFanOut,
  isStatementTimeout,
  type Database,
  type ExpandedChunk,
} from '@postrider/event-store';
import type { JobQueues } from '@postrider/queue';
import { PollingLoop, type Tracing } from '@postrider/process';

const idleMs = 1_000;
const busyMs = 100;
/** Factor by which chunks grow with each one that succeeds. */
const growth = 1.25;
/** Longest wait for a full queue. After it a chunk is expanded all the same, so that no accepted call waits forever. */
const longestWaitMs = 5_000;

/**
 * Expands the fan-outs of large publish calls, one chunk per transaction. The deliveries of a chunk and the position of its
 * fan-out are committed together, so a killed dispatcher loses and repeats nothing. Organizations take turns. While many
 * first attempts wait in the queue, no further chunk is expanded, so that other deliveries wait for a few chunks at most.
 */
export class FanOutRunner {
  readonly #loop: PollingLoop;
  readonly #turn = { last: '' };
  #chunkAt = -Infinity;
  /** Below the setting for a while after a chunk timed out. */
  #limit = Infinity;

  constructor(
    private readonly database: Database,
    private readonly queues: JobQueues,
    private readonly settings: Settings['publish'],
    private readonly recorded: (organizationIds: string[]) => void,
    private readonly tracing: Tracing,
  ) {
    this.#loop = new PollingLoop({
      step: async () => ((await this.#next()) ? 0 : idleMs),
      pauseMs: idleMs,
      logger: new Logger('fan-out'),
      failure: 'a fan-out could not be expanded; it is tried again',
    });
  }

  start(): void {
    this.#loop.start();
  }

  /** Polls for fan-outs now. */
  wake(): void {
    this.#loop.wake();
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }

  /** Returns whether more chunks may be due at once. */
  async #next(): Promise<boolean> {
    if (!(await isAnyFanOut(this.database))) return false;
    const most = this.settings.fanOutChunk;
    const waiting = await this.queues.waitingAttempts('deliver', 2 * most);
    if (waiting > 2 * most && performance.now() - this.#chunkAt < longestWaitMs) {
      await sleep(busyMs);
      return true;
    }
    const startedAt = new Date();
    const chunk = await this.#expand(most);
    this.#chunkAt = performance.now();
    if (!chunk) return false;
    this.recorded([this.#turn.last]);
    const attributes = { 'postrider.chunk_deliveries': chunk.deliveries.length };
    const spans = chunk.traceparents.map((parent) =>
      this.tracing.continue('fan-out', parent, { startedAt, attributes }),
    );
    await this.queues.add(chunk.deliveries.map(nextJob));
    for (const span of spans) span?.end();
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
