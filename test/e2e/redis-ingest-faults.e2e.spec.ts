import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Database } from '@postrider/event-store';
import { waitUntil } from '@postrider/testing';

import { RedisIngestProducer } from '../support/redis-ingest.js';
import { OwnPostgres } from '../support/postgres.js';
import { type Postrider, startPostrider } from '../support/postrider.js';
import { OwnRedis } from '../support/redis.js';
import { patienceMs } from '../support/patience.js';

const type = 'budget.exceeded';

let postgres: OwnPostgres;
let redis: OwnRedis;
let postrider: Postrider;
let producer: RedisIngestProducer;
let database: Database;

beforeAll(async () => {
  [postgres, redis] = await Promise.all([OwnPostgres.start(), OwnRedis.start()]);
  postrider = await startPostrider({
    postgresUrl: postgres.url,
    redisUrl: redis.url,
    dispatchers: 0,
    settings: { POSTRIDER_REDIS_INGEST_CLAIM_MS: '1000', POSTRIDER_REDIS_INGEST_BATCH: '20' },
  });
  producer = new RedisIngestProducer(postrider);
  database = new Database({ url: postrider.databaseUrl, size: 1, timeoutMs: 60_000, name: 'e2e' });
});

afterAll(async () => {
  producer.end();
  await database.end();
  await postrider.end();
  await Promise.all([postgres.end(), redis.end()]);
});

/** The numbers `n` in the data of committed events, for one test. */
async function committed(test: string): Promise<number[]> {
  const { rows } = await database.query<{ n: number }>(
    `SELECT ((data ->> 'body')::json -> 'data' ->> 'n')::int AS n FROM domain_events
      WHERE type = 'EventPublished' AND (data ->> 'body')::json -> 'data' ->> 'test' = $1 ORDER BY 1`,
    [test],
  );
  return rows.map(({ n }) => n);
}

const publish = (test: string, n: number): Promise<string> => producer.publish(type, JSON.stringify({ test, n }));
const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

describe('an entry whose event is committed', () => {
  it('publishes no second event when the gateway is killed before the acknowledgement', async () => {
    // Without the permission for XACK the gateway stops exactly between the commit and the acknowledgement.
    await producer.redis.acl('SETUSER', 'default', '-xack');
    await publish('torn', 0);
    await waitUntil(async () => (await committed('torn')).length > 0, { what: 'the commit', timeoutMs: patienceMs });
    await postrider.gateway.kill();
    await producer.redis.acl('SETUSER', 'default', '+xack');
    expect(await producer.pendingCount()).toBe(1);

    await postrider.gateway.start();
    await producer.empty();
    expect(await committed('torn')).toEqual([0]);
  });
});

describe('a gateway that is killed again and again', () => {
  it('publishes each entry once', async () => {
    const count = 1_000;
    for (const n of upTo(count)) await publish('killed', n);
    for (const share of [0.2, 0.4, 0.6]) {
      await waitUntil(async () => (await committed('killed')).length >= share * count, {
        what: 'some commits',
        timeoutMs: patienceMs,
        intervalMs: 5,
      });
      await postrider.gateway.kill();
      await postrider.gateway.start();
    }
    await producer.empty();
    expect(await committed('killed')).toEqual(upTo(count));
  });
});

describe('while Postgres is unavailable', () => {
  it('entries stay pending, none becomes a dead letter, and all are published once afterwards', async () => {
    const count = 50;
    await publish('before', 0);
    await producer.empty();
    await postgres.kill('SIGKILL');
    for (const n of upTo(count)) await publish('away', n);
    await waitUntil(async () => (await producer.pendingCount()) > 0, { what: 'a try', timeoutMs: patienceMs });
    expect(await producer.redis.xlen(producer.key)).toBe(count);

    await postgres.start();
    await producer.empty();
    expect(await committed('away')).toEqual(upTo(count));
    expect(await producer.deadLetters()).toEqual([]);
  });
});

describe('after Redis', () => {
  it('was killed, new entries are published', async () => {
    await publish('redis', 0);
    await producer.empty();
    await redis.kill();
    await redis.start();
    await publish('redis', 1);
    await producer.empty();
    expect(await committed('redis')).toEqual([0, 1]);
  });

  it('was emptied, new entries are published', async () => {
    await redis.flushAll();
    await publish('emptied', 0);
    await producer.empty();
    expect(await committed('emptied')).toEqual([0]);
  });

  it('is permanently gone, the gateway stops cleanly', async () => {
    await redis.kill();
    expect(await postrider.gateway.stop()).toEqual({ code: 0, signal: null });
    await redis.start();
    await postrider.gateway.start();
  });
});
