import type { CustomerState, EndpointState } from '@postrider/domain';
import type { Sql } from '@postrider/event-store';
import type { CustomerKey } from '../customers/customer-store.js';
import type { Subscriber } from './subscriber.js';

const columns = 'id, uid, publish_limit, allowed_event_types, endpoints_version';

type CustomerVersion = CustomerKey &
  Pick<CustomerState, 'id' | 'uid' | 'publish_limit' | 'allowed_event_types'> & { endpoints_version: number };

/** Without unknown and deleted customers. */
export async function readCustomerVersions(sql: Sql, keys: readonly CustomerKey[]): Promise<CustomerVersion[]> {
  const { rows } = await sql.query<CustomerVersion>({
    name: 'publish-customers',
    // The form of a reference says which of its ids it is, so at most one of the two has a row.
    text: `SELECT k.organization_id, k.reference, c.*
             FROM (SELECT unnest($1::text[]) AS organization_id, unnest($2::text[]) AS reference) k
            CROSS JOIN LATERAL (
                   SELECT ${columns} FROM customers
                    WHERE organization_id = k.organization_id AND uid = k.reference AND deleted_at IS NULL
                   UNION ALL
                   SELECT ${columns} FROM customers
                    WHERE id = k.reference AND organization_id = k.organization_id AND deleted_at IS NULL) c`,
    values: [keys.map(({ organization_id }) => organization_id), keys.map(({ reference }) => reference)],
  });
  return rows;
}

/** The active endpoints of customers, by customer. */
export async function readSubscribersOf(
  sql: Sql,
  customerIds: readonly string[],
): Promise<Map<string | null, Subscriber[]>> {
  if (customerIds.length === 0) return new Map();
  const { rows } = await sql.query<Subscriber & Pick<EndpointState, 'customer_id'>>({
    name: 'publish-customer-endpoints',
    text: `SELECT e.* FROM (SELECT unnest($1::text[]) AS id) c
            CROSS JOIN LATERAL (
                   SELECT id, event_types, format, envelope, all_customers, customer_id FROM endpoints
                    WHERE customer_id = c.id AND deleted_at IS NULL AND active ORDER BY id) e`,
    values: [customerIds],
  });
  return Map.groupBy(rows, ({ customer_id }) => customer_id);
}
