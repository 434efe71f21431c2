import type { LiveTopic } from '@postrider/contracts';
import { namedFor, since, within } from '../../postgres/partitions/weeks.js';
import type { Sql } from '../../postgres/sql.js';

const lookBackMs = 7 * 24 * 3_600_000;

/** For each topic a text that changes with the organization's data. */
export type Fingerprint = Readonly<Record<LiveTopic, string>>;

/**
 * The fingerprints of organizations, from an index entry or a few rows each. Counters stand for the attempts, so a
 * replay changes the fingerprint with its attempt. The newest event and delivery are those of the last weeks: what is new
 * is in them.
 */
export async function loadFingerprints(
  sql: Sql,
  organizationIds: readonly string[],
): Promise<Map<string, Fingerprint>> {
  const weeks = since(Date.now() - lookBackMs);
  const { rows } = await sql.query<Fingerprint & { id: string }>({
    ...namedFor('load-fingerprints', weeks),
    text: `SELECT o.id, concat_ws(' ', o.endpoints_version, o.customers_version) AS endpoints, o.event_types_version::text AS event_types,
                  coalesce((SELECT e.id FROM published_events e
                    WHERE e.organization_id = o.id AND ${within('e.id', 'event', weeks)} ORDER BY e.id DESC LIMIT 1), '') AS events,
                  concat_ws(' ',
                    (SELECT d.id FROM deliveries d
                      WHERE d.organization_id = o.id AND ${within('d.id', 'delivery', weeks)} ORDER BY d.id DESC LIMIT 1),
                    (SELECT sum(delivered + failed_attempts + failed + retried) FROM (
                       SELECT delivered, failed_attempts, failed, retried FROM organization_periods
                        WHERE organization_id = o.id AND seconds = 3600
                       UNION ALL
                       SELECT delivered, failed_attempts, failed, retried FROM attempt_counters WHERE organization_id = o.id
                     ) AS counted)) AS deliveries,
                  (SELECT concat_ws(' ', count(*), count(revoked_at), max(last_used_at)) FROM api_keys k
                    WHERE k.organization_id = o.id) AS keys,
                  coalesce((SELECT string_agg(concat_ws(' ', id, status, processed), ',')
                    FROM (SELECT id, status, processed FROM bulk_operations WHERE organization_id = o.id
                           ORDER BY id DESC LIMIT 20) AS latest), '') AS bulk
             FROM unnest($1::text[]) AS wanted (id) JOIN organizations o ON o.id = wanted.id`,
    values: [organizationIds],
  });
  return new Map(rows.map(({ id, ...fingerprint }) => [id, fingerprint]));
}

/**
 * The fingerprints of customers, from an index entry or a few rows for each of their endpoints. What their deliveries
 * became without an attempt is in the counters until the rollup, which therefore changes the fingerprint once more.
 */
export async function loadCustomerFingerprints(
  sql: Sql,
  customerIds: readonly string[],
): Promise<Map<string, Fingerprint>> {
  const weeks = since(Date.now() - lookBackMs);
  const { rows } = await sql.query<Fingerprint & { id: string }>({
    ...namedFor('load-customer-fingerprints', weeks),
    text: `SELECT c.id, c.endpoints_version::text AS endpoints, o.event_types_version::text AS event_types,
                  coalesce((SELECT e.id FROM published_events e
                    WHERE e.organization_id = o.id AND e.customer_id = c.id AND ${within('e.id', 'event', weeks)}
                    ORDER BY e.id DESC LIMIT 1), '') AS events,
                  (SELECT concat_ws(' ', max(newest.id), sum(counted.attempts), sum(added.changes))
                     FROM endpoints e
                     LEFT JOIN LATERAL (SELECT d.id FROM deliveries d
                       WHERE d.endpoint_id = e.id AND ${within('d.id', 'delivery', weeks)}
                       ORDER BY d.id DESC LIMIT 1) AS newest ON true
                     LEFT JOIN LATERAL (SELECT sum(h.delivered + h.failed_attempts) AS attempts FROM endpoint_hours h
                       WHERE h.endpoint_id = e.id) AS counted ON true
                     LEFT JOIN (SELECT a.endpoint_id, sum(a.delivered + a.failed_attempts + a.failed) AS changes
                       FROM attempt_counters a WHERE a.organization_id = o.id GROUP BY 1) AS added ON added.endpoint_id = e.id
                    WHERE e.customer_id = c.id) AS deliveries,
                  '' AS keys,
                  coalesce((SELECT string_agg(concat_ws(' ', id, status, processed), ',')
                    FROM (SELECT id, status, processed, filter FROM bulk_operations WHERE organization_id = o.id
                           ORDER BY id DESC LIMIT 200) AS latest
                    WHERE filter->>'customer_id' = c.id), '') AS bulk
             FROM customers c JOIN organizations o ON o.id = c.organization_id
            WHERE c.id = ANY($1::text[])`,
    values: [customerIds],
  });
  return new Map(rows.map(({ id, ...fingerprint }) => [id, fingerprint]));
}

/** The topics in which two fingerprints differ. */
export function topicsChanged(before: Fingerprint, now: Fingerprint): LiveTopic[] {
  return (Object.keys(now) as LiveTopic[]).filter((topic) => before[topic] !== now[topic]);
}
