import { Logger } from '@nestjs/common';
import {
  JobData,
  queueOf,
  queuePrefix,
  type AttemptJob,
  type QueueName,
  type QueueShard,
  type Settings,
} from '@postrider/contracts';
import {
  BatchedAttempts,
  completeActive,
  failActive,
  leaveActive,
  onConnectionLost,
  requeueActive,
  workerConnection,
  type JobQueues,
} from '@postrider/queue';
import { UnrecoverableError, Worker, type Job } from 'bullmq';
import type { Attempts, Lease, Loading } from '../attempt/attempts.js';
import type { Throttle } from '../throttle/throttle.js';
import { AttemptSlots, type LeasedJob, type SlotUse, type StartedAttempt } from './attempt-slots.js';
import { endOf, isAcknowledged, requeueAfter, type FinishedAttempt, type JobEnd } from './job-end.js';
import { Leases, renewalMs } from './leases.js';
import { WorkerBackoff } from './worker-backoff.js';

/** Pause of BullMQ before it fetches again after a lost connection. */
const runRetryDelayMs = 1_000;
/** No limit in practice: the delivery's stream decides when an attempt is done, not the number of killed dispatchers. */
const maxStalledCount = 1_000_000;

/** One run of a job by this worker. */
interface Run extends LeasedJob {
  job: Job<JobData>;
  token: string;
}

/**
 * Consumes one shard of a queue. A job that BullMQ hands over is in one of three states:
 * - `claiming`: the worker acquires a lease and reads which attempts of the job are the job's own.
 * - `running`: attempts wait for a slot or occupy one. BullMQ waits for the job.
 * - `detached`: only slow attempts are in progress. BullMQ goes on to the next job; this one stays active under its lease.
 *
 * Transitions:
 * - claiming → running: the lease is acquired.
 * - claiming → lost: another worker has the job.
 * - claiming → requeued: Redis fails.
 * - claiming → failed: the job is unreadable.
 * - running → detached: no attempt of the job occupies a slot, and at least one is slow.
 * - running, detached → completed, requeued, failed or lost: all attempts are over (see `JobEnd`).
 *
 * `AttemptSlots` lists the states of an attempt.
 */
export class QueueWorker {
  readonly #logger: Logger;
  readonly #worker: Worker<JobData>;
  readonly #slots: AttemptSlots;
  readonly #leases: Leases;
  /** Uses the worker's connection, which waits while Redis is away. */
  readonly #batched: BatchedAttempts;
  readonly #backoff: WorkerBackoff;
  readonly #detached = new Set<Promise<void>>();
  /** Jobs that are claiming or running. */
  #active = 0;
  /** Attempts that are claimed, wait for a slot or occupy one. */
  #assigned = 0;
  #lastActivity = performance.now();

  constructor(
    readonly shard: QueueShard,
    private readonly concurrency: number,
    private readonly attempts: Attempts,
    throttle: Throttle,
    private readonly queues: JobQueues,
    private readonly settings: Pick<Settings, 'jobs' | 'redis'>,
  ) {
    this.#logger = new Logger(shard);
    this.#slots = new AttemptSlots(shard, concurrency, attempts, throttle, queues);
    const leaseMs = settings.jobs.lockMs;
    const connection = workerConnection(settings.redis.url, `postrider-${shard}`);
    this.#batched = new BatchedAttempts(connection, settings.redis.prefix);
    this.#worker = new Worker<JobData>(shard, (job, token) => this.#track(job, token ?? ''), {
      connection,
      prefix: queuePrefix(settings.redis.prefix, shard),
      concurrency: this.#jobLimit(),
      autorun: false,
      lockDuration: leaseMs,
      skipLockRenewal: true,
      stalledInterval: renewalMs(leaseMs),
      maxStalledCount,
      runRetryDelay: runRetryDelayMs,
    });
    this.#leases = new Leases(this.#worker, leaseMs);
    this.#backoff = new WorkerBackoff(this.#worker);
    onConnectionLost(connection, () => {
      this.#leases.expireAll();
    });
    this.#worker.on('error', (error) => {
      this.#logger.warn(error, 'the worker had an error; it pauses and resumes');
      this.#backoff.pause();
    });
    this.#worker.on('failed', (job, error) => {
      this.#logger.error(error, `job ${job?.id ?? '?'} failed`);
    });
  }

  start(): void {
    this.#lastActivity = performance.now();
    this.#leases.start();
    void this.#worker.run();
  }

  get queue(): QueueName {
    return queueOf(this.shard);
  }

  /** Time since a job last began or ended, in milliseconds; 0 while a job is claiming or running. */
  idleMs(): number {
    return this.#active > 0 ? 0 : performance.now() - this.#lastActivity;
  }

  get slots(): SlotUse {
    return this.#slots.use;
  }

  /** Takes no more jobs and starts no more attempts. Resolves when those in progress are over. */
  async stop(): Promise<void> {
    this.#slots.stop();
    this.#backoff.stop();
    await this.#worker.pause();
    await Promise.all(this.#detached);
    await this.#worker.close();
    // While the backoff had paused the worker, only `close` waited for its jobs. They may be detached since.
    await Promise.all(this.#detached);
    this.#leases.stop();
  }

  async #track(job: Job<JobData>, token: string): Promise<void> {
    this.#active += 1;
    this.#backoff.reset();
    try {
      await this.#process(job, token);
    } finally {
      this.#active -= 1;
      this.#limitJobs();
      this.#lastActivity = performance.now();
    }
  }

  async #process(job: Job<JobData>, token: string): Promise<void> {
    const id = job.id ?? '';
    const attempts = attemptsOf(job);
    const [only, ...others] = attempts;
    // A lone attempt waits for one round trip instead of two. Of many, some may not be made, and a load takes them together.
    const preloaded = this.#active === 1 && only && others.length === 0 ? this.attempts.preload(only) : undefined;
    const claimed = await this.#claim(id, token, attempts).catch((error: unknown) => ({ error }));
    if ('error' in claimed) return this.#endRunning(job, token, requeueAfter(claimed.error, job.attemptsStarted));
    const { lease, own } = claimed;
    if (!lease) return this.#endRunning(job, token, { outcome: 'lost' });
    const run = { job, id, token, lease };
    const started = await Promise.all(own.map((attempt) => this.#start(run, attempt, preloaded)));
    const finished = Promise.all(started.map(async ({ attempt, result }) => ({ attempt, result: await result })));
    if (started.some(({ isOver }) => !isOver)) return this.#detach(run, finished);
    const end = await this.#finish(run, await finished);
    this.#leases.release(lease);
    return this.#endRunning(job, token, end);
  }

  /** The lease is undefined if another worker has the job. */
  async #claim(
    id: string,
    token: string,
    attempts: AttemptJob[],
  ): Promise<{ lease: Lease | undefined; own: AttemptJob[] }> {
    let assigned = 0;
    this.#assign(attempts.length);
    try {
      const acquired = this.#leases.acquire(id, token);
      const own = await this.#batched.begin(this.shard, { id, attempts }).catch(async (error: unknown) => {
        const unused = await acquired;
        if (unused) this.#leases.release(unused);
        throw error;
      });
      const lease = await acquired;
      if (lease) assigned = own.length;
      return { lease, own };
    } finally {
      this.#assign(assigned - attempts.length);
    }
  }

  async #start(run: Run, attempt: AttemptJob, preloaded?: Loading): Promise<StartedAttempt> {
    const started = await this.#slots.start(run, attempt, preloaded);
    this.#assign(-1);
    return started;
  }

  #assign(change: number): void {
    this.#assigned += change;
    this.#limitJobs();
  }

  #limitJobs(): void {
    this.#worker.concurrency = this.#jobLimit();
  }

  /**
   * Limit on active jobs: enough to fill all slots while the next job is fetched, and no more, since other dispatchers
   * could run the rest. The number of attempts in a job is unknown until the worker has it. While no job is active, the
   * limit is 1: otherwise BullMQ would fetch a second job before it runs the first.
   */
  #jobLimit(): number {
    if (this.#active === 0) return 1;
    const { attemptsPerJob: jobAttempts } = this.settings.jobs;
    const available = 2 * (this.concurrency + jobAttempts) - this.#assigned;
    return Math.max(1, Math.min(this.concurrency, this.#active + Math.floor(available / jobAttempts)));
  }

  /** Acknowledges what is over. If Redis fails, the next run of the job finds these attempts recorded. */
  async #finish({ job, id }: Run, finished: readonly FinishedAttempt[]): Promise<JobEnd> {
    const end = endOf(finished, job.attemptsStarted);
    const acknowledged = finished.filter(isAcknowledged).map(({ attempt }) => attempt);
    if (end.outcome === 'lost' || acknowledged.length === 0 || !('attempts' in job.data)) return end;
    await this.queues.batched.unclaim(this.shard, { id, attempts: acknowledged }).catch(() => undefined);
    const rest = finished.filter((each) => !isAcknowledged(each)).map(({ attempt }) => attempt);
    if (rest.length > 0) await job.updateData({ attempts: rest }).catch(() => undefined);
    return end;
  }

  /** Ends a job that BullMQ waits for. BullMQ completes a job whose processor returns. */
  async #endRunning(job: Job<JobData>, token: string, end: JobEnd): Promise<void> {
    if (end.outcome === 'completed') return;
    if (end.outcome === 'failed') throw end.error;
    if (end.outcome === 'requeued') {
      // If Redis fails, the job runs again when its lock has expired. Another error would end it in the failed set.
      await this.#requeue(job, token, end).catch((error: unknown) => {
        this.#logger.warn(error, `job ${job.id ?? ''} could not be requeued`);
      });
    }
    throw leaveActive();
  }

  #detach(run: Run, finished: Promise<FinishedAttempt[]>): never {
    const ended = finished
      .then(async (all) => this.#endDetached(run, await this.#finish(run, all)))
      .catch((error: unknown) => {
        // The job runs again when its lock has expired, and finds its attempts recorded.
        this.#logger.warn(error, `job ${run.id} could not be ended`);
      })
      .finally(() => {
        this.#leases.release(run.lease);
        this.#detached.delete(ended);
      });
    this.#detached.add(ended);
    throw leaveActive();
  }

  async #endDetached({ job, token }: Run, end: JobEnd): Promise<void> {
    switch (end.outcome) {
      case 'lost':
        return;
      case 'completed':
        return completeActive(job, token);
      case 'requeued':
        return this.#requeue(job, token, end);
      case 'failed':
        return failActive(job, token, end.error);
    }
  }

  async #requeue(
    job: Job<JobData>,
    token: string,
    { pauseMs, error }: { pauseMs: number; error?: unknown },
  ): Promise<void> {
    if (error !== undefined) this.#logger.error(error, `job ${job.id ?? ''} is requeued`);
    await requeueActive(job, token, pauseMs);
  }
}

function attemptsOf(job: Job<JobData>): AttemptJob[] {
  const parsed = JobData.safeParse(job.data);
  if (!parsed.success) throw new UnrecoverableError(`unreadable job: ${parsed.error.message}`);
  return 'attempts' in parsed.data ? parsed.data.attempts : [parsed.data];
}
