import { freePort } from '@postrider/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source.js';
import { openDatabase, type TestDatabase } from './database.fixture.spec.js';
import { Database, DatabaseUnavailable, sqlStateOf } from './sql.js';

const timeoutMs = 5_000;
const isReadOnly = '25006';

let test: TestDatabase;
const opened: Database[] = [];
beforeEach(async () => {
  test = await openDatabase();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.end()));
  await test.close();
});

function open(url: string): Database {
  const database = new Database({ url, size: 2, timeoutMs, name: 'hosts' });
  opened.push(database);
  return database;
}

/** For connections that are opened from now on. */
const setReadOnly = (value: boolean) =>
  test.database.transaction(async (sql) => {
    await sql.query('SET TRANSACTION READ WRITE');
    await sql.query(`ALTER DATABASE ${test.name} SET default_transaction_read_only = ${String(value)}`);
  });
const write = (database: Database) => database.query(`INSERT INTO write_probes (filler) VALUES ('')`);
const writable = (): string => `${test.url}?target_session_attrs=read-write`;

describe('a URL with several hosts', () => {
  it('leads to the first one that can be used', async () => {
    const { host } = new URL(test.url);
    const down = `127.0.0.1:${String(await freePort())}`;
    const url = test.url.replace(host, `${down},${host},${down}`);
    const database = open(url);
    await Promise.all([1, 2, 3].map(() => write(database)));
    const source = await new DataSource(dataSourceOptions({ url, poolSize: 1, timeoutMs })).initialize();
    expect(await source.query('SELECT current_database() AS name')).toEqual([{ name: test.name }]);
    await source.destroy();
  });

  it('rejects calls as unavailable while all are down', async () => {
    const [one, another] = [await freePort(), await freePort()];
    const database = open(`postgres://u:p@127.0.0.1:${String(one)},127.0.0.1:${String(another)}/db`);
    await expect(write(database)).rejects.toThrow(DatabaseUnavailable);
  });
});

describe('a server that is read-only', () => {
  it('is not used if the URL asks for one that takes writes, until it does', async () => {
    await setReadOnly(true);
    const database = open(writable());
    const refused: unknown = await database.query('SELECT 1').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DatabaseUnavailable);
    expect(sqlStateOf(refused)).toBe(isReadOnly);
    await setReadOnly(false);
    await write(database);
  });

  it('has its open connections replaced, those of other pools too, once it has refused a write', async () => {
    await setReadOnly(true);
    const database = open(test.url);
    const other = open(test.url);
    const pid = async (): Promise<number | undefined> =>
      (await other.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid;
    const before = await pid();
    expect(await pid()).toBe(before);
    const refused: unknown = await write(database).catch((error: unknown) => error);
    expect(sqlStateOf(refused)).toBe(isReadOnly);
    await setReadOnly(false);
    await write(database);
    expect(await pid()).not.toBe(before);
    expect(database.use.total).toBe(1);
  });
});
