import { Database } from '@postrider/event-store';
import { waitUntil } from '@postrider/testing';

import { patienceMs } from './patience.js';
import type { OwnPostgres } from './postgres.js';

/** As after a failover to a standby, or when a managed disk runs full. */
export async function whileReadOnly<T>(database: Database, work: () => Promise<T>): Promise<T> {
  const set = async (value: 'on' | 'off'): Promise<void> => {
    await database.query(`ALTER SYSTEM SET default_transaction_read_only = ${value}`);
    await database.query('SELECT pg_reload_conf()');
    const isSet = async (): Promise<boolean> => {
      const { rows } = await database.query<{ value: string }>(
        `SELECT current_setting('default_transaction_read_only') AS value`,
      );
      return rows[0]?.value === value;
    };
    await waitUntil(isSet, { what: `read-only to be ${value}`, timeoutMs: patienceMs });
  };
  await set('on');
  try {
    return await work();
  } finally {
    await set('off');
  }
}

/** Does `work` while the whole server stands still: no connection gets a response, those yet to be made included. */
export async function whileFrozen<T>(database: Database, work: () => Promise<T>): Promise<T> {
  const frozen: number[] = [];
  const freeze = (pid: number): void => {
    process.kill(pid, 'SIGSTOP');
    frozen.push(pid);
  };
  try {
    await database.transaction(async (sql) => {
      const postmaster = await sql.query<{ pid: number }>(
        `SELECT split_part(pg_read_file('postmaster.pid'), E'\n', 1)::int AS pid`,
      );
      // First what makes connections: a call that finds none free opens one.
      for (const { pid } of postmaster.rows) freeze(pid);
      const { rows } = await sql.query<{ pid: number }>(
        `SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'postrider%'`,
      );
      for (const { pid } of rows) freeze(pid);
    });
    return await work();
  } finally {
    for (const pid of frozen) process.kill(pid, 'SIGCONT');
  }
}

/** Does `work` while strangers hold every connection that the server grants, but for the test's own. */
export async function withoutConnections<T>(
  { postgres, database, maxConnections }: { postgres: OwnPostgres; database: Database; maxConnections: number },
  work: () => Promise<T>,
): Promise<T> {
  const strangers = new Database({ url: postgres.url, size: maxConnections, timeoutMs: 60_000, name: 'stranger' });
  const released = Promise.withResolvers<undefined>();
  const held: Promise<unknown>[] = [];
  const isGranted = (): Promise<boolean> =>
    new Promise((resolve) => {
      const hold = strangers.transaction(async () => {
        resolve(true);
        await released.promise;
      });
      held.push(
        hold.catch(() => {
          resolve(false);
        }),
      );
    });
  try {
    return await database.transaction(async (sql) => {
      const areGone = async (): Promise<boolean> => {
        await sql.query('SELECT pg_stat_clear_snapshot()');
        const { rows } = await sql.query(
          `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name LIKE 'postrider%'`,
        );
        while (await isGranted());
        return rows.length === 0;
      };
      await waitUntil(areGone, { what: 'no connection to be left', timeoutMs: patienceMs });
      return work();
    });
  } finally {
    released.resolve(undefined);
    await Promise.all(held);
    await strangers.end();
  }
}
