import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { Database } from '@postrider/event-store';
import { JobQueues } from '@postrider/queue';
import { Receiver, waitUntil } from '@postrider/testing';

import { type Postrider, startPostrider, sweepSoon } from '../support/postrider.js';
import { OwnRedis } from '../support/redis.js';
import { patienceMs } from '../support/patience.js';

const type = 'budget.exceeded';
const count = 20;

let postrider: Postrider;
let receiver: Receiver;
let redis: OwnRedis;
let database: Database;

beforeAll(async () => {
  redis = await OwnRedis.start();
  const settings = {
    ...sweepSoon,
    LOG_LEVEL: 'info',
    POSTRIDER_DATABASE_TIMEOUT_MS: '60000',
    POSTRIDER_CONSISTENCY_INTERVAL_MS: '50',
    POSTRIDER_CONSISTENCY_PAGE: '7',
  };
  [postrider, receiver] = await Promise.all([
    startPostrider({ settings, redisUrl: redis.url, dispatchers: 0 }),
    Receiver.start(),
  ]);
  database = new Database({ url: postrider.databaseUrl, size: 2, timeoutMs: 60_000, name: 'e2e' });
});

afterAll(async () => {
  await database.end();
  await Promise.all([postrider.end(), receiver.stop()]);
  await redis.end();
});

afterEach(async () => {
  await Promise.all(postrider.dispatchers.splice(0).map((dispatcher) => dispatcher.kill()));
  await postrider.manage.deleteEndpoints();
});

/** Deliveries whose jobs are lost. */
async function publishWithoutJobs(path: string): Promise<string> {
  const { id } = await postrider.manage.createEndpoint({ url: receiver.url(path), event_types: [type] });
  await postrider.project.publishBatch(Array.from({ length: count }, (_, n) => ({ type, data: { n } })));
  const prefix = postrider.env.POSTRIDER_REDIS_PREFIX ?? '';
  const queues = new JobQueues({ redisUrl: redis.url, prefix, jobAttempts: 1 });
  // They are added after the response.
  const areQueued = async (): Promise<boolean> => (await queues.waitingAttempts('deliver')) === count;
  await waitUntil(areQueued, { what: 'the jobs to be queued', timeoutMs: patienceMs });
  await redis.flushAll();
  await queues.close();
  return id;
}

/** Resolves when everything was delivered to the endpoint. */
async function expectDelivered(endpointId: string): Promise<void> {
  const all = await postrider.manage.completedDeliveries(endpointId);
  expect(all.map(({ status }) => status)).toEqual(Array(count).fill('delivered'));
}

/** Does `work` while nobody else can read or write the table. */
const whileLocked = <T>(table: string, work: () => Promise<T>): Promise<T> =>
  database.transaction(async (sql) => {
    await sql.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
    return work();
  });

async function isWaitedFor(table: string): Promise<boolean> {
  const { rows } = await database.query('SELECT 1 FROM pg_locks WHERE relation = $1::regclass AND NOT granted', [
    table,
  ]);
  return rows.length > 0;
}

describe('the sweep', () => {
  it('enqueues due deliveries while inactive endpoints cannot be read', async () => {
    const endpointId = await publishWithoutJobs('/locked');
    await whileLocked('endpoints', async () => {
      const dispatcher = await postrider.addDispatcher();
      const isQueued = (): boolean => dispatcher.process.lines.some((line) => line.includes('added missing jobs'));
      await waitUntil(isQueued, { what: 'the jobs to be queued again', timeoutMs: patienceMs });
      expect(await isWaitedFor('endpoints')).toBe(true);
    });
    await expectDelivered(endpointId);
  });

  it('continues in another dispatcher when one is frozen in the middle of a page', async () => {
    const frozen = await whileLocked('pending_deliveries', async () => {
      const dispatcher = await postrider.addDispatcher();
      await waitUntil(() => isWaitedFor('pending_deliveries'), { what: 'a page to begin', timeoutMs: patienceMs });
      process.kill(dispatcher.process.pid, 'SIGSTOP');
      return dispatcher;
    });
    const endpointId = await publishWithoutJobs('/frozen');
    await postrider.addDispatcher();
    await expectDelivered(endpointId);
    expect(frozen.process.exit).toBeUndefined();
  });
});

describe('the consistency check', () => {
  it('adds pending deliveries that are missing in the list, and removes those that have ended', async () => {
    const endpointId = await publishWithoutJobs('/unlisted');
    // As a process of an older release leaves them behind, during an upgrade.
    await database.query('DELETE FROM pending_deliveries WHERE endpoint_id = $1', [endpointId]);
    await postrider.addDispatcher();
    const areDelivered = async (): Promise<boolean> =>
      (await postrider.manage.deliveries(`?endpoint_id=${endpointId}&status=delivered&limit=250`)).data.length ===
      count;
    await waitUntil(areDelivered, { what: 'all to be delivered', timeoutMs: patienceMs, intervalMs: 200 });

    await database.query(
      `INSERT INTO pending_deliveries (organization_id, id, endpoint_id, next_attempt_at)
       SELECT organization_id, id, endpoint_id, now() FROM deliveries WHERE endpoint_id = $1`,
      [endpointId],
    );
    const isListEmpty = async (): Promise<boolean> =>
      (await database.query('SELECT 1 FROM pending_deliveries LIMIT 1')).rows.length === 0;
    await waitUntil(isListEmpty, { what: 'the rows to be removed', timeoutMs: patienceMs, intervalMs: 200 });
    expect(receiver.requestsTo('/unlisted')).toHaveLength(count);
  });
});
