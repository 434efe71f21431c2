import type { Sql } from '@postrider/event-store';

/** In the order of names. */
export async function loadBrowserOrigins(sql: Sql, organizationId: string): Promise<string[]> {
  const { rows } = await sql.query<{ origin: string }>(
    'SELECT origin FROM browser_origins WHERE organization_id = $1 ORDER BY origin COLLATE "C"',
    [organizationId],
  );
  return rows.map(({ origin }) => origin);
}

/** Locks the organization until the transaction ends: concurrent calls would add up their origins. */
export async function saveBrowserOrigins(sql: Sql, organizationId: string, origins: readonly string[]): Promise<void> {
  await sql.query('SELECT 1 FROM organizations WHERE id = $1 FOR NO KEY UPDATE', [organizationId]);
  await sql.query('DELETE FROM browser_origins WHERE organization_id = $1 AND origin <> ALL($2)', [
    organizationId,
    origins,
  ]);
  await sql.query(
    `INSERT INTO browser_origins (origin, organization_id) SELECT origin, $1 FROM unnest($2::text[]) AS origin
     ON CONFLICT DO NOTHING`,
    [organizationId, origins],
  );
}

/** A call from a page; without an organization, before it is known. */
export interface PageCall {
  origin: string;
  organization_id: string | undefined;
}

/** Returns for each call whether its organization, or any, has named the origin. */
export async function areNamed(sql: Sql, calls: readonly PageCall[]): Promise<boolean[]> {
  const { rows } = await sql.query<{ is_named: boolean }>({
    name: 'find-browser-origins',
    text: `SELECT CASE WHEN c.organization_id IS NULL
                  THEN EXISTS (SELECT 1 FROM browser_origins b WHERE b.origin = c.origin)
                  ELSE EXISTS (SELECT 1 FROM browser_origins b
                                WHERE b.origin = c.origin AND b.organization_id = c.organization_id)
                  END AS is_named
             FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS c (origin, organization_id, n) ORDER BY c.n`,
    values: [calls.map(({ origin }) => origin), calls.map(({ organization_id }) => organization_id ?? null)],
  });
  return rows.map(({ is_named }) => is_named);
}
