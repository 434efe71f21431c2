import type { ExportFormat } from '@postrider/contracts';
import type { Sql } from '../../postgres/sql.js';

/** The file of an export, which is stored in chunks. */
export interface ExportFileRow {
  operation_id: string;
  format: ExportFormat;
  /** The last delivery that was read; null at the start. */
  position: string | null;
  chunks: number;
  bytes: number;
  stored_bytes: number;
  is_cut: boolean;
  expires_at: Date | null;
}

const columns = `operation_id, format, position, chunks, bytes::float8 AS bytes, stored_bytes::float8 AS stored_bytes,
  is_cut, expires_at`;

export async function insertExportFile(sql: Sql, operationId: string, format: ExportFormat): Promise<void> {
  await sql.query('INSERT INTO export_files (operation_id, format) VALUES ($1, $2)', [operationId, format]);
}

/** The files of operations, without those that have expired. */
export async function loadExportFiles(
  sql: Sql,
  operationIds: readonly string[],
): Promise<ReadonlyMap<string, ExportFileRow>> {
  const { rows } = await sql.query<ExportFileRow>(
    `SELECT ${columns} FROM export_files
      WHERE operation_id = ANY($1) AND (expires_at IS NULL OR expires_at > now())`,
    [operationIds],
  );
  return new Map(rows.map((row) => [row.operation_id, row]));
}

export async function deleteExportFile(sql: Sql, operationId: string): Promise<void> {
  await sql.query('DELETE FROM export_files WHERE operation_id = $1', [operationId]);
}

/** A compressed part of a file; undefined once the file is deleted. */
export async function readExportChunk(sql: Sql, operationId: string, number: number): Promise<Buffer | undefined> {
  const { rows } = await sql.query<{ body: Buffer }>(
    'SELECT body FROM export_chunks WHERE operation_id = $1 AND number = $2',
    [operationId, number],
  );
  return rows[0]?.body;
}
