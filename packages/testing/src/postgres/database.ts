import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

export interface Database {
  readonly name: string;
  readonly url: string;
}

const TEMPLATE_IN_USE = '55006';
const ATTEMPTS = 50;

/** Creates a database on the server of `adminUrl`, as a copy of `template`. */
export async function createDatabase(
  adminUrl: string,
  name = `test_${randomBytes(8).toString('hex')}`,
  { template = 'template0' }: { readonly template?: string } = {},
): Promise<Database> {
  await withClient(adminUrl, async (client) => {
    const statement = `CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE ${pg.escapeIdentifier(template)}`;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await client.query(statement);
        return;
      } catch (error) {
        // A just closed connection to the template lingers for a moment.
        const inUse = error instanceof pg.DatabaseError && error.code === TEMPLATE_IN_USE;
        if (!inUse || attempt === ATTEMPTS) throw error;
        await sleep(100);
      }
    }
  });
  return { name, url: databaseUrl(adminUrl, name) };
}

/** Drops the database, even with open connections. */
export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
  });
}

function databaseUrl(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
