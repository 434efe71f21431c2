import { isId } from '@postrider/contracts';
import { operationFacts, type BulkOperationRow, type Sql } from '@postrider/event-store';
import { notFound } from '../http/api-error.js';

type NewOperation = Pick<
  BulkOperationRow,
  | 'id'
  | 'organization_id'
  | 'kind'
  | 'filter'
  | 'request'
  | 'actor'
  | 'position'
  | 'bound'
  | 'total'
  | 'counted'
  | 'count_position'
>;

export async function insertOperation(sql: Sql, operation: NewOperation): Promise<BulkOperationRow> {
  const { id, organization_id, kind, filter, request, actor, position, bound, total, counted, count_position } =
    operation;
  const { rows } = await sql.query<BulkOperationRow>(
    `INSERT INTO bulk_operations (id, organization_id, kind, status, filter, request, actor, position, bound, total, counted, count_position)
     VALUES ($1, $2, $3, 'running', $4, $5, $6, $7, $8, $9, $10, $11) RETURNING *`,
    [
      id,
      organization_id,
      kind,
      JSON.stringify(filter),
      JSON.stringify(request),
      actor && JSON.stringify(actor),
      position,
      bound,
      total,
      counted,
      count_position,
    ],
  );
  const [row] = rows;
  if (!row) throw new Error('an inserted operation was not returned');
  return row;
}

/** Locks the operation until the transaction ends. Dispatchers skip locked operations. */
export async function lockOperation(sql: Sql, organizationId: string, id: string): Promise<BulkOperationRow> {
  if (!isId('bulkOperation', id)) throw notFound.operation(id);
  const { rows } = await sql.query<BulkOperationRow>(
    'SELECT * FROM bulk_operations WHERE id = $1 AND organization_id = $2 FOR UPDATE',
    [id, organizationId],
  );
  const [row] = rows;
  if (!row) throw notFound.operation(id);
  return row;
}

export async function cancelOperation(sql: Sql, id: string): Promise<BulkOperationRow | undefined> {
  const { rows } = await sql.query<BulkOperationRow>(
    `WITH cancelled AS (
       UPDATE bulk_operations SET status = 'cancelled', completed_at = now() WHERE id = $1 RETURNING *),
     noted AS (${operationFacts('cancelled')})
     SELECT * FROM cancelled`,
    [id],
  );
  return rows[0];
}
