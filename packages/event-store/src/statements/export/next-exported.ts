import { cutPage } from '@postrider/contracts';
import type { DeliveryState } from '@postrider/domain';
import type { Sql } from '../../postgres/sql.js';
import type { BulkRange } from '../../postgres/tables/bulk-operation.table.js';
import { listDeliveries } from '../list-deliveries.js';

/** Deliveries that a page compares with filters that no index knows. */
const mostCompared = 20_000;

/**
 * The next deliveries of an export before `position`, newest first. `last` is the delivery up to which was read; undefined at
 * the end.
 */
export async function nextExported(
  sql: Sql,
  { organization_id, filter: { search, delivery_ids: _, ...filter }, position: first, bound }: BulkRange,
  position: string | null,
  limit: number,
): Promise<{ deliveries: DeliveryState[]; last: string | undefined }> {
  const read = async <Row>(text: string, values: unknown[]): Promise<Row[]> =>
    (await sql.query<Row & object>(text, values)).rows;
  const { rows, searchedTo } = await listDeliveries(
    read,
    { organization_id, ...filter, ...search },
    { first, before: position ?? bound },
    limit + 1,
    mostCompared,
  );
  const { data, last } = cutPage(rows, limit, searchedTo);
  return { deliveries: data, last };
}
