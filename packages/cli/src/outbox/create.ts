import type { ClientBase } from 'pg';
import type { OutboxNames } from './schema.js';

/** Runs the SQL of the outbox. Throws if there is another table of that name. */
export async function createOutbox(client: ClientBase, sql: string, { table }: OutboxNames): Promise<void> {
  await client.query('BEGIN');
  try {
    // Two that create the same table at once would fail, in spite of IF NOT EXISTS.
    await client.query("SELECT pg_advisory_xact_lock(hashtext('postrider_outbox'))");
    await client.query(sql);
    await requireColumns(client, table);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

async function requireColumns(client: ClientBase, table: string): Promise<void> {
  try {
    await client.query(`SELECT id, event_id, type, data, customer, created_at, refused FROM ${table} LIMIT 0`);
  } catch (error) {
    throw new Error(`${table} is not an outbox: ${(error as Error).message}`, { cause: error });
  }
}
