import { Database } from '@postrider/event-store';
import { JobQueues } from '@postrider/queue';
import { type Service, waitUntil } from '@postrider/testing';

import { CountingReceiver } from './counting-receiver.js';
import { type Postrider, startPostrider } from './postrider.js';
import { OwnRedis } from './redis.js';

const type = 'budget.exceeded';
const batchDeliveries = 500;
const publishers = 4;

/** A Postrider without dispatchers, with its own Redis and many due deliveries. */
export class Backlog {
  private constructor(
    readonly postrider: Postrider,
    readonly redis: OwnRedis,
    readonly receiver: CountingReceiver,
    private readonly database: Database,
    private readonly endpoints: number,
    /** Time limit for queueing or delivering everything. */
    private readonly timeoutMs: number,
  ) {}

  /** Creates `endpoints` endpoints that subscribe to all events. */
  static async start(timeoutMs: number, endpoints: number): Promise<Backlog> {
    const redis = await OwnRedis.start();
    // The sweep logs the number of added jobs at level info.
    const settings = { LOG_LEVEL: 'info', POSTRIDER_SWEEP_GRACE_MS: '1000', POSTRIDER_SWEEP_INTERVAL_MS: '1000' };
    const postrider = await startPostrider({ settings, redisUrl: redis.url, dispatchers: 0 });
    const database = new Database({ url: postrider.databaseUrl, size: 1, timeoutMs: 60_000, name: 'e2e' });
    const receiver = await CountingReceiver.start();
    for (let n = 0; n < endpoints; n++) {
      await postrider.manage.createEndpoint({ url: receiver.url(`/backlog/${n}`), event_types: [type] });
    }
    return new Backlog(postrider, redis, receiver, database, endpoints, timeoutMs);
  }

  async end(): Promise<void> {
    await this.database.end();
    await Promise.all([this.postrider.end(), this.receiver.stop()]);
    await this.redis.end();
  }

  /** Publishes events in batches. Throws unless every response is a 202. */
  async publish(events: number): Promise<void> {
    const batchSize = Math.max(1, Math.floor(batchDeliveries / this.endpoints));
    let begun = 0;
    const publisher = async (): Promise<void> => {
      while (begun < events) {
        const first = begun;
        const size = Math.min(batchSize, events - first);
        begun += size;
        await this.postrider.project.publishBatch(
          Array.from({ length: size }, (_, n) => ({ type, data: { n: first + n } })),
        );
      }
    };
    await Promise.all(Array.from({ length: publishers }, publisher));
  }

  /** Resolves when `count` attempts wait in Redis. Their jobs are added after the responses to the publish calls. */
  async queued(count: number): Promise<void> {
    const prefix = this.postrider.env.POSTRIDER_REDIS_PREFIX ?? '';
    const queues = new JobQueues({ redisUrl: this.redis.url, prefix, jobAttempts: 1 });
    const areQueued = async (): Promise<boolean> => (await queues.waitingAttempts('deliver')) === count;
    await waitUntil(areQueued, { what: `${count} attempts to be queued`, timeoutMs: this.timeoutMs });
    await queues.close();
  }

  /** Resolves when the dispatcher's sweep has added `count` jobs in total. */
  async queuedAgain(dispatcher: Service, count: number): Promise<void> {
    const added = (): number => dispatcher.process.lines.reduce((sum, line) => sum + jobsAdded(line), 0);
    await waitUntil(() => added() >= count, { what: `${count} jobs to be queued again`, timeoutMs: this.timeoutMs });
  }

  /** Resolves when no delivery is pending, with the number of deliveries by status. */
  async delivered(): Promise<Record<string, number>> {
    const isNonePending = async (): Promise<boolean> =>
      (await this.database.query('SELECT 1 FROM pending_deliveries LIMIT 1')).rows.length === 0;
    await waitUntil(isNonePending, { what: 'nothing to be pending', timeoutMs: this.timeoutMs, intervalMs: 200 });
    const { rows } = await this.database.query<{ status: string; count: number }>(
      'SELECT status, count(*)::int AS count FROM deliveries GROUP BY 1',
    );
    return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
  }

  /** Number of received requests, and of different events. */
  received(): { requests: number; events: number } {
    return { requests: this.receiver.requests, events: this.receiver.ids.size };
  }
}

function jobsAdded(line: string): number {
  if (!line.includes('added missing jobs')) return 0;
  return (JSON.parse(line) as { jobs: number }).jobs;
}
