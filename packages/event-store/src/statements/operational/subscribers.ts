import { subscriptionCovers } from '@postrider/contracts';
import {
  getsOperationalEvents,
  operationalSubscriptions,
} from '../../postgres/migrations/1764950000000-operational-subscribers.js';
import type { Sql } from '../../postgres/sql.js';
import type { AddressedEvent } from './outbox.js';

/** Which of these organizations have an endpoint that subscribes to operational events, active or not, or a contact. */
export async function findSubscribing(sql: Sql, organizationIds: readonly string[]): Promise<Set<string>> {
  if (organizationIds.length === 0) return new Set();
  const { rows } = await sql.query<{ id: string }>(
    `SELECT o.id FROM unnest($1::text[]) AS o (id)
       LEFT JOIN LATERAL (
              SELECT id FROM endpoints WHERE organization_id = o.id AND ${getsOperationalEvents} LIMIT 1) e ON true
       LEFT JOIN LATERAL (
              SELECT id FROM contacts WHERE organization_id = o.id AND disabled_at IS NULL LIMIT 1) c ON true
      WHERE e.id IS NOT NULL OR c.id IS NOT NULL`,
    [[...new Set(organizationIds)]],
  );
  return new Set(rows.map(({ id }) => id));
}

/** The events for which there is a subscriber, active or not, other than the endpoint that they are about. */
export async function withSubscribers(sql: Sql, addressed: readonly AddressedEvent[]): Promise<AddressedEvent[]> {
  if (addressed.length === 0) return [];
  const asked = addressed.map(({ organization_id, customer_id, event: { type, data } }, i) => ({
    ...{ i, organization_id, customer_id },
    about: 'endpoint_id' in data ? data.endpoint_id : null,
    patterns: operationalSubscriptions.filter((pattern) => subscriptionCovers(pattern, type)),
  }));
  const { rows } = await sql.query<{ i: number }>(
    `SELECT a.i FROM json_to_recordset($1::json)
                       AS a (i int, organization_id text, customer_id text, about text, patterns text[])
      CROSS JOIN LATERAL (
             SELECT FROM endpoints e
              WHERE e.organization_id = a.organization_id AND ${getsOperationalEvents} AND e.event_types && a.patterns
                AND (e.customer_id IS NOT DISTINCT FROM a.customer_id OR e.customer_id IS NULL AND e.all_customers)
                AND e.id IS DISTINCT FROM a.about
              LIMIT 1) s`,
    [JSON.stringify(asked)],
  );
  const found = new Set(rows.map(({ i }) => i));
  return addressed.filter((_, i) => found.has(i));
}
