import { Logger } from '@nestjs/common';
import { queueNames, queueOf, type QueueName, type QueueShard, type Settings } from '@postrider/contracts';
import { PollingLoop } from '@postrider/process';
import type { JobQueues } from '@postrider/queue';
import type { Attempts } from '../attempt/attempts.js';
import type { Throttle } from '../throttle/throttle.js';
import type { SlotUse } from './attempt-slots.js';
import { QueueWorker } from './queue-worker.js';

/** Longer than the leases of a killed dispatcher last. */
const stuckMs = 60_000;
const checkMs = 5_000;

/**
 * The workers of the three queues, one for each shard. All make attempts in the same way; separate slots keep them from
 * waiting. A shard that another process registers gets its worker while this one runs.
 */
export class Workers {
  readonly #workers: QueueWorker[] = [];
  readonly #check: PollingLoop;
  #stuck: QueueShard[] = [];

  constructor(
    private readonly attempts: Attempts,
    private readonly throttle: Throttle,
    private readonly settings: Pick<Settings, 'concurrency' | 'jobs' | 'redis'>,
    private readonly queues: JobQueues,
  ) {
    this.#check = new PollingLoop({
      step: async () => {
        await queues.shards.refresh().catch(() => undefined);
        this.#startMissing();
        this.#stuck = await this.#findStuck();
        return checkMs;
      },
      pauseMs: checkMs,
      logger: new Logger('workers'),
      failure: 'the check for stuck workers failed; it is tried again',
    });
  }

  start(): void {
    this.#check.start(0);
    this.throttle.start();
    this.#startMissing();
  }

  #startMissing(): void {
    for (const queue of queueNames) {
      const shards = this.queues.shards.all(queue);
      const concurrency = Math.ceil(this.settings.concurrency[queue] / shards.length);
      const running = new Set(this.#workers.map(({ shard }) => shard));
      for (const shard of shards.filter((each) => !running.has(each))) {
        const worker = new QueueWorker(shard, concurrency, this.attempts, this.throttle, this.queues, this.settings);
        this.#workers.push(worker);
        worker.start();
      }
    }
  }

  async stop(): Promise<void> {
    await this.#check.stop();
    this.attempts.stop();
    await Promise.all(this.#workers.map((worker) => worker.stop()));
    await this.throttle.stop();
  }

  /** The workers of each queue: their slots, and for how long the one with the least work has had no job. */
  get use(): readonly { queue: QueueName; slots: SlotUse; idleMs: number }[] {
    return [...Map.groupBy(this.#workers, ({ queue }) => queue)].map(([queue, workers]) => ({
      queue,
      slots: workers.map(({ slots }) => slots).reduce(sumOf),
      idleMs: Math.max(...workers.map((worker) => worker.idleMs())),
    }));
  }

  /** Queues with waiting jobs of which a worker has been idle for a minute, as of the last check. */
  get stuck(): readonly QueueName[] {
    return [...new Set(this.#stuck.map(queueOf))];
  }

  /** Returns none while Redis is away: then the workers are not at fault. */
  async #findStuck(): Promise<QueueShard[]> {
    const idle = this.#workers.filter((worker) => worker.idleMs() > stuckMs);
    const waiting = await Promise.all(idle.map(({ shard }) => this.queues.waiting(shard).catch(() => 0)));
    return idle.filter((_, i) => (waiting[i] ?? 0) > 0).map(({ shard }) => shard);
  }
}

const sumOf = (a: SlotUse, b: SlotUse): SlotUse => ({
  slots: a.slots + b.slots,
  inUse: a.inUse + b.inUse,
  waiting: a.waiting + b.waiting,
});
