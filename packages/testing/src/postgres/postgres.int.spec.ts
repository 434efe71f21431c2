import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';

import type { LocalServer } from '../local-server.js';
import { isAlive } from '../processes/leftover.js';
import { createDatabase, dropDatabase } from './database.js';
import { startPostgres } from './start-postgres.js';

const password = 'a password / with "quotes"';
const running: LocalServer[] = [];
let dir: string;
let dataDir: string;

async function start(): Promise<LocalServer> {
  const server = await startPostgres({ dataDir, password, settings: { fsync: 'off' } });
  running.push(server);
  return server;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
}

beforeEach(async () => {
  // Closed to other users and awkward to quote, as the folder of a checkout may be.
  dir = await mkdtemp(join(tmpdir(), "postrider pöst's "));
  dataDir = join(dir, 'data');
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
  await rm(dir, { recursive: true, force: true });
});

describe('startPostgres', () => {
  it('serves PostgreSQL 18 in UTF-8 on loopback only, with a password', async () => {
    const server = await start();

    const [row] = await query(
      server.url,
      `SELECT current_setting('server_version_num')::int / 10000 AS major,
              current_setting('server_encoding') AS encoding,
              current_setting('listen_addresses') AS addresses,
              current_setting('unix_socket_directories') AS sockets`,
    );
    expect(row).toEqual({ major: 18, encoding: 'UTF8', addresses: '127.0.0.1', sockets: '' });
    const stranger = server.url.replace(/:[^:@/]+@/, ':wrong@');
    await expect(query(stranger, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
  });

  it('keeps its data across a restart and leaves no process behind', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS value');
    await first.stop();
    expect(await isAlive(first.pid)).toBe(false);

    const second = await start();
    expect(await query(second.url, 'SELECT value FROM kept')).toEqual([{ value: 42 }]);
  });

  it('recovers its data after a kill', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS value');
    await first.kill();

    const second = await start();
    expect(await query(second.url, 'SELECT value FROM kept')).toEqual([{ value: 42 }]);
  });

  it('replaces a server of an earlier run on the same data directory', async () => {
    const leftover = await start();
    const server = await start();

    expect(await isAlive(leftover.pid)).toBe(false);
    expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('starts despite a pid file that names another living process', async () => {
    const first = await start();
    await first.stop();
    const content = [process.ppid, dataDir, 0, first.port, '', '127.0.0.1', '', ''];
    await writeFile(join(dataDir, 'postmaster.pid'), content.join('\n'));

    const second = await start();
    expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await isAlive(process.ppid)).toBe(true);
  });

  it('renames the remains of an interrupted initdb', async () => {
    await mkdir(join(dataDir, 'pg_wal'), { recursive: true });
    await writeFile(join(dataDir, 'PG_VERSION'), '18\n');
    await mkdir(`${dataDir}.init-killed/data`, { recursive: true });

    const server = await start();

    expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    const siblings = await readdir(dir);
    expect(siblings.sort()).toEqual(['data', expect.stringMatching(/^data\.incomplete-\d+$/)]);
  });

  it('does not touch a folder with other content', async () => {
    await mkdir(dataDir);
    await writeFile(join(dataDir, 'thesis.txt'), 'precious');

    await expect(start()).rejects.toThrow(/is not empty and not a PostgreSQL data directory/);
    expect(await readdir(dataDir)).toEqual(['thesis.txt']);
  });

  it('throws if the data directory has another password', async () => {
    await (await start()).stop();
    await expect(startPostgres({ dataDir, password: 'another' })).rejects.toThrow(/has another password/);
  });
});

describe('createDatabase', () => {
  it('copies a template; dropDatabase drops a database in use', async () => {
    const server = await start();
    const template = await createDatabase(server.url, 'a template');
    await query(template.url, 'CREATE TABLE copied AS SELECT 7 AS seven');

    const copies = await Promise.all(
      [1, 2, 3].map(() => createDatabase(server.url, undefined, { template: template.name })),
    );
    for (const copy of copies) {
      expect(await query(copy.url, 'SELECT seven FROM copied')).toEqual([{ seven: 7 }]);
    }

    const [copy] = copies;
    if (!copy) throw new Error('no copy');
    const user = new pg.Client({ connectionString: copy.url });
    user.on('error', () => undefined);
    await user.connect();
    await dropDatabase(server.url, copy.name);
    await expect(query(copy.url, 'SELECT 1')).rejects.toThrow(/does not exist/);
  });
});
