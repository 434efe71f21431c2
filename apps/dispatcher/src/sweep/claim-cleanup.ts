import { Logger } from '@nestjs/common';
import { queueNames, type QueueShard } from '@postrider/contracts';
import { OrphanedClaims, type JobQueues } from '@postrider/queue';
import { PollingLoop } from '@postrider/process';

const pauseMs = 10_000;
const minAgeMs = 60_000;

/** Removes orphaned claims of shared jobs from Redis. All dispatchers do it. */
export class ClaimCleanup {
  readonly #loop: PollingLoop;

  constructor(queues: JobQueues, prefix: string) {
    const logger = new Logger('claims');
    const claims = new Map<QueueShard, OrphanedClaims>();
    const claimsOf = (shard: QueueShard): OrphanedClaims => {
      const known = claims.get(shard) ?? new OrphanedClaims(queues.redis, prefix, shard, minAgeMs);
      claims.set(shard, known);
      return known;
    };
    this.#loop = new PollingLoop({
      step: async () => {
        for (const shard of queueNames.flatMap((queue) => queues.shards.all(queue))) {
          const removed = await claimsOf(shard).removePage();
          if (removed > 0) logger.log({ removed }, 'removed orphaned claims');
        }
        return pauseMs;
      },
      pauseMs,
      logger,
      failure: 'orphaned claims could not be removed; it is tried again',
    });
  }

  start(): void {
    this.#loop.start();
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }
}
