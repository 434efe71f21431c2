import type { EventPublished } from '@postrider/contracts';
import type { DeliveryState, EndpointState } from '@postrider/domain';
import { deliveryColumns } from '../projections/rows.js';
import type { Sql } from '../sql.js';

/** All that an attempt needs. */
export interface LoadedDelivery {
  delivery: DeliveryState;
  endpoint: Pick<EndpointState, 'id' | 'url' | 'active' | 'rate_limit' | 'secrets'>;
  /** The request body, exactly as it is sent. */
  payload: string;
}

type Row = DeliveryState & {
  endpoint_url: string;
  endpoint_active: boolean;
  endpoint_rate_limit: number | null;
  endpoint_secrets: EndpointState['secrets'];
  scheduled: { payload: string } | null;
  published: EventPublished['data'];
};

// Named one by one: a prepared `d.*` breaks when a migration adds a column.
const deliveryNames = Object.keys(deliveryColumns)
  .map((name) => `d.${name}`)
  .join(', ');

/**
 * Hot statement 2: deliveries with their endpoint and body, as committed now. The endpoint is read each time, never
 * cached: a rotated secret, a changed URL or a deactivation is in force on the next attempt. Missing ids are left out.
 */
export async function loadAttempts(sql: Sql, deliveryIds: readonly string[]): Promise<Map<string, LoadedDelivery>> {
  const { rows } = await sql.query<Row>({
    name: 'load-attempts',
    text: `SELECT ${deliveryNames}, e.url AS endpoint_url, e.active AS endpoint_active,
                  e.rate_limit AS endpoint_rate_limit, e.secrets AS endpoint_secrets,
                  s.data AS scheduled, p.data AS published
             FROM deliveries d
             JOIN endpoints e ON e.id = d.endpoint_id
             LEFT JOIN domain_events s ON d.own_payload AND s.stream_id = d.id AND s.version = 1
             JOIN domain_events p ON p.stream_id = d.event_stream_id AND p.version = 1
            WHERE d.id = ANY($1)`,
    values: [deliveryIds],
  });
  return new Map(
    rows.map(
      ({ endpoint_url, endpoint_active, endpoint_rate_limit, endpoint_secrets, scheduled, published, ...delivery }) => [
        delivery.id,
        {
          delivery,
          endpoint: {
            id: delivery.endpoint_id,
            url: endpoint_url,
            active: endpoint_active,
            rate_limit: endpoint_rate_limit,
            secrets: endpoint_secrets,
          },
          payload: scheduled?.payload ?? published.body,
        },
      ],
    ),
  );
}
