import { isId } from '@postrider/contracts';
import type { DeliveryState } from '@postrider/domain';
import { withinWeeksOf, type Sql } from '@postrider/event-store';
import { notFound } from '../http/api-error.js';

/** 404 unless the delivery is the organization's own. */
export async function findDelivery(sql: Sql, organizationId: string, id: string): Promise<DeliveryState> {
  if (!isId('delivery', id)) throw notFound.delivery(id);
  const { rows } = await sql.query<DeliveryState>(
    `SELECT * FROM deliveries WHERE organization_id = $1 AND id = $2 AND ${withinWeeksOf('id', [id])}`,
    [organizationId, id],
  );
  const [state] = rows;
  if (!state) throw notFound.delivery(id);
  return state;
}
