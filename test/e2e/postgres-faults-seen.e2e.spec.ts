import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Database } from '@postrider/event-store';
import { Receiver } from '@postrider/testing';

import { whileFrozen, whileReadOnly, withoutConnections } from '../support/database-faults.js';
import { gatewayMetrics, scrape, type Seen, seen, seenOf, stateOf } from '../support/metrics.js';
import { OwnPostgres } from '../support/postgres.js';
import { type Postrider, startPostrider } from '../support/postrider.js';

const maxConnections = 60;

let postgres: OwnPostgres;
let postrider: Postrider;
let receiver: Receiver;
let database: Database;
let gateway: Seen;
let dispatcher: Seen;

beforeAll(async () => {
  const { settings, url } = await gatewayMetrics();
  [postgres, receiver] = await Promise.all([OwnPostgres.start({ max_connections: maxConnections }), Receiver.start()]);
  // A scrape that waited for a statement would time out.
  settings.POSTRIDER_DATABASE_TIMEOUT_MS = '30000';
  postrider = await startPostrider({ settings, postgresUrl: postgres.url });
  database = new Database({ url: postrider.databaseUrl, size: 1, timeoutMs: 60_000, name: 'e2e' });
  [gateway, dispatcher] = seenOf(postrider, url);
});

afterAll(async () => {
  await receiver.stop();
  await database.end();
  await postrider.end();
  await postgres.end();
});

const bothSee = async (check: string, state: string, ready: 200 | 503): Promise<void> => {
  await Promise.all([gateway, dispatcher].map((each) => seen(each, stateOf(check, state, 1, ready))));
};

const whileKilled = async (work: () => Promise<void>): Promise<void> => {
  await postgres.kill('SIGKILL');
  try {
    await work();
  } finally {
    await postgres.start();
  }
};

const whileBehind = async (work: () => Promise<void>): Promise<void> => {
  const { rows } = await database.query<{ timestamp: string; name: string }>(
    'DELETE FROM schema_migrations WHERE timestamp = (SELECT max(timestamp) FROM schema_migrations) RETURNING timestamp, name',
  );
  const [newest] = rows;
  try {
    await work();
  } finally {
    await database.query('INSERT INTO schema_migrations (timestamp, name) VALUES ($1, $2)', [
      newest?.timestamp,
      newest?.name,
    ]);
  }
};

describe.each([
  ['is read-only', 'postgres', 'refuses_writes', (work: () => Promise<void>) => whileReadOnly(database, work)],
  ['is frozen', 'postgres', 'down', (work: () => Promise<void>) => whileFrozen(database, work)],
  ['has a schema that is too old', 'schema', 'behind', whileBehind],
  ['is killed', 'postgres', 'down', whileKilled],
] as const)('a Postgres that %s', (_, check, state, during) => {
  it('is seen in metrics and readiness, and the metrics clear by themselves', async () => {
    await during(() => bothSee(check, state, 503));
    await bothSee(check, check === 'schema' ? 'current' : 'up', 200);
    await seen(dispatcher, stateOf('recording', 'up', 1, 200));
  });
});

describe('a Postgres that has no connection left', () => {
  it('is seen in metrics with its SQLSTATE, and the metrics clear by themselves', async () => {
    await withoutConnections({ postgres, database, maxConnections }, async () => {
      await bothSee('postgres', 'down', 503);
      for (const { metrics } of [gateway, dispatcher]) {
        const { value } = await scrape(metrics);
        expect(value('postrider_database_unavailable_total', { sqlstate: '53300' })).toBeGreaterThan(0);
      }
    });
    await bothSee('postgres', 'up', 200);
  });
});
