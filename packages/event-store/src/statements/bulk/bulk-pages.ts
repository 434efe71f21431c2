import type { EventPublished } from '@postrider/contracts';
import type { DeliveryState, EndpointState } from '@postrider/domain';
import { withinWeeksOf } from '../../postgres/partitions/weeks.js';
import type { Sql } from '../../postgres/sql.js';
import { binding, compare, searchConditions, type Bind, type Statement } from '../filter-deliveries.js';
import { earliestDelivery } from '../list-deliveries.js';
import { areKeysExact, nextKeys } from './bulk-keys.js';
import type { BulkRange } from '../../postgres/tables/bulk-operation.table.js';

/** Maximum number of ids that a page reads if not all of them match. */
const maxIdsRead = 2_000;

/** A page of a bulk operation. */
export interface BulkCandidates<T> {
  candidates: T[];
  /** The last stream that was read; undefined if none was left. */
  last: string | undefined;
  isLast: boolean;
}

export interface ReplayCandidate {
  delivery: DeliveryState;
  endpoint: Pick<EndpointState, 'active' | 'deleted_at'>;
}

/**
 * The matching ones of given deliveries. OFFSET 0 keeps the ids first, whatever the planner's statistics, so that
 * each costs one index lookup.
 */
export function matching({ organization_id, filter }: BulkRange, ids: readonly string[]): Matching {
  const values: unknown[] = [];
  const bind = binding(values);
  const [given, organization] = [bind(ids), bind(organization_id)];
  const changing = [
    ...compare(bind, 'd.status =', filter.status),
    ...(filter.search === undefined ? [] : searchConditions(filter.search, bind)),
  ];
  const conditions = [
    ...compare(bind, 'd.endpoint_id =', filter.endpoint_id),
    ...compare(bind, 'd.event_stream_id =', filter.event_stream_id),
    ...compare(bind, 'd.event_type =', filter.event_type),
    ...compare(
      bind,
      'EXISTS (SELECT 1 FROM endpoints o WHERE o.id = d.endpoint_id AND o.customer_id =',
      filter.customer_id,
      ')',
    ),
    ...changing,
  ];
  const text = `
    SELECT d.id, d.endpoint_id, d.status FROM (SELECT unnest(${given}::text[]) AS id) k
     CROSS JOIN LATERAL (
       SELECT * FROM deliveries
        WHERE organization_id = ${organization} AND id = k.id AND ${withinWeeksOf('id', ids)} OFFSET 0) d
     WHERE ${all(conditions)}`;
  return { text, values, bind, organization, stillMatches: all(changing) };
}

interface Matching extends Statement {
  bind: Bind;
  /** The parameter of the organization. */
  organization: string;
  /** Whether a delivery `d` has not changed in what the filter compares. */
  stillMatches: string;
}

const all = (conditions: readonly string[]): string => ['true', ...conditions].join(' AND ');

/** The next deliveries of a bulk replay, oldest first, locked until the transaction ends. */
export async function nextDeliveries(
  sql: Sql,
  range: BulkRange,
  limit: number,
): Promise<BulkCandidates<ReplayCandidate>> {
  const keys = await nextKeys(sql, range, areKeysExact(range) ? limit : Math.max(limit, maxIdsRead));
  if (keys.ids.length === 0) return { candidates: [], last: undefined, isLast: true };
  const { text, values, bind, organization, stillMatches } = matching(range, keys.ids);
  const { rows } = await sql.query<LockedRow>(
    `WITH matching AS MATERIALIZED (${text} ORDER BY d.id LIMIT ${bind(limit)})
     SELECT d.*, e.active AS endpoint_active, e.deleted_at AS endpoint_deleted_at,
            coalesce(${stillMatches}, false) AS still_matches
       FROM matching m
      CROSS JOIN LATERAL (
              SELECT * FROM deliveries
               WHERE organization_id = ${organization} AND id = m.id AND ${withinWeeksOf('id', keys.ids)}
              OFFSET 0 FOR UPDATE) d
      CROSS JOIN LATERAL (SELECT active, deleted_at FROM endpoints WHERE id = d.endpoint_id OFFSET 0) e`,
    values,
  );
  // A delivery may have changed before it was locked.
  const candidates = rows.filter(({ still_matches }) => still_matches).map(candidateOf);
  // Behind a full page there may be more matches.
  const last = rows.at(-1)?.id;
  if (rows.length === limit) return { candidates, last, isLast: keys.isLast && last === keys.last };
  return { candidates, last: keys.last, isLast: keys.isLast };
}

type LockedRow = DeliveryState & {
  endpoint_active: boolean;
  endpoint_deleted_at: Date | null;
  still_matches: boolean;
};

function candidateOf({
  endpoint_active,
  endpoint_deleted_at,
  still_matches: _,
  ...delivery
}: LockedRow): ReplayCandidate {
  return { delivery, endpoint: { active: endpoint_active, deleted_at: endpoint_deleted_at } };
}

export interface CountedPart {
  matches: number;
  last: string | undefined;
  isLast: boolean;
}

/** Counts the matches among the next `limit` ids of a bulk replay. */
export async function countDeliveries(sql: Sql, range: BulkRange, limit: number): Promise<CountedPart> {
  const { ids, last, isLast } = await nextKeys(sql, range, limit);
  if (areKeysExact(range) || ids.length === 0) return { matches: ids.length, last, isLast };
  const { text, values } = matching(range, ids);
  const { rows } = await sql.query<{ count: number }>(`SELECT count(*)::int AS count FROM (${text}) m`, values);
  return { matches: rows[0]?.count ?? 0, last, isLast };
}

/** Counts the matches among the next `limit` events of a recovery. */
export async function countEvents(sql: Sql, range: BulkRange, limit: number): Promise<CountedPart> {
  const { rows } = await sql.query<{ count: number; read: number; last: string | null }>(
    `SELECT count(*) FILTER (WHERE NOT test)::int AS count, count(*)::int AS read, max(id) AS last
       FROM (${eventPage('id, test', range)}) e`,
    eventValues(range, limit),
  );
  const { count = 0, read = 0, last } = rows[0] ?? {};
  return { matches: count, last: last ?? undefined, isLast: read < limit };
}

/**
 * The events of the organization, or of its customer. A comparison of rows, which only one index supports; one of ids,
 * which leaves out partitions.
 */
export function eventPage(columns: string, { filter }: BulkRange): string {
  const isOf = filter.customer_id === undefined ? '$5::text IS NULL' : 'customer_id = $5';
  const names = filter.customer_id === undefined ? 'organization_id, id' : 'organization_id, customer_id, id';
  const given = filter.customer_id === undefined ? '$1' : '$1, $5';
  return `SELECT ${columns} FROM published_events
    WHERE (${names}) > (${given}, $2) AND (${names}) < (${given}, $3) AND id > $2 AND id < $3 AND ${isOf}
    ORDER BY ${names} LIMIT $4`;
}

export const eventValues = ({ organization_id, position, bound, filter }: BulkRange, limit: number): unknown[] => [
  organization_id,
  position,
  bound,
  limit,
  filter.customer_id ?? null,
];

export interface RecoveryCandidate {
  stream_id: string;
  published: EventPublished['data'];
  /** The endpoint has a delivery of it, or a fan-out will schedule one. */
  delivered: boolean;
}

/** The next events of the organization or of the endpoint's customer, oldest first, without test events. */
export async function nextEvents(
  sql: Sql,
  range: BulkRange,
  limit: number,
): Promise<BulkCandidates<RecoveryCandidate>> {
  const { rows } = await sql.query<RecoveryCandidate & { test: boolean }>(
    `SELECT e.id AS stream_id, e.test, p.data AS published,
            had.one IS NOT NULL OR EXISTS (
              SELECT 1 FROM fan_outs f WHERE f.event_stream_ids @> ARRAY[e.id] AND $6 = ANY(f.endpoint_ids)) AS delivered
       FROM (${eventPage('id, organization_id, test', range)}) e
      CROSS JOIN LATERAL (
              SELECT data FROM domain_events
               WHERE stream_id = e.id AND version = 1 AND stream_id > $2 AND stream_id < $3 OFFSET 0) p
       LEFT JOIN LATERAL (
              SELECT 1 AS one FROM (
                      SELECT endpoint_id FROM deliveries WHERE event_stream_id = e.id AND id >= $7 OFFSET 0) d
               WHERE d.endpoint_id = $6 LIMIT 1) had ON true
      ORDER BY e.organization_id, e.id`,
    [...eventValues(range, limit), range.filter.endpoint_id ?? '', earliestDelivery(range.position)],
  );
  const candidates = rows.flatMap(({ test, ...candidate }) => (test ? [] : [candidate]));
  return { candidates, last: rows.at(-1)?.stream_id, isLast: rows.length < limit };
}
