import type { Sql } from '../../postgres/sql.js';
import { operationFacts } from '../operational/facts.js';

/**
 * Gives the next turn to the running export that has waited longest. The turn counts even if the page fails. Returns the
 * operation's id; undefined if nothing is to be done.
 */
export async function takeExportTurn(sql: Sql): Promise<string | undefined> {
  const { rows } = await sql.query<{ id: string }>(
    `UPDATE bulk_operations SET turn = nextval('bulk_turns') WHERE id = (
       SELECT id FROM bulk_operations WHERE kind = 'export' AND status = 'running'
        ORDER BY turn LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING id`,
  );
  return rows[0]?.id;
}

export interface ExportProgress {
  /** Number of deliveries in the chunk. */
  deliveries: number;
  /** The last delivery that was read. */
  position: string | null;
  /** Null if nothing is to be added to the file. */
  chunk: { number: number; body: Buffer; bytes: number } | null;
  /** How the file ends with this chunk; null if more follows. */
  end: 'complete' | 'cut' | null;
  /** Of the file, from its end. */
  lifetimeMs: number;
}

/**
 * Adds a chunk to the file of an export, and moves its position, in one statement. The number of deliveries is the total of an
 * export that ended before its matches were counted, unless it was cut. The end is noted for an operational event.
 */
export async function advanceExport(sql: Sql, operationId: string, page: ExportProgress): Promise<void> {
  const { deliveries, position, chunk, end, lifetimeMs } = page;
  await sql.query(
    `WITH chunk AS (
       INSERT INTO export_chunks (operation_id, number, body) SELECT $1, $4::int, $5::bytea WHERE $5::bytea IS NOT NULL),
     file AS (
       UPDATE export_files SET position = coalesce($3::text, position), bytes = bytes + $6::bigint, is_cut = $8::boolean,
              chunks = chunks + CASE WHEN $5::bytea IS NULL THEN 0 ELSE 1 END,
              stored_bytes = stored_bytes + coalesce(length($5::bytea), 0),
              expires_at = CASE WHEN $7::boolean THEN now() + $9::bigint * interval '1 millisecond' END
        WHERE operation_id = $1),
     advanced AS (
       UPDATE bulk_operations SET processed = processed + $2::int,
              total = CASE WHEN $7 AND NOT $8 THEN coalesce(total, processed + $2) ELSE total END,
              status = CASE WHEN $7 THEN 'completed' ELSE status END, completed_at = CASE WHEN $7 THEN now() END
        WHERE id = $1 RETURNING *)
     ${operationFacts('advanced')}`,
    [
      operationId,
      deliveries,
      position,
      chunk?.number ?? 0,
      chunk?.body ?? null,
      chunk?.bytes ?? 0,
      end !== null,
      end === 'cut',
      lifetimeMs,
    ],
  );
}
