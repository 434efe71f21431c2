import { setTimeout as sleep } from 'node:timers/promises';
import { isLockTimeout, type Database, type Sql } from '../sql.js';

/**
 * While a lock waits for a long statement or a backup, publish calls wait behind it. So it gives up soon, and pauses, in
 * which those calls go on.
 */
const lockTimeout = '50ms';
const tries = 5;
const pauseMs = 200;

/** Runs a transaction that locks tables. Returns undefined if they were in use each time. */
export async function withShortLocks<T extends object>(
  database: Database,
  work: (sql: Sql) => Promise<T>,
): Promise<T | undefined> {
  for (let left = tries; left > 0; left--) {
    try {
      return await database.transaction(async (sql) => {
        await sql.query(`SET LOCAL lock_timeout = '${lockTimeout}'`);
        return work(sql);
      });
    } catch (error) {
      if (!isLockTimeout(error)) throw error;
      await sleep(pauseMs);
    }
  }
  return undefined;
}
