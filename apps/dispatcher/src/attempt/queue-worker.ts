import { Logger } from '@nestjs/common';
import {
  jobId,
  JobData,
  queuePrefix,
  queues as queueCatalogue,
  type AttemptJob,
  type QueueName,
  type Settings,
} from '@postrider/contracts';
import { BatchedAttempts, workerConnection, type JobQueues } from '@postrider/queue';
import { DelayedError, UnrecoverableError, Worker, type Job } from 'bullmq';
import pLimit from 'p-limit';
import type { Pass } from '../throttle/endpoint-gate.js';
import type { Throttle } from '../throttle/throttle.js';
import { MissingDelivery, type Attempts, type RunResult } from './attempts.js';
import { isStillOurs } from './job-lock.js';
import { SlowAttempts } from './slow-attempts.js';

const minPauseMs = 1_000;
const maxPauseMs = 60_000;
/** A job may outlive any number of killed dispatchers: its delivery's stream decides when it is done, not a count. */
const maxStalledCount = 1_000_000;

/**
 * What came of one attempt of a job. `lost` is a job that another worker has taken over before the attempt began here,
 * `unmade` one that a stopping worker has not begun, `detached` one that goes on beside the worker.
 */
type Result = RunResult | 'lost' | 'unmade' | 'detached' | { error: unknown };

interface Made {
  attempt: AttemptJob;
  result: Result;
}

/**
 * Consumes one queue. The attempts of a job are made side by side, and no more at once than the concurrency allows. What can
 * never work (unreadable, or without its delivery) ends in the queue's failed set with the reason; what failed through
 * a fault of ours is put back with a growing pause, and never charged to the endpoint. An attempt whose endpoint takes no more
 * is put off; one that has become slow goes on without its place, while a job of its own lies delayed until it would
 * have to be made again.
 */
export class QueueWorker {
  readonly #logger: Logger;
  readonly #worker: Worker<JobData>;
  readonly #places: ReturnType<typeof pLimit>;
  readonly #slow: SlowAttempts;
  /** By the worker's connection: while Redis is away a job that was taken waits for what is its own. */
  readonly #batched: BatchedAttempts;
  #active = 0;
  /** Attempts of active jobs that are not over. */
  #inHand = 0;
  #stopping = false;
  /** When the connection to Redis broke last. */
  #lostAt = -Infinity;
  #lastActivity = performance.now();

  constructor(
    readonly name: QueueName,
    private readonly concurrency: number,
    private readonly attempts: Attempts,
    private readonly throttle: Throttle,
    private readonly queues: JobQueues,
    private readonly settings: Settings,
  ) {
    this.#logger = new Logger(name);
    this.#places = pLimit(concurrency);
    this.#slow = new SlowAttempts(queues, name, settings.POSTRIDER_JOB_LOCK_MS);
    const connection = workerConnection(settings.REDIS_URL, `postrider-${name}`);
    this.#batched = new BatchedAttempts(connection, settings.POSTRIDER_REDIS_PREFIX);
    connection.on('close', () => (this.#lostAt = Date.now()));
    this.#worker = new Worker<JobData>(queueCatalogue[name].name, (job, token) => this.#track(job, token), {
      connection,
      prefix: queuePrefix(settings.POSTRIDER_REDIS_PREFIX, name),
      concurrency: this.#jobsWanted(),
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

  /** Takes no more jobs and begins no more attempts; resolves when those under way are done. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#worker.close();
    await this.#slow.finished();
  }

  async #track(job: Job<JobData>, token: string | undefined): Promise<void> {
    this.#active += 1;
    try {
      await this.#process(job, token);
    } finally {
      this.#active -= 1;
      this.#lastActivity = performance.now();
    }
  }

  async #process(job: Job<JobData>, token: string | undefined): Promise<void> {
    const parsed = JobData.safeParse(job.data);
    if (!parsed.success) throw new UnrecoverableError(`unreadable job: ${parsed.error.message}`);
    const attempts = 'attempts' in parsed.data ? parsed.data.attempts : [parsed.data];
    const ours = await this.#begin(job, attempts).catch((error: unknown) => this.#putBack(job, error, token));
    const made = await Promise.all(
      ours.map(async (attempt) => {
        const result = await this.#places(() => this.#make(job, attempt, token));
        this.#take(-1);
        return { attempt, result };
      }),
    );
    await this.#settle(job, made, token);
  }

  /** The attempts that are the job's to make: what another job has is left to that one. */
  async #begin(job: Job<JobData>, attempts: AttemptJob[]): Promise<AttemptJob[]> {
    let ours: AttemptJob[] = [];
    this.#take(attempts.length);
    try {
      ours = await this.#batched.begin(this.name, { id: job.id ?? '', attempts });
      return ours;
    } finally {
      this.#take(ours.length - attempts.length);
    }
  }

  #take(attempts: number): void {
    this.#inHand += attempts;
    this.#worker.concurrency = this.#jobsWanted();
  }

  /**
   * How many jobs to have at once: so many that no place is empty while the next one is fetched, and no more, since what lies
   * here is kept from other dispatchers and fills memory. What is in a job is not known before it is taken.
   */
  #jobsWanted(): number {
    const { POSTRIDER_JOB_ATTEMPTS: most } = this.settings;
    const room = 2 * (this.concurrency + most) - this.#inHand;
    return Math.max(1, Math.min(this.concurrency, this.#active + Math.floor(room / most)));
  }

  /** Holds its place until the attempt is over or has become slow. Never rejects. */
  async #make(job: Job<JobData>, attempt: AttemptJob, token: string | undefined): Promise<Result> {
    if (this.#stopping) return 'unmade';
    const pass = this.throttle.enter(attempt.endpoint_id);
    if (!pass) return this.#putOff(job, attempt);
    const running = this.#run(job, attempt, token, pass);
    if ((await Promise.race([running, pass.slow])) === undefined) {
      if (await this.#slow.detach({ job, attempt, token, running })) return 'detached';
    }
    const result = await running;
    return result === 'put_off' ? this.#putOff(job, attempt) : result;
  }

  /** Never rejects. */
  async #run(job: Job<JobData>, attempt: AttemptJob, token: string | undefined, pass: Pass): Promise<Result> {
    try {
      const held = { lockMs: this.settings.POSTRIDER_JOB_LOCK_MS, lostAt: this.#lostAt };
      if (!(await isStillOurs(job, token, held))) return 'lost';
      return await this.attempts.run(attempt, pass);
    } catch (error) {
      return { error };
    } finally {
      pass.leave(false);
    }
  }

  async #putOff(job: Job<JobData>, attempt: AttemptJob): Promise<Result> {
    // On one connection, so in this order: at no moment is the attempt nowhere.
    const held = this.throttle.hold(this.name, attempt);
    const left = this.queues.batched.leave(this.name, job.id ?? '', attempt);
    return Promise.all([held, left]).then(
      () => 'put_off',
      (error: unknown) => ({ error }),
    );
  }

  async #settle(job: Job<JobData>, made: readonly Made[], token: string | undefined): Promise<void> {
    // Left to whoever has it now.
    if (made.some(({ result }) => result === 'lost')) throw new DelayedError();
    const errors = made.flatMap(({ result }) => (typeof result === 'object' ? [result.error] : []));
    const ours = errors.find((error) => !(error instanceof MissingDelivery));
    const open = made.filter(({ result }) => typeof result === 'object' || result === 'unmade');
    await this.#keepOnly(job, made, open);
    if (ours !== undefined) await this.#putBack(job, ours, token);
    if (open.some(({ result }) => result === 'unmade')) await this.#delay(job, 0, token);
    const missing = errors.filter((error) => error instanceof MissingDelivery).map(({ message }) => message);
    if (missing.length > 0) throw new UnrecoverableError(missing.join('; '));
    // Its own job lies delayed already.
    if (made.some(({ attempt, result }) => result === 'detached' && job.id === jobId(attempt)))
      throw new DelayedError();
  }

  /** What is settled leaves the job that it shares with others. Were Redis away, it would be found settled next time. */
  async #keepOnly(job: Job<JobData>, made: readonly Made[], open: readonly Made[]): Promise<void> {
    const settled = made.filter((each) => !open.includes(each)).map(({ attempt }) => attempt);
    if (settled.length === 0 || !('attempts' in job.data)) return;
    await this.queues.batched.forget(this.name, { id: job.id ?? '', attempts: settled }).catch(() => undefined);
    if (open.length > 0) await job.updateData({ attempts: open.map(({ attempt }) => attempt) }).catch(() => undefined);
  }

  /** After a fault of ours. Throws DelayedError, as BullMQ asks for. */
  async #putBack(job: Job<JobData>, error: unknown, token: string | undefined): Promise<never> {
    this.#logger.error(error, `job ${job.id ?? '?'} is put back`);
    const pauseMs = Math.min(minPauseMs * 2 ** Math.min(job.attemptsStarted - 1, 10), maxPauseMs);
    return this.#delay(job, pauseMs, token);
  }

  async #delay(job: Job<JobData>, pauseMs: number, token: string | undefined): Promise<never> {
    await job.moveToDelayed(Date.now() + pauseMs, token);
    throw new DelayedError();
  }
}
