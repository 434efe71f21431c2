import { Logger } from '@nestjs/common';
import { AttemptJob, queuePrefix, queues, type QueueName, type Settings } from '@postrider/contracts';
import { workerConnection } from '@postrider/queue';
import { DelayedError, UnrecoverableError, Worker, type Job } from 'bullmq';
import { MissingDelivery, type Attempts } from './attempts.js';
import { isStillOurs } from './job-lock.js';

const minPauseMs = 1_000;
const maxPauseMs = 60_000;
/** A job may outlive any number of killed dispatchers: its delivery's stream decides when it is done, not a count. */
const maxStalledCount = 1_000_000;

/**
 * Consumes one queue. A job that can never work (unreadable, or without its delivery) ends in the queue's failed set with
 * the reason; one that failed through a fault of ours is put back with a growing pause, and never charged to the endpoint.
 */
export class QueueWorker {
  readonly #logger: Logger;
  readonly #worker: Worker<AttemptJob>;
  #active = 0;
  #lastActivity = Date.now();

  constructor(
    readonly name: QueueName,
    concurrency: number,
    private readonly attempts: Attempts,
    private readonly settings: Settings,
  ) {
    this.#logger = new Logger(name);
    this.#worker = new Worker<AttemptJob>(queues[name].name, (job, token) => this.#track(job, token), {
      connection: workerConnection(settings.REDIS_URL, `postrider-${name}`),
      prefix: queuePrefix(settings.POSTRIDER_REDIS_PREFIX, name),
      concurrency,
      autorun: false,
      lockDuration: settings.POSTRIDER_JOB_LOCK_MS,
      stalledInterval: settings.POSTRIDER_JOB_LOCK_MS / 2,
      maxStalledCount,
    });
    this.#worker.on('error', (error) => {
      this.#logger.warn(error, 'the worker had an error; it goes on');
    });
    this.#worker.on('failed', (job, error) => {
      this.#logger.error(error, `job ${job?.id ?? '?'} failed for good`);
    });
  }

  start(): void {
    this.#lastActivity = Date.now();
    void this.#worker.run();
  }

  /** Since when no job began or ended here, in milliseconds; 0 while one is under way. */
  idleMs(): number {
    return this.#active > 0 ? 0 : Date.now() - this.#lastActivity;
  }

  /** Takes no more jobs; resolves when those under way are done. */
  async stop(): Promise<void> {
    await this.#worker.close();
  }

  async #track(job: Job<AttemptJob>, token: string | undefined): Promise<void> {
    this.#active += 1;
    try {
      await this.#process(job, token);
    } finally {
      this.#active -= 1;
      this.#lastActivity = Date.now();
    }
  }

  async #process(job: Job<AttemptJob>, token: string | undefined): Promise<void> {
    const parsed = AttemptJob.safeParse(job.data);
    if (!parsed.success) throw new UnrecoverableError(`unreadable job: ${parsed.error.message}`);
    // Thus the job is left to whoever has it now.
    if (!(await isStillOurs(job, token, this.settings.POSTRIDER_JOB_LOCK_MS))) throw new DelayedError();
    try {
      await this.attempts.run(parsed.data);
    } catch (error) {
      if (error instanceof MissingDelivery) throw new UnrecoverableError(error.message);
      this.#logger.error(error, `attempt ${String(parsed.data.attempt)} of ${parsed.data.delivery_id} is put back`);
      const pauseMs = Math.min(minPauseMs * 2 ** Math.min(job.attemptsStarted - 1, 10), maxPauseMs);
      await job.moveToDelayed(Date.now() + pauseMs, token);
      throw new DelayedError();
    }
  }
}
