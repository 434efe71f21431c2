import { execFile, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  Database,
  dropPastRetention,
  ensurePartitions,
  createPartitions,
  migrate,
  rebuildReadModels,
} from '@postrider/event-store';
import { findOrInstallRedis, freePort, ManagedProcess, waitUntil } from '@postrider/testing';

import { OwnPostgres } from '../support/postgres.js';
import { checkout, readText } from './checkout.js';
import { readCompose, secrets, service } from './compose-file.js';

const patienceMs = 60_000;
const weekMs = 7 * 24 * 3_600_000;
const run = promisify(execFile);

/** Of a command: what it ended with, and what it wrote. */
async function outcomeOf(program: string, args: string[], env: Record<string, string>): Promise<[number, string]> {
  try {
    const { stdout } = await run(program, args, { env: { ...process.env, ...env } });
    return [0, stdout.trim()];
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return [code, `${stdout}${stderr}`.trim()];
  }
}

const isThere = (program: string): boolean => spawnSync(program, ['--version']).status === 0;

/** As the image of Postgres runs what it finds in docker-entrypoint-initdb.d; without psql its statements one by one. */
async function makeRole(adminUrl: string): Promise<void> {
  const path = 'deploy/postgres-role.sql';
  const { DATABASE_PASSWORD } = secrets;
  if (isThere('psql')) {
    const args = ['--set', 'ON_ERROR_STOP=1', '--no-password', '--no-psqlrc', '--file', join(checkout, path), adminUrl];
    expect(await outcomeOf('psql', args, { DATABASE_PASSWORD })).toEqual([0, expect.any(String)]);
    return;
  }
  const sql = (await readText(path))
    .replaceAll(/^(--|\\).*$/gm, '')
    .replaceAll(`:'password'`, `'${DATABASE_PASSWORD}'`);
  const admin = new Database({ url: adminUrl, size: 1, timeoutMs: 30_000, name: 'deploy' });
  for (const statement of sql.split(';').filter((each) => each.trim() !== '')) await admin.query(statement);
  await admin.end();
}

describe('the role that deploy/postgres-role.sql makes', () => {
  let postgres: OwnPostgres;
  let database: Database;
  let url: string;

  beforeAll(async () => {
    postgres = await OwnPostgres.start();
    await makeRole(postgres.url);
    const own = new URL(postgres.url);
    Object.assign(own, { username: 'postrider', password: secrets.DATABASE_PASSWORD, pathname: '/postrider' });
    url = own.href;
    await migrate(url);
    database = new Database({ url, size: 2, timeoutMs: 30_000, name: 'deploy' });
  }, patienceMs);

  afterAll(async () => {
    await database.end();
    await postgres.end();
  });

  test('makes the tables, and what gateways do every hour', async () => {
    expect(await migrate(url)).toEqual([]);
    expect(await ensurePartitions(database)).toEqual([]);
    const old = Date.now() - 10 * weekMs;
    expect(await createPartitions(database, { from: old, to: old + 1 })).toEqual([]);
    await database.query(
      `INSERT INTO maintained_days SELECT (now() AT TIME ZONE 'UTC')::date - n FROM generate_series(1, 100) n`,
    );
    expect((await dropPastRetention(database, 7)).dropped).not.toEqual([]);
    expect(await ensurePartitions(database)).toEqual([]);
    expect((await rebuildReadModels(database)).map(({ repaired }) => repaired)).toEqual([0, 0, 0, 0]);
    const { rows } = await database.query<{ owner: string }>(
      `SELECT DISTINCT tableowner AS owner FROM pg_tables WHERE schemaname = 'public'`,
    );
    expect(rows).toEqual([{ owner: 'postrider' }]);
  });

  test.each([
    ['make a superuser', 'CREATE ROLE another SUPERUSER'],
    ['make a role', 'CREATE ROLE another'],
    ['make a database', 'CREATE DATABASE another'],
    ['become the superuser', 'SET ROLE postgres'],
    ['read the passwords of roles', 'SELECT rolpassword FROM pg_authid'],
    ['read files of the server', `SELECT pg_read_file('postgresql.conf')`],
    ['run programs on the server', `COPY (SELECT 1) TO PROGRAM 'true'`],
    ['change the server', `ALTER SYSTEM SET work_mem = '1GB'`],
  ])('may not %s', async (_, statement) => {
    // insufficient_privilege
    await expect(database.query(statement)).rejects.toMatchObject({ cause: { code: '42501' } });
  });
});

describe('the Redis of docker-compose.yml', () => {
  let dir: string;
  let redis: ManagedProcess;
  let port: number;

  beforeAll(async () => {
    const compose = await readCompose();
    const [, ...words] = service(compose, 'redis').command;
    dir = await mkdtemp(join(tmpdir(), 'postrider-redis-'));
    const file = join(dir, 'redis.conf');
    await writeFile(file, compose.configs.redis?.content ?? '');
    port = await freePort();
    const settings = words.map((word) => (word.endsWith('/redis.conf') ? file : word));
    const args = [...settings, '--port', String(port), '--bind', '127.0.0.1', '--dir', dir];
    const program = await findOrInstallRedis(() => undefined);
    redis = new ManagedProcess('redis', spawn(program.path, args, { argv0: program.calledAs }));
    const isUp = (): Promise<boolean> => ask('PING').then(Boolean, () => false);
    await waitUntil(isUp, { what: 'Redis to listen', timeoutMs: patienceMs });
  }, patienceMs);

  afterAll(async () => {
    await redis.kill();
    await rm(dir, { recursive: true, force: true });
  });

  /** What Redis replies to these commands. */
  async function ask(...commands: string[]): Promise<string> {
    const socket = connect(port, '127.0.0.1');
    socket.end([...commands, 'QUIT', ''].join('\r\n'));
    let reply = '';
    for await (const chunk of socket) reply += String(chunk);
    return reply;
  }

  test('refuses connections without its password', async () => {
    for (const command of ['PING', 'FLUSHALL', 'CONFIG GET *']) expect(await ask(command)).toMatch(/^-NOAUTH/);
    expect(await ask('AUTH wrong', 'PING')).toMatch(/^-WRONGPASS.*\r\n-NOAUTH/);
    expect(await ask(`AUTH ${secrets.REDIS_PASSWORD}`, 'PING')).toMatch(/^\+OK\r\n\+PONG\r\n/);
  });

  test('forgets nothing', async () => {
    const reply = await ask(`AUTH ${secrets.REDIS_PASSWORD}`, 'CONFIG GET maxmemory-policy append*');
    expect(reply).toMatch(/maxmemory-policy\r\n\$\d+\r\nnoeviction\r\n/);
    expect(reply).toMatch(/appendonly\r\n\$\d+\r\nyes\r\n/);
    expect(reply).toMatch(/appendfsync\r\n\$\d+\r\neverysec\r\n/);
  });

  // Where Redis is Valkey, or was found under another name, there may be none.
  (isThere('redis-cli') ? test : test.skip)('is healthy by its check, which a wrong password fails', async () => {
    const [, program = '', ...check] = service(await readCompose(), 'redis').healthcheck.test;
    const outcome = (password: string): Promise<[number, string]> =>
      outcomeOf(program, ['-p', String(port), ...check], { REDISCLI_AUTH: password });
    expect(await outcome(secrets.REDIS_PASSWORD)).toEqual([0, 'PONG']);
    expect(await outcome('wrong')).toEqual([1, expect.stringContaining('NOAUTH')]);
  });
});
