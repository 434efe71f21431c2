import { isId, type OwnerCustomer } from '@postrider/contracts';
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

/** Undefined for an export while another one of the organization is running. */
export async function insertOperation(sql: Sql, operation: NewOperation): Promise<BulkOperationRow | undefined> {
  const { id, organization_id, kind, filter, request, actor, position, bound, total, counted, count_position } =
    operation;
  const { rows } = await sql.query<BulkOperationRow>(
    `INSERT INTO bulk_operations (id, organization_id, kind, status, filter, request, actor, position, bound, total, counted, count_position)
     VALUES ($1, $2, $3, 'running', $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT DO NOTHING RETURNING *`,
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
  return rows[0];
}

/** The id of the organization's running export. */
export async function findRunningExport(sql: Sql, organizationId: string): Promise<string | undefined> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT id FROM bulk_operations WHERE organization_id = $1 AND kind = 'export' AND status = 'running'`,
    [organizationId],
  );
  return rows[0]?.id;
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

/** The customers of operations, by the id of the operation: that of the filter, or of the filter's endpoint. */
export async function loadOwnersOfOperations(
  sql: Sql,
  rows: readonly Pick<BulkOperationRow, 'id' | 'filter'>[],
): Promise<ReadonlyMap<string, OwnerCustomer>> {
  const ids = rows
    .filter(({ filter: { customer_id, endpoint_id } }) => customer_id !== undefined || endpoint_id !== undefined)
    .map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const { rows: owners } = await sql.query<OwnerCustomer & { operation_id: string }>(
    `SELECT b.id AS operation_id, c.id, c.uid FROM bulk_operations b
       LEFT JOIN endpoints e ON e.id = b.filter->>'endpoint_id' AND e.organization_id = b.organization_id
       JOIN customers c ON c.id = coalesce(b.filter->>'customer_id', e.customer_id)
      WHERE b.id = ANY($1)`,
    [ids],
  );
  return new Map(owners.map(({ operation_id, ...owner }) => [operation_id, owner]));
}
