import type { Sql } from '@postrider/event-store';

export async function loadSearchablePaths(sql: Sql, organizationId: string): Promise<string[]> {
  const { rows } = await sql.query<{ searchable_paths: string[] }>(
    'SELECT searchable_paths FROM organizations WHERE id = $1',
    [organizationId],
  );
  return rows[0]?.searchable_paths ?? [];
}

/**
 * Also increases `event_types_version`, which publishing compares with its cached paths: its commit is the moment from
 * which events are indexed by the new paths.
 */
export async function saveSearchablePaths(sql: Sql, organizationId: string, paths: readonly string[]): Promise<void> {
  await sql.query(
    'UPDATE organizations SET searchable_paths = $2, event_types_version = event_types_version + 1 WHERE id = $1',
    [organizationId, paths],
  );
}
