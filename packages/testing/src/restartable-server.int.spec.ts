import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from '@jest/globals';
import pg from 'pg';

import { startPostgres } from './postgres/start-postgres.js';
import { isAlive } from './processes/leftover.js';
import { pingRedis } from './redis/ping.js';
import { startRedis } from './redis/start-redis.js';
import { RestartableServer } from './restartable-server.js';

const password = 'a password';
let dir: string;
let server: RestartableServer | undefined;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'postrider restartable '));
});

afterEach(async () => {
  await server?.stop();
  await rm(dir, { recursive: true, force: true });
});

it('a Postgres that is killed during a query has the same URL and data after its restart', async () => {
  server = await RestartableServer.start((port) => startPostgres({ dataDir: join(dir, 'data'), port, password }));
  const { url } = server;
  const busy = new pg.Client({ connectionString: url });
  busy.on('error', () => undefined);
  await busy.connect();
  await busy.query('CREATE TABLE kept AS SELECT 42 AS value');
  // Its backend outlives the server for a moment and keeps the shared memory in use.
  const broken = busy.query('SELECT count(*) FROM generate_series(1, 3000000)').catch(() => undefined);
  await server.kill();
  await broken;
  await server.start();

  expect(server.url).toBe(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ value: number }>('SELECT value FROM kept');
  await client.end();
  expect(rows).toEqual([{ value: 42 }]);
});

it('a Redis is a new process on the same port after each kill', async () => {
  server = await RestartableServer.start((port) => startRedis({ dir, port, password }));
  const { url } = server;
  const { port, pid } = server.current;
  await server.kill();
  expect(await isAlive(pid)).toBe(false);
  await server.start();

  expect(server.url).toBe(url);
  expect(server.current.pid).not.toBe(pid);
  expect(await pingRedis(port, password)).toBe(true);
});
