import { freePort } from '@postrider/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, type TestDatabase } from './database.fixture.spec.js';
import { Database, DatabaseUnavailable, callDatabase, isUniqueViolation } from './sql.js';

let test: TestDatabase;
const opened: Database[] = [];
beforeAll(async () => {
  test = await openDatabase();
});
afterAll(() => test.close());
afterEach(() => Promise.all(opened.splice(0).map((database) => database.end())));

function open(options: Partial<ConstructorParameters<typeof Database>[0]> = {}): Database {
  const database = new Database({ url: test.url, size: 1, timeoutMs: 5_000, name: 'postrider-test', ...options });
  opened.push(database);
  return database;
}

const pidOf = async (sql: Pick<Database, 'query'>): Promise<number | undefined> => {
  const { rows } = await sql.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid;
};

/** As an operator or a failover would. Returns when the backend is gone. */
async function terminate(pid: number | undefined): Promise<void> {
  await test.database.query('SELECT pg_terminate_backend($1, 5000)', [pid]);
}

const rowsOf = async (table: string): Promise<number> => {
  const { rows } = await test.database.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`);
  return Number(rows[0]?.n);
};

describe('a database that cannot be reached', () => {
  it('is unavailable for queries and transactions', async () => {
    const database = open({ url: `postgres://u:p@127.0.0.1:${String(await freePort())}/x` });
    await expect(database.query('SELECT 1')).rejects.toThrow(DatabaseUnavailable);
    await expect(database.transaction((sql) => sql.query('SELECT 1'))).rejects.toThrow(DatabaseUnavailable);
  });

  it('keeps the cause of the error', async () => {
    const database = open({ url: `postgres://u:p@127.0.0.1:${String(await freePort())}/x` });
    const error: unknown = await database.query('SELECT 1').catch((reason: unknown) => reason);
    expect(error).toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  });

  it('is unavailable when all connections are in use for too long', async () => {
    const database = open({ timeoutMs: 200 });
    await database.transaction(async () => {
      await expect(database.query('SELECT 1')).rejects.toThrow(DatabaseUnavailable);
    });
    expect((await database.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });
});

describe('a statement', () => {
  it('that exceeds its timeout is unavailable, and the connection works again', async () => {
    const database = open({ timeoutMs: 200 });
    await expect(database.query('SELECT pg_sleep(30)')).rejects.toThrow(DatabaseUnavailable);
    expect((await database.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  it('that exceeds its timeout ends its transaction', async () => {
    const database = open({ timeoutMs: 300 });
    const work = database.transaction(async (sql) => {
      await sql.query('CREATE TABLE too_slow (id int)');
      await sql.query('SELECT pg_sleep(30)');
    });
    await expect(work).rejects.toThrow(DatabaseUnavailable);
    expect((await database.query(`SELECT to_regclass('too_slow') AS found`)).rows).toEqual([{ found: null }]);
  });

  it('that is wrong is no outage', async () => {
    const database = open();
    const error: unknown = await database.query('SELECT wrong').catch((reason: unknown) => reason);
    expect(error).not.toBeInstanceOf(DatabaseUnavailable);
    expect(error).toMatchObject({ code: '42703' });
  });

  it('that violates a unique key has its SQLSTATE', async () => {
    const database = open();
    await database.query('CREATE TABLE unique_things (id int PRIMARY KEY)');
    await database.query('INSERT INTO unique_things VALUES (1)');
    const error: unknown = await database
      .query('INSERT INTO unique_things VALUES (1)')
      .catch((reason: unknown) => reason);
    expect(isUniqueViolation(error)).toBe(true);
    expect(isUniqueViolation(new Error('duplicate key'))).toBe(false);
  });

  it('that meets a deadlock is unavailable', async () => {
    const database = open({ size: 2 });
    await database.query('CREATE TABLE locked_things (id int PRIMARY KEY, n int DEFAULT 0)');
    await database.query('INSERT INTO locked_things VALUES (1), (2)');
    const bothHoldOne = Promise.withResolvers<undefined>();
    let holding = 0;
    const lock = (first: number, then: number): Promise<unknown> =>
      database.transaction(async (sql) => {
        await sql.query('UPDATE locked_things SET n = n + 1 WHERE id = $1', [first]);
        holding += 1;
        if (holding === 2) bothHoldOne.resolve(undefined);
        await bothHoldOne.promise;
        await sql.query('UPDATE locked_things SET n = n + 1 WHERE id = $1', [then]);
      });
    const outcomes = await Promise.allSettled([lock(1, 2), lock(2, 1)]);
    const [failed] = outcomes.filter(({ status }) => status === 'rejected');
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(failed).toMatchObject({ reason: expect.any(DatabaseUnavailable) });
  });
});

describe('a transaction', () => {
  beforeAll(() => test.database.query('CREATE TABLE numbers (id int)'));
  afterEach(() => test.database.query('TRUNCATE numbers'));

  it('is committed after its work, and resolves with the result', async () => {
    const result = await open().transaction(async (sql) => {
      await sql.query('INSERT INTO numbers VALUES (1)');
      return 'done';
    });
    expect(result).toBe('done');
    expect(await rowsOf('numbers')).toBe(1);
  });

  it('is rolled back when its work fails, and rejects with the error', async () => {
    const database = open();
    const failure = new Error('changed my mind');
    const work = database.transaction(async (sql) => {
      await sql.query('INSERT INTO numbers VALUES (1)');
      throw failure;
    });
    await expect(work).rejects.toBe(failure);
    expect(await rowsOf('numbers')).toBe(0);
    await database.transaction((sql) => sql.query('INSERT INTO numbers VALUES (2)'));
    expect(await rowsOf('numbers')).toBe(1);
  });

  it('whose backend is killed is unavailable and leaves nothing; the next one works', async () => {
    const database = open();
    const work = database.transaction(async (sql) => {
      await sql.query('INSERT INTO numbers VALUES (1)');
      await terminate(await pidOf(sql));
      await sql.query('INSERT INTO numbers VALUES (2)');
    });
    await expect(work).rejects.toThrow(DatabaseUnavailable);
    expect(await rowsOf('numbers')).toBe(0);
    await database.transaction((sql) => sql.query('INSERT INTO numbers VALUES (3)'));
    expect(await rowsOf('numbers')).toBe(1);
  });

  it('whose backend is killed before the commit is not taken for committed', async () => {
    const work = open().transaction(async (sql) => {
      await sql.query('INSERT INTO numbers VALUES (1)');
      await terminate(await pidOf(sql));
    });
    await expect(work).rejects.toThrow(DatabaseUnavailable);
    expect(await rowsOf('numbers')).toBe(0);
  });

  it('whose backend is killed in the middle of a statement is unavailable', async () => {
    const work = open({ timeoutMs: 30_000 }).transaction(async (sql) => {
      const pid = await pidOf(sql);
      const sleeping = sql.query('SELECT pg_sleep(30)');
      await Promise.all([sleeping, terminate(pid)]);
    });
    await expect(work).rejects.toThrow(DatabaseUnavailable);
  });
});

describe('a connection', () => {
  it('that is killed while it is idle is replaced', async () => {
    const database = open();
    const before = await pidOf(database);
    await terminate(before);
    const after = await pidOf(database).catch(() => pidOf(database));
    expect(after).not.toBe(before);
  });
});

describe('callDatabase', () => {
  it('resolves with the result', async () => {
    expect(await callDatabase(() => Promise.resolve(7))).toBe(7);
  });

  it('rejects with programming errors as they are', async () => {
    await expect(callDatabase(() => Promise.reject(new TypeError('undefined is not a function')))).rejects.toThrow(
      TypeError,
    );
    await expect(callDatabase(() => Promise.reject(new RangeError('invalid length')))).rejects.toThrow(RangeError);
  });

  it('finds the cause in errors of TypeORM', async () => {
    const lost = Object.assign(new Error('query failed'), { driverError: new Error('Connection terminated') });
    await expect(callDatabase(() => Promise.reject(lost))).rejects.toThrow(DatabaseUnavailable);
    const mistake = Object.assign(new Error('query failed'), { driverError: new TypeError('x') });
    await expect(callDatabase(() => Promise.reject(mistake))).rejects.toBe(mistake);
  });
});
