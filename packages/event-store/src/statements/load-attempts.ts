import type { EventPublished } from '@postrider/contracts';
import type { DeliveryState, EndpointState } from '@postrider/domain';
import { deliveryColumns } from '../read-models/rows.js';
import type { Sql } from '../postgres/sql.js';

export interface LoadedDelivery {
  delivery: DeliveryState;
  endpoint: Pick<EndpointState, 'id' | 'url' | 'active' | 'rate_limit' | 'secrets'>;
  /** The request body. */
  payload: string;
}

type Row = DeliveryState & {
  endpoint_url: string;
  endpoint_active: boolean;
  endpoint_rate_limit: number | null;
  endpoint_secrets: EndpointState['secrets'];
  scheduled: { payload: string } | null;
  /** Null if retention has dropped the event. */
  published: EventPublished['data'] | null;
};

/** By name: a prepared `d.*` breaks when a migration adds a column. */
const deliveryNames = Object.keys(deliveryColumns)
  .map((name) => `d.${name}`)
  .join(', ');

/**
 * Loads deliveries with their endpoint and request body. The endpoint is never cached, so that a rotated secret, a
 * changed URL or a deactivation applies to the next attempt. Missing ids are left out.
 */
export async function loadAttempts(sql: Sql, deliveryIds: readonly string[]): Promise<Map<string, LoadedDelivery>> {
  // OFFSET 0 keeps the ids first, whatever the planner's statistics: from the endpoint on, it would read all its
  // deliveries.
  const { rows } = await sql.query<Row>({
    name: 'load-attempts',
    text: `SELECT ${deliveryNames}, e.url AS endpoint_url, e.active AS endpoint_active,
                  e.rate_limit AS endpoint_rate_limit, e.secrets AS endpoint_secrets,
                  (SELECT s.data FROM domain_events s WHERE d.own_payload AND s.stream_id = d.id AND s.version = 1) AS scheduled,
                  (SELECT p.data FROM domain_events p WHERE p.stream_id = d.event_stream_id AND p.version = 1) AS published
             FROM unnest($1::text[]) AS wanted (id)
             CROSS JOIN LATERAL (SELECT * FROM deliveries WHERE id = wanted.id OFFSET 0) d
             JOIN endpoints e ON e.id = d.endpoint_id`,
    values: [deliveryIds],
  });
  return new Map(rows.flatMap((row) => loaded(row)));
}

function loaded({
  endpoint_url,
  endpoint_active,
  endpoint_rate_limit,
  endpoint_secrets,
  scheduled,
  published,
  ...delivery
}: Row): [string, LoadedDelivery][] {
  const payload = scheduled?.payload ?? published?.body;
  if (payload === undefined) return [];
  const endpoint = {
    id: delivery.endpoint_id,
    url: endpoint_url,
    active: endpoint_active,
    rate_limit: endpoint_rate_limit,
    secrets: endpoint_secrets,
  };
  return [[delivery.id, { delivery, endpoint, payload }]];
}
