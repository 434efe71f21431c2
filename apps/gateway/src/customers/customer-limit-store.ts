import type { CustomerLimits } from '@postrider/contracts';
import type { Sql } from '@postrider/event-store';

/** Null where the organization leaves it to the settings. */
export type OwnLimits = Omit<CustomerLimits, 'limits'>;

const noLimits: OwnLimits = { rate_limit: null, publish_limit: null, max_endpoints: null };

/** The limits that an organization gives to customers without their own. */
export async function loadCustomerLimits(sql: Sql, organizationId: string): Promise<OwnLimits> {
  const { rows } = await sql.query<{ customer_limits: OwnLimits | null }>(
    'SELECT customer_limits FROM organizations WHERE id = $1',
    [organizationId],
  );
  return { ...noLimits, ...rows[0]?.customer_limits };
}

/** Locks the organization until the transaction ends. Publishing compares `event_types_version` with its cached limits. */
export async function changeCustomerLimits(
  sql: Sql,
  organizationId: string,
  changes: Partial<OwnLimits>,
): Promise<OwnLimits> {
  await sql.query('SELECT 1 FROM organizations WHERE id = $1 FOR NO KEY UPDATE', [organizationId]);
  const limits = { ...(await loadCustomerLimits(sql, organizationId)), ...changes };
  await sql.query(
    'UPDATE organizations SET customer_limits = $2, event_types_version = event_types_version + 1 WHERE id = $1',
    [organizationId, limits],
  );
  return limits;
}
