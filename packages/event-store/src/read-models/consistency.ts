import { namedFor, within, type Weeks } from '../postgres/partitions/weeks.js';
import type { Sql } from '../postgres/sql.js';

/** Key of a missing or wrong row of `pending_deliveries`. */
export interface PendingKey {
  organization_id: string;
  id: string;
}

export interface CheckedPage<P> {
  wrong: PendingKey[];
  /** Where the next page begins; null after the last page. */
  next: P | null;
}

/**
 * Finds pending deliveries without a row in `pending_deliveries`, in a page of the deliveries of some weeks, by
 * organization. A delivery and its row are written together, so one snapshot has both or neither.
 */
export async function findMissingPending(
  sql: Sql,
  { weeks, first, after, limit }: { weeks: Weeks; first: string; after: PendingKey; limit: number },
): Promise<CheckedPage<PendingKey>> {
  // The rest of one organization, then the others: an index finds the ids of each organization from `first` on.
  const page = (organizations: string, ids: string): string =>
    `SELECT organization_id, id, status FROM deliveries
      WHERE ${organizations} AND ${ids} AND ${within('id', 'delivery', weeks)} ORDER BY organization_id, id LIMIT $4`;
  const { rows } = await sql.query<CheckedRow>({
    ...namedFor('find-missing', weeks),
    text: `WITH page AS MATERIALIZED (
             SELECT * FROM ((${page('organization_id = $1', 'id > greatest($2, $3)')})
                            UNION ALL (${page('organization_id > $1', 'id >= $3')})) AS pages LIMIT $4)
           SELECT d.organization_id, d.id, true AS wrong
             FROM page d
             LEFT JOIN LATERAL (
                    SELECT id FROM pending_deliveries
                     WHERE organization_id = d.organization_id AND id = d.id OFFSET 0) p ON true
            WHERE d.status = 'pending' AND p.id IS NULL
            UNION ALL ${endOf('page', '$4')}`,
    values: [after.organization_id, after.id, first, limit],
  });
  return checkedPage(rows);
}

/** Finds rows of `pending_deliveries` after `after` whose delivery has ended, is missing, or is due at another time. */
export async function findStalePending(
  sql: Sql,
  { after, limit }: { after: PendingKey; limit: number },
): Promise<CheckedPage<PendingKey>> {
  const { rows } = await sql.query<CheckedRow>({
    name: 'find-stale',
    text: `WITH page AS MATERIALIZED (
             SELECT * FROM pending_deliveries
              WHERE (organization_id, id) > ($1, $2) ORDER BY organization_id, id LIMIT $3)
           SELECT p.organization_id, p.id, true AS wrong
             FROM page p
             LEFT JOIN LATERAL (
                    SELECT status, endpoint_id, next_attempt_at, created_at
                      FROM deliveries WHERE organization_id = p.organization_id AND id = p.id OFFSET 0) d ON true
            WHERE (d.status, d.endpoint_id, coalesce(d.next_attempt_at, d.created_at)) IS DISTINCT FROM
                  ('pending', p.endpoint_id, p.next_attempt_at)
            UNION ALL ${endOf('page', '$3')}`,
    values: [after.organization_id, after.id, limit],
  });
  return checkedPage(rows);
}

/** A wrong row, or the last row of a full page. */
type CheckedRow = PendingKey & { wrong: boolean };

/** Only what is wrong leaves Postgres, and the last key of a full page. */
const endOf = (page: string, limit: string): string =>
  `(SELECT organization_id, id, false FROM ${page} ORDER BY organization_id, id OFFSET ${limit} - 1)`;

function checkedPage(rows: readonly CheckedRow[]): CheckedPage<PendingKey> {
  const end = rows.find(({ wrong }) => !wrong);
  return { wrong: rows.filter(({ wrong }) => wrong).map(keyOf), next: end ? keyOf(end) : null };
}

const keyOf = ({ organization_id, id }: PendingKey): PendingKey => ({ organization_id, id });

/** Rows that one statement locks and repairs. */
const batchSize = 200;

export interface RepairedPending {
  /** Pending deliveries that had no row. */
  added: number;
  /** Rows with another endpoint or time than their delivery has. */
  corrected: number;
  /** Rows whose delivery has ended or is missing. */
  removed: number;
}

/**
 * Repairs rows after locking their deliveries, so that no statement is recording them. A statement that began before a
 * row was added here does not see the row, and leaves it when the delivery ends. So a batch with added rows is repaired
 * twice: the second lock waits for such statements.
 */
export async function repairPending(sql: Sql, keys: readonly PendingKey[]): Promise<RepairedPending> {
  const repaired = { added: 0, corrected: 0, removed: 0 };
  // All writers lock in this order.
  const sorted = keys.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  for (let first = 0; first < sorted.length; first += batchSize) {
    const part = sorted.slice(first, first + batchSize);
    const { added, corrected, removed } = await repairBatch(sql, part);
    if (added > 0) await repairBatch(sql, part);
    repaired.added += added;
    repaired.corrected += corrected;
    repaired.removed += removed;
  }
  return repaired;
}

async function repairBatch(sql: Sql, keys: readonly PendingKey[]): Promise<RepairedPending> {
  const { rows } = await sql.query<RepairedPending>({
    name: 'repair-pending',
    text: `WITH given AS MATERIALIZED (SELECT unnest($1::text[]) AS organization_id, unnest($2::text[]) AS id),
           locked AS MATERIALIZED (
             SELECT d.* FROM given g CROSS JOIN LATERAL (
               SELECT organization_id, id, endpoint_id, status, coalesce(next_attempt_at, created_at) AS next_attempt_at
                 FROM deliveries WHERE organization_id = g.organization_id AND id = g.id OFFSET 0 FOR UPDATE) d),
           pending AS MATERIALIZED (SELECT * FROM locked WHERE status = 'pending'),
           listed AS (
             INSERT INTO pending_deliveries AS p (organization_id, id, endpoint_id, next_attempt_at)
             SELECT organization_id, id, endpoint_id, next_attempt_at FROM pending
                 ON CONFLICT (organization_id, id) DO UPDATE
                SET endpoint_id = excluded.endpoint_id, next_attempt_at = excluded.next_attempt_at
              WHERE (p.endpoint_id, p.next_attempt_at) IS DISTINCT FROM (excluded.endpoint_id, excluded.next_attempt_at)
             RETURNING old.id IS NULL AS is_new),
           removed AS (
             DELETE FROM pending_deliveries p USING given g
              WHERE p.organization_id = g.organization_id AND p.id = g.id
                AND NOT EXISTS (SELECT 1 FROM pending l WHERE l.organization_id = p.organization_id AND l.id = p.id)
             RETURNING 1)
           SELECT (SELECT count(*) FROM listed WHERE is_new)::int AS added,
                  (SELECT count(*) FROM listed WHERE NOT is_new)::int AS corrected,
                  (SELECT count(*) FROM removed)::int AS removed`,
    values: [keys.map(({ organization_id }) => organization_id), keys.map(({ id }) => id)],
  });
  return rows[0] ?? { added: 0, corrected: 0, removed: 0 };
}
