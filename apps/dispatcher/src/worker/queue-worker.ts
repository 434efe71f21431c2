import { Logger } from '@nestjs/common';
import {
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
import type { Permit } from '../throttle/concurrency-limiter.js';
import type { Throttle } from '../throttle/throttle.js';
import { MissingDelivery, type Attempts, type RunResult } from '../attempt/attempts.js';
import { Leases, renewalMs, type Lease } from './leases.js';
import { WorkerBackoff } from './worker-backoff.js';

/** BullMQ's pause before it fetches again after a lost connection. */
const runRetryDelayMs = 1_000;
const minPauseMs = 1_000;
const maxPauseMs = 60_000;
/** A job may outlive any number of killed dispatchers: its delivery's stream decides when it is done, not a count. */
const maxStalledCount = 1_000_000;

/** What came of one attempt of a job. */
type Result = RunResult | { error: unknown };

interface Made {
  attempt: AttemptJob;
  result: Result;
}

interface Taken {
  /** Undefined where another worker has the job by now. */
  lease: Lease | undefined;
  ours: AttemptJob[];
}

/** An attempt that has given its slot back: it is over, or it has become slow and goes on. */
interface Started {
  attempt: AttemptJob;
  isOver: boolean;
  /** Never rejects. */
  running: Promise<Result>;
}

/** What becomes of a job when its attempts are over. `left` is a job that another worker has by now. */
type Settlement =
  | { outcome: 'completed' | 'left' }
  | { outcome: 'delayed'; pauseMs: number }
  | { outcome: 'failed'; error: UnrecoverableError };

/**
 * Consumes one queue. The attempts of a job are made side by side, and no more at once than the concurrency allows. What can
 * never work (unreadable, or without its delivery) ends in the queue's failed set with the reason; what failed through
 * a fault of ours is requeued with a growing pause, and never charged to the endpoint. An attempt whose endpoint takes no
 * more is deferred. A slow attempt gives its slot back and goes on; its job stays active, under its lease, until it is over.
 */
export class QueueWorker {
  readonly #logger: Logger;
  readonly #worker: Worker<JobData>;
  readonly #slots: ReturnType<typeof pLimit>;
  readonly #leases: Leases;
  /** By the worker's connection: while Redis is away a job that was taken waits for what is its own. */
  readonly #batched: BatchedAttempts;
  readonly #backoff: WorkerBackoff;
  /** Jobs that BullMQ no longer waits for, since only slow attempts are left in them. */
  readonly #detached = new Set<Promise<void>>();
  #active = 0;
  /** Attempts of active jobs that are neither over nor slow. */
  #inHand = 0;
  #stopping = false;
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
    this.#slots = pLimit(concurrency);
    const leaseMs = settings.POSTRIDER_JOB_LOCK_MS;
    const connection = workerConnection(settings.REDIS_URL, `postrider-${name}`);
    this.#batched = new BatchedAttempts(connection, settings.POSTRIDER_REDIS_PREFIX);
    this.#worker = new Worker<JobData>(queueCatalogue[name].name, (job, token) => this.#track(job, token ?? ''), {
      connection,
      prefix: queuePrefix(settings.POSTRIDER_REDIS_PREFIX, name),
      concurrency: this.#jobsWanted(),
      autorun: false,
      lockDuration: leaseMs,
      skipLockRenewal: true,
      stalledInterval: renewalMs(leaseMs),
      maxStalledCount,
      runRetryDelay: runRetryDelayMs,
    });
    this.#leases = new Leases(this.#worker, leaseMs);
    this.#backoff = new WorkerBackoff(this.#worker);
    connection.on('close', () => {
      this.#leases.doubt();
    });
    this.#worker.on('error', (error) => {
      this.#logger.warn(error, 'the worker had an error; it pauses and goes on');
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

  /** Since when no job began or ended here, in milliseconds; 0 while one is in progress. */
  idleMs(): number {
    return this.#active > 0 ? 0 : performance.now() - this.#lastActivity;
  }

  /** Takes no more jobs and begins no more attempts; resolves when those in progress are done. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#backoff.stop();
    await this.#worker.pause();
    await Promise.all(this.#detached);
    await this.#worker.close();
    // A worker that was paused by its backoff has waited for its jobs in closing alone.
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
      this.#lastActivity = performance.now();
    }
  }

  async #process(job: Job<JobData>, token: string): Promise<void> {
    const parsed = JobData.safeParse(job.data);
    if (!parsed.success) throw new UnrecoverableError(`unreadable job: ${parsed.error.message}`);
    const attempts = 'attempts' in parsed.data ? parsed.data.attempts : [parsed.data];
    const taken = await this.#take(job, attempts, token).catch((error: unknown) => ({ error }));
    if ('error' in taken) return this.#end(job, token, this.#requeue(job, taken.error));
    const { lease } = taken;
    const started = await this.#startAll(job, taken);
    const over = Promise.all(started.map(async ({ attempt, running }) => ({ attempt, result: await running })));
    if (started.every(({ isOver }) => isOver)) return this.#end(job, token, await this.#settle(job, await over), lease);
    this.#detach(job, { token, lease, over });
    // BullMQ goes on to the next job, and this one stays as it is.
    throw new DelayedError();
  }

  /** Its lease, and those of its attempts that are its own. */
  async #take(job: Job<JobData>, attempts: AttemptJob[], token: string): Promise<Taken> {
    let ours: AttemptJob[] = [];
    this.#count(attempts.length);
    try {
      const [lease, own] = await Promise.all([
        this.#leases.take(idOf(job), token),
        this.#batched.begin(this.name, { id: idOf(job), attempts }),
      ]);
      ours = own;
      return { lease, ours };
    } finally {
      this.#count(ours.length - attempts.length);
    }
  }

  /** Resolves when each attempt has given its slot back. */
  #startAll(job: Job<JobData>, { lease, ours }: Taken): Promise<Started[]> {
    return Promise.all(
      ours.map(async (attempt) => {
        const started = await this.#slots(() => this.#start(job, attempt, lease));
        this.#count(-1);
        return started;
      }),
    );
  }

  #count(attempts: number): void {
    this.#inHand += attempts;
    this.#worker.concurrency = this.#jobsWanted();
  }

  /**
   * How many jobs to have at once: so many that no slot is empty while the next one is fetched, and no more, since what lies
   * here is kept from other dispatchers and fills memory. What is in a job is not known before it is taken.
   */
  #jobsWanted(): number {
    const { POSTRIDER_JOB_ATTEMPTS: most } = this.settings;
    const available = 2 * (this.concurrency + most) - this.#inHand;
    return Math.max(1, Math.min(this.concurrency, this.#active + Math.floor(available / most)));
  }

  /** Holds its slot until the attempt is over or has become slow. Never rejects. */
  async #start(job: Job<JobData>, attempt: AttemptJob, lease: Lease | undefined): Promise<Started> {
    const permit = this.#stopping || !lease ? undefined : this.throttle.acquire(attempt.endpoint_id);
    const running = permit && lease ? this.#run(job, attempt, lease, permit) : this.#notBegun(job, attempt, lease);
    const isOver = await Promise.race([running.then(() => true), ...(permit ? [permit.slow.then(() => false)] : [])]);
    return { attempt, isOver, running };
  }

  async #notBegun(job: Job<JobData>, attempt: AttemptJob, lease: Lease | undefined): Promise<Result> {
    if (!lease) return 'lost';
    return this.#stopping ? 'not_started' : this.#defer(job, attempt);
  }

  /** Never rejects. */
  async #run(job: Job<JobData>, attempt: AttemptJob, lease: Lease, permit: Permit): Promise<Result> {
    try {
      const result = await this.attempts.run({ ...attempt, queue: this.name }, permit, lease);
      return result === 'deferred' ? await this.#defer(job, attempt) : result;
    } catch (error) {
      return { error };
    } finally {
      permit.release(false);
    }
  }

  /** Never rejects. */
  async #defer(job: Job<JobData>, attempt: AttemptJob): Promise<Result> {
    // On one connection, so in this order: at no moment is the attempt nowhere.
    const held = this.throttle.park(this.name, attempt);
    const left = this.queues.batched.leave(this.name, idOf(job), attempt);
    return Promise.all([held, left]).then(
      () => 'deferred',
      (error: unknown) => ({ error }),
    );
  }

  async #settle(job: Job<JobData>, made: readonly Made[]): Promise<Settlement> {
    if (made.some(({ result }) => result === 'lost')) return { outcome: 'left' };
    const errors = made.flatMap(({ result }) => (typeof result === 'object' ? [result.error] : []));
    const ours = errors.find((error) => !(error instanceof MissingDelivery));
    const open = made.filter(({ result }) => typeof result === 'object' || result === 'not_started');
    await this.#keepOnly(job, made, open);
    if (ours !== undefined) return this.#requeue(job, ours);
    if (open.some(({ result }) => result === 'not_started')) return { outcome: 'delayed', pauseMs: 0 };
    const missing = errors.filter((error) => error instanceof MissingDelivery).map(({ message }) => message);
    if (missing.length > 0) return { outcome: 'failed', error: new UnrecoverableError(missing.join('; ')) };
    return { outcome: 'completed' };
  }

  /** Acknowledged attempts are removed from the shared job. Without Redis the next run finds them recorded. */
  async #keepOnly(job: Job<JobData>, made: readonly Made[], open: readonly Made[]): Promise<void> {
    const acknowledged = made.filter((each) => !open.includes(each)).map(({ attempt }) => attempt);
    if (acknowledged.length === 0 || !('attempts' in job.data)) return;
    await this.queues.batched.forget(this.name, { id: idOf(job), attempts: acknowledged }).catch(() => undefined);
    if (open.length > 0) await job.updateData({ attempts: open.map(({ attempt }) => attempt) }).catch(() => undefined);
  }

  /** After a fault of ours. */
  #requeue(job: Job<JobData>, error: unknown): Settlement {
    this.#logger.error(error, `job ${idOf(job)} is requeued`);
    const pauseMs = Math.min(minPauseMs * 2 ** Math.min(job.attemptsStarted - 1, 10), maxPauseMs);
    return { outcome: 'delayed', pauseMs };
  }

  /** Ends a job that BullMQ waits for: it completes one whose processor returns, and leaves one alone upon DelayedError. */
  async #end(job: Job<JobData>, token: string, settlement: Settlement, lease?: Lease): Promise<void> {
    if (lease) this.#leases.release(lease);
    if (settlement.outcome === 'completed') return;
    if (settlement.outcome === 'failed') throw settlement.error;
    if (settlement.outcome === 'delayed') {
      await job.moveToDelayed(Date.now() + settlement.pauseMs, token).catch((error: unknown) => {
        // It comes back when its lock has expired. Thrown, the error would end it in the failed set.
        this.#logger.warn(error, `job ${idOf(job)} could not be requeued`);
      });
    }
    throw new DelayedError();
  }

  #detach(
    job: Job<JobData>,
    { token, lease, over }: { token: string; lease: Lease | undefined; over: Promise<Made[]> },
  ): void {
    const ended = over
      .then(async (made) => this.#endDetached(job, token, await this.#settle(job, made)))
      .catch((error: unknown) => {
        // It runs again when its lock has expired, and finds its attempts recorded.
        this.#logger.warn(error, `job ${idOf(job)} could not be ended`);
      })
      .finally(() => {
        if (lease) this.#leases.release(lease);
        this.#detached.delete(ended);
      });
    this.#detached.add(ended);
  }

  async #endDetached(job: Job<JobData>, token: string, settlement: Settlement): Promise<void> {
    switch (settlement.outcome) {
      case 'left':
        return;
      case 'completed':
        await job.moveToCompleted(undefined, token, false);
        return;
      case 'delayed':
        await job.moveToDelayed(Date.now() + settlement.pauseMs, token);
        return;
      case 'failed':
        await job.moveToFailed(settlement.error, token, false);
    }
  }
}

const idOf = (job: Job<JobData>): string => job.id ?? '';
