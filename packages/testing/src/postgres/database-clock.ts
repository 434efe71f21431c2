import pg from 'pg';

/** A clock with an offset to the server's, or a stopped clock. */
export type SetClock = { readonly offsetMs: number } | { readonly at: Date };

const schema = 'set_clock';

const install = `
  CREATE SCHEMA IF NOT EXISTS ${schema};
  CREATE TABLE IF NOT EXISTS ${schema}.clock (off interval NOT NULL, at timestamptz);
  INSERT INTO ${schema}.clock SELECT interval '0' WHERE NOT EXISTS (SELECT FROM ${schema}.clock);
  CREATE OR REPLACE FUNCTION ${schema}.now() RETURNS timestamptz LANGUAGE sql STABLE AS
    'SELECT coalesce(at, pg_catalog.now() + off) FROM ${schema}.clock';
  CREATE OR REPLACE FUNCTION ${schema}.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS
    'SELECT coalesce(at, pg_catalog.clock_timestamp() + off) FROM ${schema}.clock'`;

/**
 * Sets `now()` and `clock_timestamp()` for statements of one database. Column defaults and timeouts keep the server's clock.
 * The first call terminates existing connections, which would keep it too.
 */
export async function setDatabaseClock(url: string, clock: SetClock): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema]);
    if (rows.length === 0) {
      await client.query(install);
      const database = client.escapeIdentifier(new URL(url).pathname.slice(1));
      await client.query(`ALTER DATABASE ${database} SET search_path = public, ${schema}, pg_catalog`);
      await client.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      );
    }
    const { offsetMs, at } = 'at' in clock ? { offsetMs: 0, at: clock.at } : { offsetMs: clock.offsetMs, at: null };
    await client.query(`UPDATE ${schema}.clock SET off = $1 * interval '1 millisecond', at = $2`, [offsetMs, at]);
  } finally {
    await client.end();
  }
}
