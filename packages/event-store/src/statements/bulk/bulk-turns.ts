import type { Sql } from '../../postgres/sql.js';
import type { BulkOperationRow } from '../../postgres/tables/bulk-operation.table.js';
import { operationFacts } from '../operational/facts.js';
import type { CountedPart } from './bulk-pages.js';

/** Exports have turns of their own: they wait for no queue. */
const running = `b.status = 'running' AND b.kind <> 'export'`;

/** Organizations tried for one turn. Other dispatchers may have locked the first ones. */
const maxTried = 20;

const maxTurn = '9223372036854775807';
/** Compared as one row, so that the planner uses the index of running operations: no other one has the order. */
const turns = '(b.organization_id, b.turn)';

/**
 * Organizations with running operations, by the time since their last turn, longest first. Reads one index entry per
 * organization.
 */
const nextOrganizations = `
  WITH RECURSIVE waiting AS (
    (SELECT b.organization_id FROM bulk_operations b WHERE ${running} ORDER BY b.organization_id, b.turn LIMIT 1)
    UNION ALL
    SELECT next.organization_id FROM waiting w CROSS JOIN LATERAL (
      SELECT b.organization_id FROM bulk_operations b
       WHERE ${running} AND ${turns} > (w.organization_id, ${maxTurn})
       ORDER BY b.organization_id, b.turn LIMIT 1) next)
  SELECT w.organization_id FROM waiting w CROSS JOIN LATERAL (
    SELECT b.turn FROM bulk_operations b
     WHERE ${running} AND ${turns} >= (w.organization_id, 0) AND ${turns} <= (w.organization_id, ${maxTurn})
     ORDER BY b.organization_id DESC, b.turn DESC LIMIT 1) latest
   ORDER BY latest.turn LIMIT $1`;

/**
 * Gives the next turn to the organization that has waited longest, and to its operation that has waited longest. The
 * turn counts even if the page fails. Returns the operation's id; undefined if nothing is to be done.
 */
export async function takeBulkTurn(sql: Sql): Promise<string | undefined> {
  const { rows } = await sql.query<{ organization_id: string }>(nextOrganizations, [maxTried]);
  for (const { organization_id } of rows) {
    const turn = await sql.query<{ id: string }>(
      `UPDATE bulk_operations SET turn = nextval('bulk_turns') WHERE id = (
         SELECT b.id FROM bulk_operations b
          WHERE ${running} AND ${turns} >= ($1, 0) AND ${turns} <= ($1, ${maxTurn})
          ORDER BY b.organization_id, b.turn LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING id`,
      [organization_id],
    );
    const [taken] = turn.rows;
    if (taken) return taken.id;
  }
  return undefined;
}

/** Locks a running operation until the transaction ends. Undefined if it has ended or is locked. */
export async function lockOperation(sql: Sql, id: string): Promise<BulkOperationRow | undefined> {
  const { rows } = await sql.query<BulkOperationRow>(
    `SELECT * FROM bulk_operations WHERE id = $1 AND status = 'running' FOR UPDATE SKIP LOCKED`,
    [id],
  );
  return rows[0];
}

export interface BulkProgress {
  processed: number;
  skipped: number;
  /** The last stream that was read. */
  last: string | undefined;
  isLast: boolean;
}

/**
 * Advances an operation by a page. If its position overtakes the count, the number of processed streams replaces the
 * count; at the end it is the total, and the end is noted for an operational event.
 */
export async function advanceOperation(sql: Sql, id: string, page: BulkProgress): Promise<void> {
  await sql.query(
    `WITH advanced AS (
     UPDATE bulk_operations SET position = coalesce($2, position), processed = processed + $3, skipped = skipped + $4,
            counted = CASE WHEN count_position < $2 THEN processed + $3 ELSE counted END,
            count_position = greatest(count_position, $2),
            total = CASE WHEN $5 THEN coalesce(total, processed + $3) ELSE total END,
            status = CASE WHEN $5 THEN 'completed' ELSE status END, completed_at = CASE WHEN $5 THEN now() END
      WHERE id = $1 RETURNING *)
     ${operationFacts('advanced')}`,
    [id, page.last ?? null, page.processed, page.skipped, page.isLast],
  );
}

/** The next running operation by id whose matches are not counted. No index knows those of a search: they are not counted. */
export async function findUncounted(sql: Sql, after: string): Promise<BulkOperationRow | undefined> {
  const { rows } = await sql.query<BulkOperationRow>(
    `SELECT * FROM bulk_operations
      WHERE status = 'running' AND total IS NULL AND filter->'search' IS NULL AND id > $1 ORDER BY id LIMIT 1`,
    [after],
  );
  return rows[0];
}

/** Adds a part to the count of a running operation, unless the count has advanced since. */
export async function addCount(sql: Sql, operation: BulkOperationRow, part: CountedPart): Promise<void> {
  await sql.query(
    `UPDATE bulk_operations SET counted = counted + $3, count_position = coalesce($4, count_position),
            total = CASE WHEN $5 THEN counted + $3 END
      WHERE id = $1 AND count_position = $2 AND total IS NULL AND status = 'running'`,
    [operation.id, operation.count_position, part.matches, part.last ?? null, part.isLast],
  );
}
