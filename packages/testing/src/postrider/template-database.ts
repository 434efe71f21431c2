import pg from 'pg';

import { createDatabase, type Database, dropDatabase } from '../postgres/database.js';
import type { Bootstrapped } from './admin.js';
import type { Environment } from './environment.js';
import { Processes } from './processes.js';

const template = 'postrider_template';
/** Of an advisory lock on the server: one process creates the template, and the others wait. */
const lockKey = 5_026_711;

/** Returns a migrated and bootstrapped database: a copy of a template, which the first call on a server creates. */
export async function createMigratedDatabase(
  adminUrl: string,
  env: Environment,
): Promise<{ readonly database: Database; readonly keys: Bootstrapped }> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lockKey]);
    const keys = (await readKeys(client)) ?? (await createTemplate(client, adminUrl, env));
    return { database: await createDatabase(adminUrl, undefined, { template }), keys };
  } finally {
    await client.end();
  }
}

/** The keys are in the template's comment. Without a comment, its creation was interrupted. */
async function readKeys(client: pg.Client): Promise<Bootstrapped | undefined> {
  const { rows } = await client.query<{ comment: string | null }>(
    `SELECT shobj_description(oid, 'pg_database') AS comment FROM pg_database WHERE datname = $1`,
    [template],
  );
  const comment = rows[0]?.comment;
  return comment ? (JSON.parse(comment) as Bootstrapped) : undefined;
}

async function createTemplate(client: pg.Client, adminUrl: string, env: Environment): Promise<Bootstrapped> {
  await dropDatabase(adminUrl, template);
  const { url } = await createDatabase(adminUrl, template);
  const keys = await new Processes({ ...env, DATABASE_URL: url }).setUp();
  await client.query(`COMMENT ON DATABASE ${template} IS ${client.escapeLiteral(JSON.stringify(keys))}`);
  return keys;
}
