import type { Sql } from '../../postgres/sql.js';
import type { BulkOperationRow } from '../../postgres/tables/bulk-operation.table.js';
import type { CountedPart } from './bulk-pages.js';

/** Organizations that are tried for one turn: those in front may be at work in other dispatchers. */
const mostTried = 20;

const mostTurns = '9223372036854775807';
/** As one row: no other index gives that order, so none can be taken that leads through operations that have ended. */
const turns = '(b.organization_id, b.turn)';

/**
 * Organizations with running operations: first the one that has waited longest for a turn of any of them. Read along the
 * index, one step for each organization.
 */
const nextOrganizations = `
  WITH RECURSIVE waiting AS (
    (SELECT b.organization_id FROM bulk_operations b WHERE b.status = 'running' ORDER BY b.organization_id, b.turn LIMIT 1)
    UNION ALL
    SELECT next.organization_id FROM waiting w CROSS JOIN LATERAL (
      SELECT b.organization_id FROM bulk_operations b
       WHERE b.status = 'running' AND ${turns} > (w.organization_id, ${mostTurns})
       ORDER BY b.organization_id, b.turn LIMIT 1) next)
  SELECT w.organization_id FROM waiting w CROSS JOIN LATERAL (
    SELECT b.turn FROM bulk_operations b
     WHERE b.status = 'running' AND ${turns} >= (w.organization_id, 0) AND ${turns} <= (w.organization_id, ${mostTurns})
     ORDER BY b.organization_id DESC, b.turn DESC LIMIT 1) latest
   ORDER BY latest.turn LIMIT $1`;

/**
 * Gives a turn to the running operation whose organization, and which among that one's, has waited longest. The turn is
 * taken before the work: an operation whose page fails goes to the back as well. Returns its id, or undefined where
 * there is nothing to do.
 */
export async function takeBulkTurn(sql: Sql): Promise<string | undefined> {
  const { rows } = await sql.query<{ organization_id: string }>(nextOrganizations, [mostTried]);
  for (const { organization_id } of rows) {
    const turn = await sql.query<{ id: string }>(
      `UPDATE bulk_operations SET turn = nextval('bulk_turns') WHERE id = (
         SELECT b.id FROM bulk_operations b
          WHERE b.status = 'running' AND ${turns} >= ($1, 0) AND ${turns} <= ($1, ${mostTurns})
          ORDER BY b.organization_id, b.turn LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING id`,
      [organization_id],
    );
    const [taken] = turn.rows;
    if (taken) return taken.id;
  }
  return undefined;
}

/** A running operation, locked until the transaction ends; undefined when it has ended, or somebody else has it. */
export async function lockOperation(sql: Sql, id: string): Promise<BulkOperationRow | undefined> {
  const { rows } = await sql.query<BulkOperationRow>(
    `SELECT * FROM bulk_operations WHERE id = $1 AND status = 'running' FOR UPDATE SKIP LOCKED`,
    [id],
  );
  return rows[0];
}

/** What a page came to. */
export interface BulkProgress {
  processed: number;
  skipped: number;
  /** The last stream that was looked at. */
  last: string | undefined;
  isLast: boolean;
}

/**
 * Moves an operation on. Where its position overtakes the count, what it has processed is the count; at the end that
 * is the total.
 */
export async function moveOperation(sql: Sql, id: string, page: BulkProgress): Promise<void> {
  await sql.query(
    `UPDATE bulk_operations SET position = coalesce($2, position), processed = processed + $3, skipped = skipped + $4,
            counted = CASE WHEN count_position < $2 THEN processed + $3 ELSE counted END,
            count_position = greatest(count_position, $2),
            total = CASE WHEN $5 THEN coalesce(total, processed + $3) ELSE total END,
            status = CASE WHEN $5 THEN 'completed' ELSE status END, completed_at = CASE WHEN $5 THEN now() END
      WHERE id = $1`,
    [id, page.last ?? null, page.processed, page.skipped, page.isLast],
  );
}

/** The next running operation by id whose matches are not counted yet. */
export async function findUncounted(sql: Sql, after: string): Promise<BulkOperationRow | undefined> {
  const { rows } = await sql.query<BulkOperationRow>(
    `SELECT * FROM bulk_operations WHERE status = 'running' AND total IS NULL AND id > $1 ORDER BY id LIMIT 1`,
    [after],
  );
  return rows[0];
}

/** Adds a part to the count of a running operation that nobody has counted on since. */
export async function addCount(sql: Sql, operation: BulkOperationRow, part: CountedPart): Promise<void> {
  await sql.query(
    `UPDATE bulk_operations SET counted = counted + $3, count_position = coalesce($4, count_position),
            total = CASE WHEN $5 THEN counted + $3 END
      WHERE id = $1 AND count_position = $2 AND total IS NULL AND status = 'running'`,
    [operation.id, operation.count_position, part.matches, part.last ?? null, part.isLast],
  );
}
