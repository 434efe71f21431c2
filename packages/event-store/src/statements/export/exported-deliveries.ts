import type { OwnerCustomer } from '@postrider/contracts';
import { deliveryView, type DeliveryState, type ExportedDelivery } from '@postrider/domain';
import type { Sql } from '../../postgres/sql.js';

interface ExportedEndpoint {
  id: string;
  name: string | null;
  url: string;
  customer: OwnerCustomer | null;
}

/** Adds to deliveries what their file says of their endpoints. */
export async function exportedDeliveries(sql: Sql, states: readonly DeliveryState[]): Promise<ExportedDelivery[]> {
  const { rows } = await sql.query<ExportedEndpoint>(
    `SELECT e.id, e.name, e.url,
            CASE WHEN c.id IS NOT NULL THEN json_build_object('id', c.id, 'uid', c.uid) END AS customer
       FROM endpoints e LEFT JOIN customers c ON c.id = e.customer_id WHERE e.id = ANY($1)`,
    [[...new Set(states.map(({ endpoint_id }) => endpoint_id))]],
  );
  const endpoints = new Map(rows.map((endpoint) => [endpoint.id, endpoint]));
  return states.map((state) => {
    const { name = null, url = '', customer = null } = endpoints.get(state.endpoint_id) ?? {};
    return {
      delivery: deliveryView(state, customer ?? undefined),
      endpoint_name: name,
      endpoint_url: url,
      last_duration_ms: state.last_duration_ms,
    };
  });
}
