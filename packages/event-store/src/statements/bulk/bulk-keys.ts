import type { Sql } from '../../postgres/sql.js';
import { earliestDelivery } from '../list-deliveries.js';
import type { BulkRange } from '../../postgres/tables/bulk-operation.table.js';

/** A page of sorted ids. Not all of their deliveries match. */
export interface KeyPage {
  ids: string[];
  /** The last id of the page; undefined for an empty page. */
  last: string | undefined;
  isLast: boolean;
}

/** The index that has the ids of a filter in order. */
interface KeyIndex {
  table: 'deliveries' | 'pending_deliveries';
  /** The columns of the index before the id. */
  columns: readonly string[];
  values: readonly string[];
  conditions: readonly string[];
  /** Whether the index covers the whole filter. */
  isExact: boolean;
}

/**
 * The next ids of a bulk replay, from at most `limit` entries of one index. A comparison of its columns and the id as
 * one row makes the planner use that index: no other one has the order. The comparison of ids leaves out partitions.
 */
export async function nextKeys(sql: Sql, range: BulkRange, limit: number): Promise<KeyPage> {
  const { filter, position, bound } = range;
  if (filter.delivery_ids !== undefined) return pageOf(namedKeys(filter.delivery_ids, range), limit);
  if (filter.event_stream_id !== undefined) {
    const { rows } = await sql.query<{ id: string }>(
      `WITH of_event AS MATERIALIZED (
         SELECT id FROM deliveries WHERE event_stream_id = $1 AND id > $2 AND id < $3)
       SELECT id FROM of_event ORDER BY id LIMIT $4`,
      [filter.event_stream_id, [position, earliestDelivery(filter.event_stream_id)].toSorted().at(-1), bound, limit],
    );
    return pageOf(idsOf(rows), limit);
  }
  const { table, columns, values, conditions } = keyIndexOf(range);
  const names = [...columns, 'id'].join(', ');
  const given = values.map((_, i) => `$${String(i + 5)}`).join(', ');
  const { rows } = await sql.query<{ id: string }>(
    `SELECT id FROM ${table}
      WHERE (${names}) > (${given}, $2) AND (${names}) < (${given}, $3) AND id > $2 AND id < $3
        AND ${['$1::text IS NOT NULL', ...conditions].join(' AND ')}
      ORDER BY ${names} LIMIT $4`,
    [range.organization_id, position, bound, limit, ...values],
  );
  return pageOf(idsOf(rows), limit);
}

/** Whether every id of this range matches. */
export function areKeysExact(range: BulkRange): boolean {
  const { delivery_ids, event_stream_id, customer_id, search } = range.filter;
  const isIndexed = [delivery_ids, event_stream_id, customer_id, search].every((value) => value === undefined);
  return isIndexed && keyIndexOf(range).isExact;
}

const pageOf = (ids: string[], limit: number): KeyPage => {
  const page = ids.slice(0, limit);
  return { ids: page, last: page.at(-1), isLast: page.length < limit };
};

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

const namedKeys = (ids: readonly string[], { position, bound }: BulkRange): string[] =>
  [...new Set(ids)].filter((id) => id > position && id < bound).toSorted();

/** An endpoint of another organization matches nothing. */
const isOwnEndpoint = 'EXISTS (SELECT 1 FROM endpoints WHERE id = $5 AND organization_id = $1)';

function keyIndexOf({ organization_id, filter }: BulkRange): KeyIndex {
  const { endpoint_id, status, event_type } = filter;
  const table = status === 'pending' ? 'pending_deliveries' : 'deliveries';
  const failed = status === 'failed' ? ['failed'] : [];
  const isKnown = status !== 'delivered';
  if (endpoint_id !== undefined) {
    const conditions = [isOwnEndpoint, ...failed];
    const isExact = isKnown && event_type === undefined;
    return { table, columns: ['endpoint_id'], values: [endpoint_id], conditions, isExact };
  }
  if (event_type !== undefined && (status === undefined || status === 'delivered')) {
    const columns = ['event_type', 'organization_id'];
    return { table, columns, values: [event_type, organization_id], conditions: [], isExact: isKnown };
  }
  const isExact = isKnown && event_type === undefined;
  return { table, columns: ['organization_id'], values: [organization_id], conditions: failed, isExact };
}
