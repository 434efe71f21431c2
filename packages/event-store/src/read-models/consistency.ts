import type { Sql } from '../postgres/sql.js';

/** A row of `pending_deliveries` that is missing or wrong, by its key. */
export interface PendingKey {
  organization_id: string;
  id: string;
}

export interface CheckedPage<P> {
  wrong: PendingKey[];
  /** Where the next page begins; null when this was the last. */
  next: P | null;
}

/**
 * The deliveries before `before`, newest first: those that are pending and have no row in `pending_deliveries`.
 * `first` is where the walk ends. One snapshot sees a delivery and its row: they are written together.
 */
export async function findUnlisted(
  sql: Sql,
  { before, first, limit }: { before: string; first: string; limit: number },
): Promise<CheckedPage<string>> {
  const { rows } = await sql.query<PendingKey & { unlisted: boolean }>({
    name: 'find-unlisted',
    text: `SELECT d.organization_id, d.id, d.status = 'pending' AND p.id IS NULL AS unlisted
             FROM (SELECT organization_id, id, status FROM deliveries
                    WHERE id < $1 AND id >= $2 ORDER BY id DESC LIMIT $3) d
             LEFT JOIN LATERAL (
                    SELECT id FROM pending_deliveries
                     WHERE d.status = 'pending' AND organization_id = d.organization_id AND id = d.id OFFSET 0) p ON true
            ORDER BY d.id DESC`,
    values: [before, first, limit],
  });
  return {
    wrong: rows.filter(({ unlisted }) => unlisted).map(keyOf),
    next: rows.length < limit ? null : (rows.at(-1)?.id ?? null),
  };
}

/** Rows of `pending_deliveries` behind `after` whose delivery has ended, is missing, or is due at another time. */
export async function findMislisted(
  sql: Sql,
  { after, limit }: { after: PendingKey; limit: number },
): Promise<CheckedPage<PendingKey>> {
  const { rows } = await sql.query<PendingKey & { mislisted: boolean }>({
    name: 'find-mislisted',
    text: `SELECT p.organization_id, p.id,
                  (d.status, d.organization_id, d.endpoint_id, coalesce(d.next_attempt_at, d.created_at)) IS DISTINCT FROM
                  ('pending', p.organization_id, p.endpoint_id, p.next_attempt_at) AS mislisted
             FROM (SELECT * FROM pending_deliveries
                    WHERE (organization_id, id) > ($1, $2) ORDER BY organization_id, id LIMIT $3) p
             LEFT JOIN LATERAL (
                    SELECT status, organization_id, endpoint_id, next_attempt_at, created_at
                      FROM deliveries WHERE id = p.id OFFSET 0) d ON true
            ORDER BY p.organization_id, p.id`,
    values: [after.organization_id, after.id, limit],
  });
  const last = rows.at(-1);
  return {
    wrong: rows.filter(({ mislisted }) => mislisted).map(keyOf),
    next: rows.length < limit || !last ? null : keyOf(last),
  };
}

const keyOf = ({ organization_id, id }: PendingKey): PendingKey => ({ organization_id, id });

/** Rows that are locked and mended by one statement. */
const together = 200;

export interface Mended {
  /** Pending deliveries that had no row. */
  added: number;
  /** Rows with another endpoint or time than their delivery has. */
  corrected: number;
  /** Rows whose delivery has ended or is missing. */
  removed: number;
}

/**
 * Brings these rows in line with their deliveries, which are locked and looked at again: whoever is recording one of them
 * has finished by then. Someone who began while a row was added here does not see it, and leaves it behind when the
 * delivery ends: so what was added is looked at once more, behind them.
 */
export async function mendPending(sql: Sql, keys: readonly PendingKey[]): Promise<Mended> {
  const mended = { added: 0, corrected: 0, removed: 0 };
  // In the order in which all writers lock.
  const sorted = keys.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  for (let first = 0; first < sorted.length; first += together) {
    const part = sorted.slice(first, first + together);
    const { added, corrected, removed } = await mendOnce(sql, part);
    if (added > 0) await mendOnce(sql, part);
    mended.added += added;
    mended.corrected += corrected;
    mended.removed += removed;
  }
  return mended;
}

async function mendOnce(sql: Sql, keys: readonly PendingKey[]): Promise<Mended> {
  const { rows } = await sql.query<Mended>({
    name: 'mend-pending',
    text: `WITH given AS MATERIALIZED (SELECT unnest($1::text[]) AS organization_id, unnest($2::text[]) AS id),
           locked AS MATERIALIZED (
             SELECT d.* FROM given g CROSS JOIN LATERAL (
               SELECT organization_id, id, endpoint_id, status, coalesce(next_attempt_at, created_at) AS next_attempt_at
                 FROM deliveries WHERE id = g.id OFFSET 0 FOR UPDATE) d),
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
