import { Logger } from '@nestjs/common';
import { queueNames, type QueueName, type Settings } from '@postrider/contracts';
import { PollingLoop } from '@postrider/process';
import type { JobQueues } from '@postrider/queue';
import type { Attempts } from '../attempt/attempts.js';
import type { Throttle } from '../throttle/throttle.js';
import type { SlotUse } from './attempt-slots.js';
import { QueueWorker } from './queue-worker.js';

/** Longer than the leases of a killed dispatcher last. */
const stuckMs = 60_000;
const checkMs = 5_000;

/** The workers of the three queues. All make attempts in the same way; separate slots keep them from waiting. */
export class Workers {
  readonly #workers: QueueWorker[];
  readonly #check: PollingLoop;
  #stuck: QueueName[] = [];

  constructor(
    private readonly attempts: Attempts,
    private readonly throttle: Throttle,
    settings: Pick<Settings, 'concurrency' | 'jobs' | 'redis'>,
    private readonly queues: JobQueues,
  ) {
    this.#workers = queueNames.map(
      (name) => new QueueWorker(name, settings.concurrency[name], attempts, throttle, queues, settings),
    );
    this.#check = new PollingLoop({
      step: async () => {
        this.#stuck = await this.#findStuck();
        return checkMs;
      },
      pauseMs: checkMs,
      logger: new Logger('workers'),
      failure: 'the check for stuck workers failed; it is tried again',
    });
  }

  start(): void {
    this.#check.start();
    this.throttle.start();
    for (const worker of this.#workers) worker.start();
  }

  async stop(): Promise<void> {
    await this.#check.stop();
    this.attempts.stop();
    await Promise.all(this.#workers.map((worker) => worker.stop()));
    await this.throttle.stop();
  }

  /** The worker of each queue: its slots, and for how long it has had no job. */
  get use(): readonly { queue: QueueName; slots: SlotUse; idleMs: number }[] {
    return this.#workers.map((worker) => ({ queue: worker.name, slots: worker.slots, idleMs: worker.idleMs() }));
  }

  /** Queues with waiting jobs whose worker has been idle for a minute, as of the last check. */
  get stuck(): readonly QueueName[] {
    return this.#stuck;
  }

  /** Returns none while Redis is away: then the workers are not at fault. */
  async #findStuck(): Promise<QueueName[]> {
    const idle = this.#workers.filter((worker) => worker.idleMs() > stuckMs);
    const waiting = await Promise.all(idle.map(({ name }) => this.queues.waiting(name).catch(() => 0)));
    return idle.filter((_, i) => (waiting[i] ?? 0) > 0).map(({ name }) => name);
  }
}
