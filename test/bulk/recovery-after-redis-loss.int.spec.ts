import { once } from 'node:events';

import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { readSettings } from '@postrider/contracts';
import { Database, DatabaseClock, insertPublished, migrate, type BulkOperationRow } from '@postrider/event-store';
import { JobQueues } from '@postrider/queue';
import { createDatabase, dropDatabase, newId, waitUntil } from '@postrider/testing';

import { recoverPage } from '../../apps/dispatcher/src/bulk/recover-page.js';
import { Sweep } from '../../apps/dispatcher/src/sweep/sweep.js';

const adminUrl = process.env.POSTRIDER_TEST_DATABASE_URL ?? '';
const prefix = `test-${newId('event')}`;
const settings = readSettings({
  DATABASE_URL: adminUrl,
  REDIS_URL: process.env.POSTRIDER_TEST_REDIS_URL,
  POSTRIDER_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32).toString('base64')}`,
  POSTRIDER_SWEEP_INTERVAL_MS: '100',
  POSTRIDER_SWEEP_GRACE_MS: '100',
});
const count = 2_000;
const organization_id = newId('organization');
const endpoint_id = newId('endpoint');

let name: string;
let database: Database;
let clock: DatabaseClock;
let queues: JobQueues;
beforeAll(async () => {
  const created = await createDatabase(adminUrl);
  name = created.name;
  await migrate(created.url);
  database = new Database({ url: created.url, size: 5, timeoutMs: 5_000, name: 'test' });
  clock = new DatabaseClock(database);
  await clock.start();
  queues = new JobQueues({ redisUrl: settings.redis.url, prefix, jobAttempts: 25, now: () => clock.now().getTime() });
  if (queues.redis.status !== 'ready') await once(queues.redis, 'ready');
});
afterAll(async () => {
  await queues.close();
  clock.stop();
  await database.end();
  await dropDatabase(adminUrl, name);
});

/** Events that the endpoint subscribes to and has no deliveries of. */
async function publishUndelivered(): Promise<void> {
  await database.query(
    `INSERT INTO endpoints (id, organization_id, version, url, event_types, active, format, secrets, created_at, updated_at)
     VALUES ($1, $2, 1, 'http://127.0.0.1/', '{*}', true, 'json', '[]', now(), now())`,
    [endpoint_id, organization_id],
  );
  const records = Array.from({ length: count }, () => {
    const id = newId('event');
    const about = { event_id: id, event_type: 'budget.exceeded', test: false };
    const event = { type: 'EventPublished', data: { ...about, body: '{}', delivery_count: 0 } } as const;
    return { published: { stream_id: id, organization_id, version: 1, occurred_at: new Date(), event }, scheduled: [] };
  });
  await insertPublished(database, records);
}

async function recoverAll(): Promise<void> {
  const operation: BulkOperationRow = {
    id: newId('bulkOperation'),
    organization_id,
    kind: 'recover',
    status: 'running',
    filter: { endpoint_id },
    position: 'evt_',
    bound: 'evt`',
    turn: '0',
    total: null,
    counted: 0,
    request: null,
    actor: null,
    count_position: 'evt_',
    processed: 0,
    skipped: 0,
    created_at: new Date(),
    completed_at: null,
  };
  const page = await database.transaction((sql) => recoverPage(sql, operation, { limit: count, now: clock.now() }));
  await queues.add(page.attempts);
}

async function loseRedis(): Promise<void> {
  await queues.redis.del(await queues.redis.keys(`*${prefix}*`));
}

const waiting = () =>
  Promise.all((['deliver', 'retry', 'replay'] as const).map((queue) => queues.waitingAttempts(queue)));

it('a large recovery comes back in replay after Redis is lost, and leaves deliver to fresh events', async () => {
  await publishUndelivered();
  await recoverAll();
  expect(await waiting()).toEqual([0, 0, count]);
  await loseRedis();
  expect(await waiting()).toEqual([0, 0, 0]);

  const sweep = new Sweep(database, queues, clock, settings.sweep, { sweptJobs: { add: () => undefined } });
  sweep.start();
  try {
    await waitUntil(async () => (await waiting()).reduce((sum, each) => sum + each, 0) === count, {
      what: 'all jobs to be added again',
    });
    expect(await waiting()).toEqual([0, 0, count]);
  } finally {
    await sweep.stop();
  }
});
