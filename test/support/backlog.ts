import { Database } from '@postrider/event-store';
import { JobQueues } from '@postrider/queue';
import { Receiver, waitUntil } from '@postrider/testing';

import { type Postrider, startPostrider } from './postrider.js';
import { OwnRedis } from './redis.js';
import type { Service } from './service.js';

const type = 'budget.exceeded';
const path = '/backlog';
const batchSize = 500;
const publishers = 4;

/** A Postrider with a Redis to lose and many deliveries that wait for nothing but a dispatcher. */
export class Backlog {
  private constructor(
    readonly postrider: Postrider,
    readonly redis: OwnRedis,
    readonly receiver: Receiver,
    private readonly database: Database,
    /** For everything to be queued, or delivered. */
    private readonly timeoutMs: number,
  ) {}

  static async start(timeoutMs: number): Promise<Backlog> {
    const redis = await OwnRedis.start();
    // The sweep says at level info how many jobs it has added.
    const settings = { LOG_LEVEL: 'info', POSTRIDER_SWEEP_GRACE_MS: '1000', POSTRIDER_SWEEP_INTERVAL_MS: '1000' };
    const postrider = await startPostrider({ settings, redisUrl: redis.url, dispatchers: 0 });
    const database = new Database({ url: postrider.databaseUrl, size: 1, timeoutMs: 60_000, name: 'e2e' });
    const receiver = await Receiver.start();
    await postrider.manage.createEndpoint({ url: receiver.url(path), event_types: [type] });
    return new Backlog(postrider, redis, receiver, database, timeoutMs);
  }

  async end(): Promise<void> {
    await this.database.end();
    await Promise.all([this.postrider.end(), this.receiver.stop()]);
    await this.redis.end();
  }

  /** Publishes so many events in batches, each of which has to be answered 202. */
  async publish(count: number): Promise<void> {
    let begun = 0;
    const publisher = async (): Promise<void> => {
      while (begun < count) {
        const first = begun;
        const size = Math.min(batchSize, count - first);
        begun += size;
        await this.postrider.project.publishBatch(
          Array.from({ length: size }, (_, n) => ({ type, data: { n: first + n } })),
        );
      }
    };
    await Promise.all(Array.from({ length: publishers }, publisher));
  }

  /** Resolves when so many attempts wait in Redis: their jobs are added after the calls have been answered. */
  async queued(count: number): Promise<void> {
    const prefix = this.postrider.env.POSTRIDER_REDIS_PREFIX ?? '';
    const queues = new JobQueues({ redisUrl: this.redis.url, prefix, jobAttempts: 1 });
    const areQueued = async (): Promise<boolean> => (await queues.waitingAttempts('deliver')) === count;
    await waitUntil(areQueued, { what: `${count} attempts to be queued`, timeoutMs: this.timeoutMs });
    await queues.close();
  }

  /** Resolves when the dispatcher's sweep has added so many jobs in all. */
  async queuedAgain(dispatcher: Service, count: number): Promise<void> {
    const added = (): number => dispatcher.process.lines.reduce((sum, line) => sum + jobsAdded(line), 0);
    await waitUntil(() => added() >= count, { what: `${count} jobs to be queued again`, timeoutMs: this.timeoutMs });
  }

  /** Resolves when no delivery is pending; answers how many there are of each status. */
  async delivered(): Promise<Record<string, number>> {
    const look = async (): Promise<Record<string, number> | undefined> => {
      const { rows } = await this.database.query<{ status: string; count: number }>(
        'SELECT status, count(*)::int AS count FROM deliveries GROUP BY 1',
      );
      const counts = Object.fromEntries(rows.map(({ status, count }) => [status, count]));
      return 'pending' in counts ? undefined : counts;
    };
    return waitUntil(look, { what: 'nothing to be pending', timeoutMs: this.timeoutMs, intervalMs: 200 });
  }

  /** How often each event was received, as the number of requests and of different events. */
  received(): { requests: number; events: number } {
    const ids = this.receiver.requests.map(({ headers }) => headers['webhook-id']);
    return { requests: ids.length, events: new Set(ids).size };
  }
}

function jobsAdded(line: string): number {
  if (!line.includes('added jobs that were missing')) return 0;
  return (JSON.parse(line) as { jobs: number }).jobs;
}
