import type { DeliveryStatus } from '@postrider/contracts';
import type { Sql } from '../../postgres/sql.js';
import type { BulkRange } from '../../postgres/tables/bulk-operation.table.js';
import { earliestDelivery } from '../list-deliveries.js';
import { nextKeys } from './bulk-keys.js';
import { eventPage, eventValues, matching } from './bulk-pages.js';

/** Matching deliveries with one status and one endpoint. */
export interface CountedDeliveries {
  status: DeliveryStatus;
  endpoint_id: string;
  active: boolean;
  deleted: boolean;
  count: number;
}

/** Counts the matches among the first `limit` ids of a bulk replay, by what decides whether it skips them. */
export async function countByEndpoint(
  sql: Sql,
  range: BulkRange,
  limit: number,
): Promise<{ counted: CountedDeliveries[]; isLast: boolean }> {
  const { ids, isLast } = await nextKeys(sql, range, limit);
  if (ids.length === 0) return { counted: [], isLast };
  const { text, values } = matching(range, ids);
  const { rows } = await sql.query<CountedDeliveries>(
    `SELECT m.status, m.endpoint_id, e.active, e.deleted_at IS NOT NULL AS deleted, m.count
       FROM (SELECT status, endpoint_id, count(*)::int AS count FROM (${text}) d GROUP BY 1, 2) m
       JOIN endpoints e ON e.id = m.endpoint_id ORDER BY m.endpoint_id, m.status`,
    values,
  );
  return { counted: rows, isLast };
}

/** Events of one type, of a customer or of the organization itself. */
export interface CountedEvents {
  type: string;
  of_customer: boolean;
  count: number;
  /** Those of which the endpoint has no delivery, and no fan-out will schedule one. */
  undelivered: number;
}

/** Counts the first `limit` events of a recovery by type, without test events. */
export async function countUndelivered(
  sql: Sql,
  range: BulkRange,
  limit: number,
): Promise<{ counted: CountedEvents[]; isLast: boolean }> {
  const { rows } = await sql.query<CountedEvents & { test: boolean }>(
    `SELECT e.event_type AS type, e.test, e.customer_id IS NOT NULL AS of_customer, count(*)::int AS count,
            count(*) FILTER (WHERE had.one IS NULL AND NOT EXISTS (
              SELECT 1 FROM fan_outs f WHERE f.event_stream_ids @> ARRAY[e.id] AND $6 = ANY(f.endpoint_ids)))::int AS undelivered
       FROM (${eventPage('id, organization_id, customer_id, event_type, test', range)}) e
       LEFT JOIN LATERAL (
              SELECT 1 AS one FROM (
                      SELECT endpoint_id FROM deliveries WHERE event_stream_id = e.id AND id >= $7 OFFSET 0) d
               WHERE d.endpoint_id = $6 LIMIT 1) had ON true
      GROUP BY 1, 2, 3`,
    [...eventValues(range, limit), range.filter.endpoint_id ?? '', earliestDelivery(range.position)],
  );
  const read = rows.reduce((sum, { count }) => sum + count, 0);
  return {
    counted: rows.filter(({ test }) => !test).map(({ test: _, ...counted }) => counted),
    isLast: read < limit,
  };
}
