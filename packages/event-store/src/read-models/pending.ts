import type { DeliveryState } from '@postrider/domain';
import type { Sql } from '../postgres/sql.js';
import { unnest, type Columns } from '../postgres/unnest.js';

/** A row of `pending_deliveries`. */
export type PendingDelivery = Pick<DeliveryState, 'organization_id' | 'id' | 'endpoint_id' | 'next_attempt_at'>;

export const pendingColumns: Columns<PendingDelivery> = {
  organization_id: 'text',
  id: 'text',
  endpoint_id: 'text',
  next_attempt_at: 'timestamptz',
};

const names = Object.keys(pendingColumns).join(', ');

/** For a CTE: inserts or updates the pending rows of `source`. */
export const upsertPending = (source: string): string =>
  `INSERT INTO pending_deliveries (${names}) SELECT ${names} FROM ${source} WHERE status = 'pending'
   ON CONFLICT (organization_id, id) DO UPDATE SET next_attempt_at = excluded.next_attempt_at`;

/** For a CTE: deletes the rows of `source` that are not pending. */
export const deleteNotPending = (source: string): string =>
  `DELETE FROM pending_deliveries p USING ${source} s
    WHERE p.organization_id = s.organization_id AND p.id = s.id AND s.status <> 'pending'`;

/** Runs in the transaction of the append. */
export async function projectPending(sql: Sql, rows: readonly DeliveryState[]): Promise<void> {
  if (rows.length === 0) return;
  const { from, values } = unnest<PendingDelivery & Pick<DeliveryState, 'status'>>(
    rows,
    { ...pendingColumns, status: 'text' },
    { alias: 'r' },
  );
  await sql.query(
    `WITH given AS MATERIALIZED (SELECT * FROM ${from}), pending AS (${upsertPending('given')}) ${deleteNotPending('given')}`,
    values,
  );
}
