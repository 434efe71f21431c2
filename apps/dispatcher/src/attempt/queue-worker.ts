import { Logger } from '@nestjs/common';
import { AttemptJob, queuePrefix, queues, type QueueName, type Settings } from '@postrider/contracts';
import { workerConnection } from '@postrider/queue';
import { DelayedError, UnrecoverableError, Worker, type Job } from 'bullmq';
import type { Pass } from '../throttle/endpoint-gate.js';
import type { Throttle } from '../throttle/throttle.js';
import { MissingDelivery, type Attempts, type RunResult } from './attempts.js';
import { isStillOurs } from './job-lock.js';

const minPauseMs = 1_000;
const maxPauseMs = 60_000;
/** A job may outlive any number of killed dispatchers: its delivery's stream decides when it is done, not a count. */
const maxStalledCount = 1_000_000;

/** `lost` is a job that another worker has taken over before it began here. */
type Result = RunResult | 'lost' | { error: unknown };

/**
 * Consumes one queue. A job that can never work (unreadable, or without its delivery) ends in the queue's failed set with
 * the reason; one that failed through a fault of ours is put back with a growing pause, and never charged to the endpoint.
 * An attempt whose endpoint takes no more is put off; one that has become slow goes on without its place in the worker, while
 * its job lies delayed until it would have to be made again.
 */
export class QueueWorker {
  readonly #logger: Logger;
  readonly #worker: Worker<AttemptJob>;
  /** Slow attempts that go on beside the worker. */
  readonly #detached = new Set<Promise<unknown>>();
  #active = 0;
  #lastActivity = performance.now();

  constructor(
    readonly name: QueueName,
    concurrency: number,
    private readonly attempts: Attempts,
    private readonly throttle: Throttle,
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
    this.#lastActivity = performance.now();
    void this.#worker.run();
  }

  /** Since when no job began or ended here, in milliseconds; 0 while one is under way. */
  idleMs(): number {
    return this.#active > 0 ? 0 : performance.now() - this.#lastActivity;
  }

  /** Takes no more jobs; resolves when those under way are done. */
  async stop(): Promise<void> {
    await this.#worker.close();
    await Promise.all(this.#detached);
  }

  async #track(job: Job<AttemptJob>, token: string | undefined): Promise<void> {
    this.#active += 1;
    try {
      await this.#process(job, token);
    } finally {
      this.#active -= 1;
      this.#lastActivity = performance.now();
    }
  }

  async #process(job: Job<AttemptJob>, token: string | undefined): Promise<void> {
    const parsed = AttemptJob.safeParse(job.data);
    if (!parsed.success) throw new UnrecoverableError(`unreadable job: ${parsed.error.message}`);
    const pass = this.throttle.enter(parsed.data.endpoint_id);
    if (!pass) return this.#settle(job, parsed.data, 'put_off', token);
    const attempt = this.#attempt(job, parsed.data, token, pass);
    if ((await Promise.race([attempt, pass.slow])) === undefined && (await this.#detach(job, attempt, token))) {
      throw new DelayedError();
    }
    await this.#settle(job, parsed.data, await attempt, token);
  }

  /** Never rejects. */
  async #attempt(job: Job<AttemptJob>, data: AttemptJob, token: string | undefined, pass: Pass): Promise<Result> {
    try {
      if (!(await isStillOurs(job, token, this.settings.POSTRIDER_JOB_LOCK_MS))) return 'lost';
      return await this.attempts.run(data, pass);
    } catch (error) {
      return { error };
    } finally {
      pass.leave(false);
    }
  }

  async #settle(job: Job<AttemptJob>, data: AttemptJob, result: Result, token: string | undefined): Promise<void> {
    if (result === 'done') return;
    // Left to whoever has it now.
    if (result === 'lost') throw new DelayedError();
    if (result === 'put_off') {
      await this.throttle.hold(this.name, data).catch((error: unknown) => this.#putBack(job, error, token));
      return;
    }
    if (result.error instanceof MissingDelivery) throw new UnrecoverableError(result.error.message);
    await this.#putBack(job, result.error, token);
  }

  /** After a fault of ours. Throws DelayedError, as BullMQ asks for. */
  async #putBack(job: Job<AttemptJob>, error: unknown, token: string | undefined): Promise<never> {
    this.#logger.error(error, `job ${job.id ?? '?'} is put back`);
    const pauseMs = Math.min(minPauseMs * 2 ** Math.min(job.attemptsStarted - 1, 10), maxPauseMs);
    await job.moveToDelayed(Date.now() + pauseMs, token);
    throw new DelayedError();
  }

  /**
   * Frees the worker's place of a slow attempt: as long as it is under way its job is delayed again and again, so that nobody
   * makes it a second time; were this process killed, it would be made again after the time of a lock. False where Redis
   * didn't take it: then it keeps its place.
   */
  async #detach(job: Job<AttemptJob>, attempt: Promise<Result>, token: string | undefined): Promise<boolean> {
    const leaseMs = this.settings.POSTRIDER_JOB_LOCK_MS;
    try {
      await job.moveToDelayed(Date.now() + leaseMs, token);
    } catch {
      return false;
    }
    const renewal = setInterval(() => void job.changeDelay(leaseMs).catch(() => undefined), leaseMs / 3);
    const over = attempt
      .then((result) => {
        clearInterval(renewal);
        return this.#afterDetached(job, result);
      })
      .finally(() => this.#detached.delete(over));
    this.#detached.add(over);
    return true;
  }

  async #afterDetached(job: Job<AttemptJob>, result: Result): Promise<void> {
    // What is not removed comes back when its delay is over, and finds the attempt recorded.
    if (result === 'done') await job.remove().catch(() => undefined);
    else
      this.#logger.error(
        typeof result === 'object' ? result.error : result,
        `a slow attempt, job ${job.id ?? '?'}, is made again later`,
      );
  }
}
