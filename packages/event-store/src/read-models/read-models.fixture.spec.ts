import type { Database } from '../postgres/sql.js';

export const readModels = [
  'customers',
  'endpoints',
  'published_events',
  'event_values',
  'deliveries',
  'pending_deliveries',
] as const;
/** `endpoints_version` counts changes of the row, and is not in the log. */
const customerRows = `SELECT (to_jsonb(c) - 'endpoints_version')::text AS row FROM customers c ORDER BY id`;

type ReadModels = Record<(typeof readModels)[number], string[]>;

/** Every row of every read model, as text. */
export async function dump(database: Database): Promise<ReadModels> {
  const rowsOf = async (table: string): Promise<string[]> => {
    const { rows } = await database.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t ORDER BY id, 1`);
    return rows.map(({ row }) => row);
  };
  return {
    customers: (await database.query<{ row: string }>(customerRows)).rows.map(({ row }) => row),
    endpoints: await rowsOf('endpoints'),
    published_events: await rowsOf('published_events'),
    event_values: await rowsOf('event_values'),
    deliveries: await rowsOf('deliveries'),
    pending_deliveries: await rowsOf('pending_deliveries'),
  };
}

export async function emptyReadModels(database: Database): Promise<void> {
  for (const table of readModels) await database.query(`DELETE FROM ${table}`);
}
