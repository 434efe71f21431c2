import { Logger } from '@nestjs/common';
import type { QueueName, Settings } from '@postrider/contracts';
import type { JobQueues } from '@postrider/queue';
import type { Attempts } from '../attempt/attempts.js';
import type { QueueWorker } from './queue-worker.js';
import { PollingLoop } from '@postrider/process';
import { deliverWorker } from '../deliver/deliver.worker.js';
import { replayWorker } from '../replay/replay.worker.js';
import { retryWorker } from '../retry/retry.worker.js';
import type { Throttle } from '../throttle/throttle.js';

/** Idle for this long beside waiting jobs is not normal, even while leases of a killed neighbour expire. */
const stuckMs = 60_000;
/** How often it is looked for. */
const checkMs = 5_000;

/** The consumers of the three queues. */
export class Workers {
  readonly #all: QueueWorker[];
  readonly #check: PollingLoop;
  #stuck: QueueName[] = [];

  constructor(
    private readonly attempts: Attempts,
    private readonly throttle: Throttle,
    settings: Settings,
    private readonly queues: JobQueues,
  ) {
    this.#all = [deliverWorker, retryWorker, replayWorker].map((worker) =>
      worker(attempts, throttle, queues, settings),
    );
    this.#check = new PollingLoop({
      step: async () => {
        this.#stuck = await this.#findStuck();
        return checkMs;
      },
      pauseMs: checkMs,
      logger: new Logger('workers'),
      failure: 'the queues cannot be looked at',
    });
  }

  start(): void {
    this.#check.start();
    this.throttle.start();
    for (const worker of this.#all) worker.start();
  }

  async stop(): Promise<void> {
    await this.#check.stop();
    this.attempts.stop();
    await Promise.all(this.#all.map((worker) => worker.stop()));
    await this.throttle.stop();
  }

  /** Queues with waiting jobs that this process has not touched for a while, as of the last check. */
  get stuck(): readonly QueueName[] {
    return this.#stuck;
  }

  /** None while Redis cannot be asked: then it is not the worker that is stuck. */
  async #findStuck(): Promise<QueueName[]> {
    const idle = this.#all.filter((worker) => worker.idleMs() > stuckMs);
    const waiting = await Promise.all(idle.map(({ name }) => this.queues.waiting(name).catch(() => 0)));
    return idle.filter((_, i) => (waiting[i] ?? 0) > 0).map(({ name }) => name);
  }
}
