import { Logger } from '@nestjs/common';
import { queueNames } from '@postrider/contracts';
import { OrphanedClaims, type JobQueues } from '@postrider/queue';
import { PollingLoop } from '@postrider/process';

const pauseMs = 10_000;
const minAgeMs = 60_000;

/** Removes what shared jobs left behind in Redis. Any number of dispatchers may do it. */
export class ClaimCleanup {
  readonly #loop: PollingLoop;

  constructor(queues: JobQueues, prefix: string) {
    const logger = new Logger('claims');
    const claims = queueNames.map((name) => new OrphanedClaims(queues.redis, prefix, name, minAgeMs));
    this.#loop = new PollingLoop({
      step: async () => {
        for (const each of claims) {
          const removed = await each.removePage();
          if (removed > 0) logger.log({ removed }, 'entries of jobs that are gone were removed');
        }
        return pauseMs;
      },
      pauseMs,
      logger,
      failure: 'entries of jobs that are gone could not be looked for',
    });
  }

  start(): void {
    this.#loop.start();
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }
}
