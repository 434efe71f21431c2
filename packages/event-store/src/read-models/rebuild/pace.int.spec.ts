import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, type TestDatabase } from '../../postgres/database.fixture.spec.js';
import { Database } from '../../postgres/sql.js';
import { Pace } from './pace.js';

let test: TestDatabase;
let other: Database;
beforeAll(async () => {
  test = await openDatabase();
  other = new Database({ url: test.url, size: 1, timeoutMs: 20_000, name: 'other' });
});
afterAll(async () => {
  await other.end();
  await test.close();
});

/** Work during which our own sessions run statements. */
const work = async (): Promise<void> => {
  await Promise.all([sleep(30), test.database.query('SELECT pg_sleep(0.01)')]);
};

describe('the pace', () => {
  it('slows down while other sessions run statements, and not for its own', async () => {
    const pace = new Pace(test.database);
    const own = test.database.query('SELECT pg_sleep(0.2)');
    await pace.run(work);
    const before = pace.pauseMs(100);
    await own;
    const long = other.query('SELECT pg_sleep(60)').catch(() => undefined);
    for (let i = 0; i < 5; i++) await pace.run(work);
    expect(pace.pauseMs(100)).toBeGreaterThan(before + 50);
    await test.database.query(`SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE application_name = 'other'`);
    await long;
  });
});
