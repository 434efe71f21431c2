import { requestFormats, storedRequestFormat, type RequestFormat } from '@postrider/contracts';
import type { Sql } from '@postrider/event-store';

const defaultText = JSON.stringify(requestFormats.default);

export async function loadRequestFormat(sql: Sql, organizationId: string): Promise<RequestFormat> {
  const { rows } = await sql.query<{ request_format: RequestFormat | null }>(
    'SELECT request_format FROM organizations WHERE id = $1',
    [organizationId],
  );
  const stored = rows[0]?.request_format;
  return stored ? storedRequestFormat(stored) : requestFormats.default;
}

/** Locks the organization until the transaction ends: the fields of a call change what is there. */
export async function lockRequestFormat(sql: Sql, organizationId: string): Promise<RequestFormat> {
  await sql.query('SELECT 1 FROM organizations WHERE id = $1 FOR NO KEY UPDATE', [organizationId]);
  return loadRequestFormat(sql, organizationId);
}

/** The default is stored as null: its requests are built and recorded without a format. */
export async function saveRequestFormat(sql: Sql, organizationId: string, format: RequestFormat): Promise<void> {
  const text = JSON.stringify(format);
  await sql.query('UPDATE organizations SET request_format = $2 WHERE id = $1', [
    organizationId,
    text === defaultText ? null : text,
  ]);
}
