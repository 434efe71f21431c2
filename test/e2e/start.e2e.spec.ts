import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { Database } from '@postrider/event-store';
import { Admin, createDatabase, dropDatabase, freePort, programs, Service, waitUntil } from '@postrider/testing';

import { OwnPostgres } from '../support/postgres.js';
import { environment } from '../support/postrider.js';
import { patienceMs } from '../support/patience.js';

const adminUrl = process.env.POSTRIDER_TEST_DATABASE_URL ?? '';
const unfitDatabase = 3;
const names = ['gateway', 'dispatcher'] as const;
type Name = (typeof names)[number];

let name: string;
let url: string;
const started: Service[] = [];

beforeAll(async () => {
  ({ name, url } = await createDatabase(adminUrl));
});

afterEach(() => Promise.all(started.splice(0).map((service) => service.end())));

afterAll(() => dropDatabase(adminUrl, name));

async function service(program: Name, databaseUrl: string, settings: Record<string, string> = {}): Promise<Service> {
  const made = new Service({ app: program, port: await freePort(), env: environment(databaseUrl, { settings }) });
  started.push(made);
  return made;
}

/** Starts both on a database that they cannot work on yet; `ready` resolves when they can. */
async function startWaiting(databaseUrl: string): Promise<{ waiting: Service[]; ready: Promise<unknown> }> {
  const waiting = await Promise.all(names.map((program) => service(program, databaseUrl)));
  const ready = Promise.all(waiting.map((each) => each.start()));
  await Promise.all(
    waiting.map(({ process }) => process.waitForLine(/waiting for the database/, { timeoutMs: patienceMs })),
  );
  return { waiting, ready };
}

const reasonsOf = ({ process }: Service): string[] =>
  process.lines
    .filter((line) => line.includes('waiting for the database'))
    .map((line) => (JSON.parse(line) as { reason: string }).reason);

describe('gateway and dispatcher on an empty database', () => {
  it('wait for the migration, log each reason once, and start when it is done', async () => {
    const { waiting, ready } = await startWaiting(url);
    expect(await new Admin(environment(url, {})).run('migrate')).toMatchObject({ code: 0 });
    await ready;
    for (const each of waiting) {
      // A poll may also see a schema between two migrations.
      const reasons = reasonsOf(each);
      expect(reasons[0]).toMatch(/is empty .*run the migration$/);
      expect(reasons).toEqual([...new Set(reasons)]);
    }
  });
});

describe('gateway and dispatcher', () => {
  it('keep the compiled code beside the program, for the next start', async () => {
    await new Admin(environment(url, {})).run('migrate');
    for (const program of names) {
      const folder = join(dirname(programs[program].at(-1) ?? ''), 'compile-cache');
      await rm(folder, { recursive: true, force: true });
      const each = await service(program, url);
      await each.start();
      await waitUntil(async () => (await readdir(folder, { recursive: true })).length > 1, {
        what: `the code of the ${program}`,
      });
    }
  });
});

describe('gateways that may migrate', () => {
  it('migrate an empty database once, with the URL for migrations, and start; secrets are in files', async () => {
    const empty = await createDatabase(adminUrl);
    const folder = await mkdtemp(join(tmpdir(), 'postrider-secrets-'));
    const file = join(folder, 'database');
    await writeFile(file, `${empty.url}\n`);
    const settings = {
      DATABASE_URL: '',
      DATABASE_URL_FILE: file,
      DATABASE_MIGRATION_URL_FILE: file,
      POSTRIDER_MIGRATE: 'true',
      POSTRIDER_START_WAIT_MS: '0',
    };
    const gateways = await Promise.all([1, 2].map(() => service('gateway', '', settings)));
    await Promise.all(gateways.map((each) => each.start()));
    const admin = new Admin({ ...environment('', {}), ...settings });
    expect(await admin.json('migrate', 'status')).toMatchObject({ fit: 'current', missing: [] });
    await Promise.all(gateways.map((each) => each.end()));
    await dropDatabase(adminUrl, empty.name);
    await rm(folder, { recursive: true });
  });
});

describe('gateway and dispatcher', () => {
  it.each(names)('end with a message if the database is not migrated in time: the %s', async (program) => {
    const empty = await createDatabase(adminUrl);
    const made = await service(program, empty.url, { POSTRIDER_START_WAIT_MS: '500' });
    await expect(made.start()).rejects.toThrow(/ended/);
    expect(made.process.exit).toMatchObject({ code: unfitDatabase });
    expect(made.process.tail(1)).toMatch(
      /^cannot start: the database is empty .*: run the migration; waited for 500 ms/,
    );
    await dropDatabase(adminUrl, empty.name);
  });

  it('stop at once on SIGTERM while they wait', async () => {
    const empty = await createDatabase(adminUrl);
    const { waiting, ready } = await startWaiting(empty.url);
    const refused = expect(ready).rejects.toThrow(/ended/);
    for (const each of waiting) expect(await each.stop()).toEqual({ code: 0, signal: null });
    await refused;
    await dropDatabase(adminUrl, empty.name);
  });

  it('wait for a Postgres that is not up yet', async () => {
    const postgres = await OwnPostgres.start();
    const created = await createDatabase(postgres.url);
    expect(await new Admin(environment(created.url, {})).run('migrate')).toMatchObject({ code: 0 });
    await postgres.kill('SIGQUIT');
    const { waiting, ready } = await startWaiting(created.url);
    for (const each of waiting) expect(reasonsOf(each)[0]).toMatch(/^Postgres cannot be used: /);
    await postgres.start();
    await ready;
    await Promise.all(waiting.map((each) => each.stop()));
    await postgres.end();
  });

  it('wait for a server that takes writes', async () => {
    const created = await createDatabase(adminUrl);
    expect(await new Admin(environment(created.url, {})).run('migrate')).toMatchObject({ code: 0 });
    const server = new Database({ url: adminUrl, size: 1, timeoutMs: 5_000, name: 'e2e' });
    const setReadOnly = (value: boolean) =>
      server.query(`ALTER DATABASE ${created.name} SET default_transaction_read_only = ${String(value)}`);
    await setReadOnly(true);
    const { waiting, ready } = await startWaiting(created.url);
    for (const each of waiting) expect(reasonsOf(each)).toEqual([expect.stringContaining('a standby or read-only')]);
    await setReadOnly(false);
    // The check has a connection of its own, which stays as it was opened.
    await server.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [created.name]);
    await ready;
    await Promise.all(waiting.map((each) => each.stop()));
    await server.end();
    await dropDatabase(adminUrl, created.name);
  });

  it('run on a schema that a later release has expanded, and refuse one that it has contracted', async () => {
    const database = new Database({ url, size: 1, timeoutMs: 5_000, name: 'e2e' });
    const next = '1899000000000';
    try {
      await database.query('INSERT INTO schema_migrations (timestamp, name) VALUES ($1, $2)', [next, `Later${next}`]);
      await Promise.all(names.map(async (program) => (await service(program, url)).start()));
      await database.query('UPDATE schema_compatibility SET oldest_code = $1', [next]);
      for (const program of names) {
        const made = await service(program, url);
        await expect(made.start()).rejects.toThrow(/ended/);
        expect(made.process.exit).toMatchObject({ code: unfitDatabase });
        expect(made.process.tail(1)).toMatch(new RegExp(`^cannot start: the database's schema \\(${next}\\) needs`));
      }
      const rebuild = await new Admin(environment(url, {})).run('rebuild');
      expect(rebuild).toMatchObject({ code: 1, stderr: expect.stringContaining('start the newer release') });
    } finally {
      await database.end();
    }
  });
});
