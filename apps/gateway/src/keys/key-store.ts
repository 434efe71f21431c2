import type { ApiKey, Sql } from '@postrider/event-store';

/** Locks the organization until the transaction ends, so that concurrent creations don't exceed a limit. */
export async function countActiveKeys(sql: Sql, organizationId: string): Promise<number> {
  await sql.query('SELECT 1 FROM organizations WHERE id = $1 FOR NO KEY UPDATE', [organizationId]);
  const { rows } = await sql.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM api_keys WHERE organization_id = $1 AND revoked_at IS NULL',
    [organizationId],
  );
  return rows[0]?.count ?? 0;
}

export async function insertKey(
  sql: Sql,
  { id, organization_id, kind, name, hash, last_four }: Omit<ApiKey, 'created_at' | 'last_used_at' | 'revoked_at'>,
): Promise<ApiKey> {
  const { rows } = await sql.query<ApiKey>(
    `INSERT INTO api_keys (id, organization_id, kind, name, hash, last_four) VALUES ($1, $2, $3, $4, $5, $6) RETURNING *`,
    [id, organization_id, kind, name, hash, last_four],
  );
  const [stored] = rows;
  if (!stored) throw new Error('an inserted key was not returned');
  return stored;
}

/** Returns whether the organization has the key. */
export async function revokeKey(sql: Sql, organizationId: string, id: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    'UPDATE api_keys SET revoked_at = coalesce(revoked_at, now()) WHERE id = $1 AND organization_id = $2',
    [id, organizationId],
  );
  return rowCount === 1;
}

/** By id. */
export async function loadKeyNames(sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql.query<{ id: string; name: string | null }>(
    'SELECT id, name FROM api_keys WHERE id = ANY($1)',
    [ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
