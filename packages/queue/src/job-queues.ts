import {
  attemptsIn,
  batchId,
  jobId,
  queueNames,
  queueOf,
  queuePrefix,
  shardOf,
  type AttemptJob,
  type JobData,
  type QueueName,
  type QueueShard,
  type ScheduledAttempt,
} from '@postrider/contracts';
import { Queue, type JobsOptions } from 'bullmq';
import { BatchedAttempts } from './batched-attempts.js';
import { delayedKey, dueAt, jobKeyPrefix, waitKey, type JobState } from './bullmq-layout.js';
import { ParkedJobs } from './parked-jobs.js';
import { QueueShards } from './queue-shards.js';
import { producerConnection, repliesOf, type RedisClient } from './redis.js';

/** Redis is away. Nothing was added. */
export class QueueUnavailable extends Error {
  override name = 'QueueUnavailable';
}

export interface JobQueuesOptions {
  redisUrl: string;
  prefix: string;
  /** Number of shards of each queue; 1 by default. */
  shards?: number;
  /** Maximum number of attempts in a job. */
  jobAttempts: number;
  /** The clock of the attempts' times, in milliseconds. */
  now?: () => number;
  /** Longest delay of a job that is due. A longer one comes from a clock that was wrong. */
  longestPauseMs?: number;
}

const countedStates = ['waiting', 'active', 'delayed', 'failed'] as const;
type CountedState = (typeof countedStates)[number];

/** Limit on the failed set: jobs that are unreadable or whose delivery is missing. */
const keptFailedJobs = 10_000;
const jobOptions: JobsOptions = { attempts: 1, removeOnComplete: true, removeOnFail: { count: keptFailedJobs } };
const maxStreamEvents = 100;
const probeKeptMs = 60_000;

/** Opens a shard of a queue on a connection. */
export function openQueue(shard: QueueShard, connection: RedisClient, prefix: string): Queue<JobData> {
  const queue = new Queue<JobData>(shard, {
    connection,
    prefix: queuePrefix(prefix, shard),
    streams: { events: { maxLen: maxStreamEvents } },
    defaultJobOptions: jobOptions,
  });
  queue.on('error', () => undefined);
  return queue;
}

/** The three queues, with their shards, for producers of jobs. Calls fail at once while Redis is away. */
export class JobQueues {
  readonly redis: RedisClient;
  readonly parked: ParkedJobs;
  readonly batched: BatchedAttempts;
  readonly shards: QueueShards;
  readonly #options: Required<JobQueuesOptions>;
  readonly #opened = new Map<QueueShard, Promise<Queue<JobData>>>();

  constructor(options: JobQueuesOptions) {
    this.#options = { shards: 1, now: Date.now, longestPauseMs: 60_000, ...options };
    this.redis = producerConnection(options.redisUrl, 'postrider-jobs');
    this.parked = new ParkedJobs(this.redis, options.prefix);
    this.batched = new BatchedAttempts(this.redis, options.prefix);
    this.shards = new QueueShards(this.redis, options.prefix, this.#options.shards);
  }

  /**
   * Adds jobs, at least once: a call that fails may have added some. Attempts that are due share jobs. An attempt that
   * already has a job is not added again.
   */
  async add(attempts: readonly ScheduledAttempt[]): Promise<void> {
    this.#requireRedis();
    // Workers must know of a shard before it has jobs.
    await this.shards.refresh();
    const byShard = Map.groupBy(attempts, (attempt) => this.shards.of(attempt));
    await Promise.all([...byShard].map(([shard, scheduled]) => this.#addTo(shard, scheduled)));
  }

  async #addTo(shard: QueueShard, scheduled: readonly ScheduledAttempt[]): Promise<void> {
    const queue = await this.#open(shard);
    const now = this.#options.now();
    const timed = scheduled.map(({ delivery_id, endpoint_id, attempt, at }) => ({
      data: { delivery_id, endpoint_id, attempt },
      delay: Math.max(0, (at?.getTime() ?? 0) - now),
    }));
    const groups = grouped(
      timed.filter(({ delay }) => delay === 0).map(({ data }) => data),
      this.#options.jobAttempts,
    );
    const batches = await this.batched.claim(
      shard,
      groups.filter(isBatch).map((attempts) => ({ id: batchId(attempts), attempts })),
    );
    const own = [
      ...timed.filter(({ delay }) => delay > 0),
      ...groups.flatMap((attempts) => (isBatch(attempts) ? [] : attempts.map((data) => ({ data, delay: 0 })))),
    ];
    const jobs = [
      ...own.map(({ data, delay }) => ({ name: 'attempt', data, opts: { jobId: jobId(data), delay } })),
      ...batches.map(({ id, attempts }) => ({ name: 'attempts', data: { attempts }, opts: { jobId: id } })),
    ];
    const [only, ...others] = jobs;
    // A pipeline costs more than a single job.
    if (!only) return;
    if (others.length === 0) await queue.add(only.name, only.data, only.opts);
    else await queue.addBulk(jobs);
  }

  /**
   * Adds the due attempts that have no job, or whose job is in the failed set, where it would block its id forever. Promotes
   * jobs that are delayed for too long. Returns the number of jobs that it added or promoted.
   */
  async addMissing(due: readonly ScheduledAttempt[]): Promise<number> {
    this.#requireRedis();
    // A job in a shard that is not known yet would be added again.
    await this.shards.refresh(0);
    // Parked attempts may be many, and have no job.
    const found = await this.#findJobs(await this.#notParked(due));
    const without = new Map(found.filter(hasNoJob).map((each) => [each.attempt, each]));
    // An attempt may have been parked since. It is parked before its job disowns it, so this order misses none.
    const wanted = await this.#notParked([...without.keys()]);
    const finished = wanted
      .flatMap((attempt) => without.get(attempt) ?? [])
      .filter(({ state }) => state === 'finished');
    await Promise.all(finished.map(async ({ shard, attempt }) => (await this.#open(shard)).remove(jobId(attempt))));
    await this.add(wanted);
    const delayed = Map.groupBy(
      found.filter(({ state }) => state === 'delayed'),
      ({ shard }) => shard,
    );
    let promoted = 0;
    for (const [shard, some] of delayed) promoted += await this.#promoteOverdue(shard, some);
    return wanted.length + promoted;
  }

  /** Finds the job of each attempt in the shards of all numbers of shards, or none in the own shard. */
  async #findJobs(attempts: readonly ScheduledAttempt[]): Promise<FoundJob[]> {
    const found = attempts.map((attempt): FoundJob => ({ attempt, shard: this.shards.of(attempt), state: 'absent' }));
    for (const count of this.shards.counts) {
      const byShard = Map.groupBy(found.filter(hasNoJob), ({ attempt: { queue, endpoint_id } }) =>
        shardOf(queue, endpoint_id, count),
      );
      for (const [shard, some] of byShard) {
        const states = await this.batched.statesOf(
          shard,
          some.map(({ attempt }) => attempt),
        );
        some.forEach((each, i) => {
          const state = states[i] ?? 'absent';
          if (shard === each.shard || !hasNoJob({ state })) Object.assign(each, { shard, state });
        });
      }
    }
    return found;
  }

  async #notParked(attempts: readonly ScheduledAttempt[]): Promise<ScheduledAttempt[]> {
    const areParked = await this.parked.areParked(attempts);
    return attempts.filter((_, i) => !areParked[i]);
  }

  /** Promotes jobs that would wait for longer than the longest delay. */
  async #promoteOverdue(shard: QueueShard, found: readonly FoundJob[]): Promise<number> {
    const queue = await this.#open(shard);
    const ids = found.map(({ attempt }) => jobId(attempt));
    const scores = await this.redis.zmscore(delayedKey(this.#options.prefix, shard), ...ids);
    // Workers use this clock too.
    const latest = Date.now() + this.#options.longestPauseMs;
    const overdue = ids.filter((_, i) => dueAt(scores[i] ?? '0') > latest);
    await Promise.all(overdue.map(async (id) => (await queue.getJob(id))?.promote()));
    return overdue.length;
  }

  /** Rejects if Redis refuses writes to a queue, because it is a replica, full, or a Cluster without that slot. */
  async probeWrite(): Promise<void> {
    const keys = this.#allShards().map((shard) => `${queuePrefix(this.#options.prefix, shard)}:write-probe`);
    await Promise.all(keys.map((key) => this.redis.set(key, '', 'PX', probeKeptMs)));
  }

  /** Returns the number of waiting jobs. */
  async waiting(shard: QueueShard): Promise<number> {
    return (await this.#open(shard)).getWaitingCount();
  }

  /** Returns the number of jobs of each queue by their state. */
  async jobCounts(): Promise<Record<QueueName, Record<CountedState, number>>> {
    const none = (): Record<CountedState, number> => ({ waiting: 0, active: 0, delayed: 0, failed: 0 });
    const sums = { deliver: none(), retry: none(), replay: none() };
    await Promise.all(
      this.#allShards().map(async (shard) => {
        const key = (state: string): string => jobKeyPrefix(this.#options.prefix, shard) + state;
        // The keys of a pipeline have one slot.
        const pipeline = this.redis.pipeline().llen(key('wait')).llen(key('active'));
        const counts = await repliesOf<number>(pipeline.zcard(key('delayed')).zcard(key('failed')));
        const sum = sums[queueOf(shard)];
        countedStates.forEach((state, i) => (sum[state] += counts[i] ?? 0));
      }),
    );
    return sums;
  }

  /** Returns the number of attempts in waiting jobs, counted up to about `most` in each shard. */
  async waitingAttempts(queue: QueueName, most = Infinity): Promise<number> {
    const keys = this.shards.all(queue).map((shard) => waitKey(this.#options.prefix, shard));
    const ids = await Promise.all(keys.map((key) => this.redis.lrange(key, 0, most === Infinity ? -1 : most)));
    return ids.flat().reduce((count, id) => count + attemptsIn(id), 0);
  }

  async close(): Promise<void> {
    const opened = await Promise.allSettled(this.#opened.values());
    await Promise.all(opened.flatMap((queue) => (queue.status === 'fulfilled' ? [queue.value.close()] : [])));
    this.redis.disconnect();
  }

  #allShards(): QueueShard[] {
    return queueNames.flatMap((queue) => this.shards.all(queue));
  }

  #requireRedis(): void {
    if (this.redis.status !== 'ready') throw new QueueUnavailable(`Redis is not connected (${this.redis.status})`);
  }

  /** BullMQ cannot use a queue whose first connection failed, so queues are opened once Redis is connected. */
  async #open(shard: QueueShard): Promise<Queue<JobData>> {
    this.#requireRedis();
    const known = this.#opened.get(shard);
    if (known) return known;
    const queue = openQueue(shard, this.redis, this.#options.prefix);
    const opening = queue.waitUntilReady().then(
      () => queue,
      (error: unknown) => {
        this.#opened.delete(shard);
        throw error;
      },
    );
    this.#opened.set(shard, opening);
    return opening;
  }
}

interface FoundJob {
  attempt: ScheduledAttempt;
  shard: QueueShard;
  state: JobState;
}

const hasNoJob = ({ state }: Pick<FoundJob, 'state'>): boolean => state === 'absent' || state === 'finished';

/** Splits attempts, without duplicates, into as few groups of about the same size as `most` allows. */
function grouped(attempts: readonly AttemptJob[], most: number): AttemptJob[][] {
  const once = [...new Map(attempts.map((attempt) => [jobId(attempt), attempt])).values()];
  const parts = Math.ceil(once.length / most);
  const size = Math.ceil(once.length / Math.max(1, parts));
  return Array.from({ length: parts }, (_, n) => once.slice(n * size, (n + 1) * size));
}

const isBatch = (attempts: readonly AttemptJob[]): boolean => attempts.length > 1;
