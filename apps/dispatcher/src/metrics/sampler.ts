import { Logger } from '@nestjs/common';
import { queueNames } from '@postrider/contracts';
import { readBacklog, readPartitionsAhead, type Backlog, type Database } from '@postrider/event-store';
import { PollingLoop, type Metrics } from '@postrider/process';
import type { JobQueues } from '@postrider/queue';

const pauseMs = 15_000;
/** Endpoints whose parked attempts are counted. */
const countedEndpoints = 1_000;
const states = ['waiting', 'active', 'delayed', 'failed'] as const;

interface Sampled<T> {
  value: T;
  /** By `performance.now()`. */
  at: number;
}

/**
 * Reads what Postgres and Redis have for all processes, every 15 seconds. Each dispatcher does it, since the reads are
 * small and a value must not disappear with the dispatcher that read it. While a server is away, the last values stay.
 */
export class Sampler {
  readonly #postgres: PollingLoop;
  readonly #redis: PollingLoop;
  #backlog: Sampled<Backlog & { ahead: Map<string, number> }> | undefined;
  #queues: Sampled<ParkedAndQueued> | undefined;

  constructor(
    metrics: Metrics,
    database: Database,
    private readonly queues: JobQueues,
  ) {
    const loop = (server: string, sample: () => Promise<void>): PollingLoop =>
      new PollingLoop({
        step: async () => {
          await sample();
          return pauseMs;
        },
        pauseMs,
        logger: new Logger('metrics'),
        failure: `metrics could not be read from ${server}; it is tried again`,
      });
    this.#postgres = loop('Postgres', async () => {
      const [backlog, ahead] = [await readBacklog(database), await readPartitionsAhead(database)];
      this.#backlog = { value: { ...backlog, ahead }, at: performance.now() };
    });
    this.#redis = loop('Redis', async () => {
      const [jobs, parked] = await Promise.all([queues.jobCounts(), queues.parked.count(countedEndpoints)]);
      this.#queues = { value: { jobs, parked }, at: performance.now() };
    });
    this.#show(metrics);
  }

  start(): void {
    this.#postgres.start(0);
    const { redis } = this.queues;
    const start = (): void => {
      this.#redis.start(0);
    };
    // A dispatcher that has just started may not be connected yet, which is nothing to report.
    if (redis.status === 'ready') start();
    else redis.once('ready', start);
  }

  async stop(): Promise<void> {
    await Promise.all([this.#postgres.stop(), this.#redis.stop()]);
  }

  #show(metrics: Metrics): void {
    const postgres = <T>(read: (backlog: Backlog & { ahead: Map<string, number> }, age: number) => T) =>
      this.#backlog && read(this.#backlog.value, ageOf(this.#backlog));
    const redis = <T>(read: (queued: ParkedAndQueued) => T) => this.#queues && read(this.#queues.value);
    metrics.gauge(
      {
        name: 'postrider_sample_age_seconds',
        help: 'Age of the last sample from each server. Samples are taken every 15 seconds; the metrics of all processes together come from them.',
        labels: ['server'],
      },
      () => [
        [{ server: 'postgres' }, this.#backlog && ageOf(this.#backlog)],
        [{ server: 'redis' }, this.#queues && ageOf(this.#queues)],
      ],
    );
    metrics.gauge(
      {
        name: 'postrider_oldest_due_delivery_age_seconds',
        help: 'How long the oldest due delivery has been due; 0 without one. It grows while samples fail. The same for all dispatchers.',
      },
      () => postgres(({ oldestDueSeconds, due }, age) => (due > 0 ? oldestDueSeconds + age : 0)),
    );
    metrics.gauge(
      {
        name: 'postrider_due_deliveries',
        help: 'Pending deliveries that are due, counted up to 10000. The same for all dispatchers.',
      },
      () => postgres(({ due }) => due),
    );
    metrics.gauge(
      {
        name: 'postrider_pending_deliveries',
        help: "Pending deliveries, due or not, as estimated by Postgres's statistics. The same for all dispatchers.",
      },
      () => postgres(({ pending }) => pending),
    );
    metrics.gauge(
      {
        name: 'postrider_partitions_ahead_seconds',
        help: 'For how much longer new rows of a table have a partition. The same for all dispatchers.',
        labels: ['table'],
      },
      () => postgres(({ ahead }, age) => [...ahead].map(([table, left]) => [{ table }, left - age] as const)) ?? [],
    );
    metrics.gauge(
      {
        name: 'postrider_queue_jobs',
        help: 'Jobs of a queue by state. A job has up to POSTRIDER_JOB_ATTEMPTS attempts. The same for all dispatchers.',
        labels: ['queue', 'state'],
      },
      () =>
        redis(({ jobs }) =>
          queueNames.flatMap((queue) => states.map((state) => [{ queue, state }, jobs[queue][state]] as const)),
        ) ?? [],
    );
    metrics.gauge(
      {
        name: 'postrider_parked_endpoints',
        help: 'Endpoints with parked attempts. The same for all dispatchers.',
      },
      () => redis(({ parked }) => parked.endpoints),
    );
    metrics.gauge(
      {
        name: 'postrider_parked_attempts',
        help: 'Parked attempts, of at most 1000 endpoints. The same for all dispatchers.',
      },
      () => redis(({ parked }) => parked.attempts),
    );
  }
}

interface ParkedAndQueued {
  jobs: Awaited<ReturnType<JobQueues['jobCounts']>>;
  parked: { endpoints: number; attempts: number };
}

const ageOf = ({ at }: Sampled<unknown>): number => (performance.now() - at) / 1_000;
