import type { BulkOperation } from '@postrider/contracts';
import type { BulkOperationRow } from '@postrider/event-store';

export function bulkView(row: BulkOperationRow): BulkOperation {
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
  };
}
