import type { EventPublished } from '@postrider/contracts';
import type { DeliveryState, EndpointState } from '@postrider/domain';
import { deliveriesWith } from '../deliveries-with.js';
import type { Sql } from '../sql.js';
import type { BulkOperationRow } from './bulk-operation.js';

type Range = Pick<BulkOperationRow, 'organization_id' | 'filter' | 'position' | 'bound'>;

/** From where, by which table's keys, and on which condition. */
function matching({ filter: { status } }: Range): { keys: string; matches: string } {
  const { from, keys, condition } = deliveriesWith(status);
  return {
    keys,
    matches: `FROM ${from} WHERE ${condition} AND ${keys}.organization_id = $1 AND ${keys}.id > $2 AND ${keys}.id <= $3
      AND ($4::text IS NULL OR ${keys}.endpoint_id = $4) AND ($5::text IS NULL OR d.event_type = $5)
      AND ($6::text IS NULL OR d.event_stream_id = $6) AND ($7::text[] IS NULL OR ${keys}.id = ANY($7))`,
  };
}

const matchingValues = ({ organization_id, filter, position, bound }: Range): unknown[] => [
  organization_id,
  position,
  bound,
  filter.endpoint_id ?? null,
  filter.event_type ?? null,
  filter.event_stream_id ?? null,
  filter.delivery_ids ?? null,
];

export async function countDeliveries(sql: Sql, range: Range): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count ${matching(range).matches}`,
    matchingValues(range),
  );
  return rows[0]?.count ?? 0;
}

export interface ReplayCandidate {
  delivery: DeliveryState;
  endpoint: Pick<EndpointState, 'active' | 'deleted_at'>;
}

/** The next deliveries of a bulk replay, oldest first, locked until the transaction ends. */
export async function nextDeliveries(sql: Sql, range: Range, limit: number): Promise<ReplayCandidate[]> {
  const { keys, matches } = matching(range);
  const { rows } = await sql.query<DeliveryState & { endpoint_active: boolean; endpoint_deleted_at: Date | null }>(
    `SELECT d.*, e.active AS endpoint_active, e.deleted_at AS endpoint_deleted_at
       FROM (SELECT d.* ${matches} ORDER BY ${keys}.id LIMIT $8 FOR UPDATE OF d) d
       JOIN endpoints e ON e.id = d.endpoint_id ORDER BY d.id`,
    [...matchingValues(range), limit],
  );
  return rows.map(({ endpoint_active, endpoint_deleted_at, ...delivery }) => ({
    delivery,
    endpoint: { active: endpoint_active, deleted_at: endpoint_deleted_at },
  }));
}

export async function countEvents(sql: Sql, { organization_id, position, bound }: Range): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM published_events
      WHERE organization_id = $1 AND id > $2 AND id <= $3 AND NOT test`,
    [organization_id, position, bound],
  );
  return rows[0]?.count ?? 0;
}

export interface RecoveryCandidate {
  stream_id: string;
  published: EventPublished['data'];
  created_at: Date;
  /** The endpoint has a delivery of it already, or a fan-out will make it. */
  delivered: boolean;
}

/** The next events that an endpoint may have missed, oldest first. */
export async function nextEvents(sql: Sql, range: Range, limit: number): Promise<RecoveryCandidate[]> {
  const { rows } = await sql.query<RecoveryCandidate>(
    `SELECT e.id AS stream_id, e.created_at, p.data AS published,
            EXISTS (SELECT 1 FROM deliveries d WHERE d.event_stream_id = e.id AND d.endpoint_id = $4)
              OR EXISTS (SELECT 1 FROM fan_outs f WHERE f.event_stream_ids @> ARRAY[e.id] AND $4 = ANY(f.endpoint_ids)) AS delivered
       FROM published_events e
       JOIN domain_events p ON p.stream_id = e.id AND p.version = 1
      WHERE e.organization_id = $1 AND e.id > $2 AND e.id <= $3 AND NOT e.test
      ORDER BY e.id LIMIT $5`,
    [range.organization_id, range.position, range.bound, range.filter.endpoint_id ?? '', limit],
  );
  return rows;
}
