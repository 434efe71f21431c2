import { defaultPortalSettings, type PortalSettings } from '@postrider/contracts';
import type { Sql } from '@postrider/event-store';

interface Row {
  name: string;
  portal: Partial<PortalSettings> | null;
}

export interface OrganizationPortal {
  organization: string;
  settings: PortalSettings;
}

/** Settings that a later release adds have their default. Undefined for an unknown organization. */
export async function findPortal(
  sql: Sql,
  organizationId: string,
  { lock = false } = {},
): Promise<OrganizationPortal | undefined> {
  const { rows } = await sql.query<Row>(
    `SELECT name, portal FROM organizations WHERE id = $1 ${lock ? 'FOR NO KEY UPDATE' : ''}`,
    [organizationId],
  );
  const [row] = rows;
  return row && { organization: row.name, settings: { ...defaultPortalSettings, ...row.portal } };
}

export async function savePortalSettings(sql: Sql, organizationId: string, settings: PortalSettings): Promise<void> {
  await sql.query('UPDATE organizations SET portal = $2 WHERE id = $1', [organizationId, JSON.stringify(settings)]);
}
