import { EntitySchema } from 'typeorm';
import type { BulkOperationRow } from '../../statements/bulk/bulk-operation.js';

export const bulkOperationTable = new EntitySchema<BulkOperationRow>({
  name: 'bulk_operation',
  tableName: 'bulk_operations',
  columns: {
    id: { type: 'text', primary: true },
    organization_id: { type: 'text' },
    kind: { type: 'text' },
    status: { type: 'text' },
    filter: { type: 'jsonb' },
    position: { type: 'text' },
    bound: { type: 'text' },
    total: { type: 'int', nullable: true },
    counted: { type: 'int' },
    count_position: { type: 'text' },
    processed: { type: 'int' },
    skipped: { type: 'int' },
    turn: { type: 'bigint' },
    created_at: { type: 'timestamptz' },
    completed_at: { type: 'timestamptz', nullable: true },
  },
});
