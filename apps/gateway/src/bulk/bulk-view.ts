import { encodeCursor, type BulkOperation, type ExportFile } from '@postrider/contracts';
import type { BulkOperationRow, ExportFileRow } from '@postrider/event-store';

/** `file` is that of an export. */
export function bulkView(row: BulkOperationRow, file?: ExportFileRow): BulkOperation {
  const { id, kind, status, total, processed, skipped, request, created_at, completed_at } = row;
  return {
    id,
    kind,
    status,
    total,
    processed,
    skipped,
    request,
    created_at: created_at.toISOString(),
    completed_at: completed_at?.toISOString() ?? null,
    ...(file && { file: fileView(file) }),
  };
}

const fileView = ({ format, bytes, is_cut, position, expires_at }: ExportFileRow): ExportFile => ({
  format,
  bytes,
  next_cursor: is_cut && position !== null ? encodeCursor(position) : null,
  expires_at: expires_at?.toISOString() ?? null,
});
