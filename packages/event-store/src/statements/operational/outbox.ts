import type { OperationalType } from '@postrider/contracts';
import type { OperationalEvent } from '@postrider/domain';
import type { Sql } from '../../postgres/sql.js';

/** A decided event, and who gets it. */
export interface AddressedEvent {
  organization_id: string;
  /** The customer that it is about; null for none. */
  customer_id: string | null;
  event: OperationalEvent;
}

export interface OutboxRow {
  /** A bigint as text. */
  id: string;
  organization_id: string;
  event_id: string;
  type: OperationalType;
  customer_id: string | null;
  /** JSON text. A repetition has the same. */
  data: string;
}

/** In the transaction of the decision. */
export async function addToOutbox(sql: Sql, addressed: readonly AddressedEvent[]): Promise<void> {
  if (addressed.length === 0) return;
  const rows = addressed.map(({ organization_id, customer_id, event }) => ({ organization_id, customer_id, ...event }));
  await sql.query(
    `INSERT INTO operational_outbox (organization_id, event_id, type, customer_id, data)
     SELECT organization_id, event_id, type, customer_id, data
       FROM json_to_recordset($1::json) AS o (organization_id text, event_id text, type text, customer_id text, data json)`,
    [JSON.stringify(rows)],
  );
}

/** The oldest ones. */
export async function readOutbox(sql: Sql, limit: number): Promise<OutboxRow[]> {
  const { rows } = await sql.query<OutboxRow>(
    `SELECT id, organization_id, event_id, type, customer_id, data::text AS data FROM operational_outbox
      ORDER BY id LIMIT $1`,
    [limit],
  );
  return rows;
}

/** After they are published. */
export async function removeFromOutbox(sql: Sql, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await sql.query('DELETE FROM operational_outbox WHERE id = ANY($1)', [ids]);
}
