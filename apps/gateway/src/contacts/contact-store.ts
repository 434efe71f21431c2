import type { ContactRow, Sql } from '@postrider/event-store';

interface Owner {
  organization_id: string;
  customer_id: string | null;
}

export type ContactKey = Pick<NewContact, 'id' | 'address' | 'sealed_url'>;

/**
 * What tells the contacts of an owner apart. The organization or the customer is locked, so that concurrent creations neither
 * exceed the limit nor create a contact twice.
 */
export async function lockContacts(sql: Sql, { organization_id, customer_id }: Owner): Promise<ContactKey[]> {
  if (customer_id === null) {
    await sql.query('SELECT 1 FROM organizations WHERE id = $1 FOR NO KEY UPDATE', [organization_id]);
  }
  const { rows } = await sql.query<ContactKey>(
    `SELECT id, address, sealed_url FROM contacts
      WHERE organization_id = $1 AND customer_id IS NOT DISTINCT FROM $2 ORDER BY id`,
    [organization_id, customer_id],
  );
  return rows;
}

export interface NewContact
  extends Owner, Pick<ContactRow, 'id' | 'channel' | 'address' | 'url_host' | 'url_last_four' | 'event_types'> {
  sealed_url: string | null;
}

export async function insertContact(sql: Sql, contact: NewContact): Promise<ContactRow> {
  const { rows } = await sql.query<ContactRow>(
    `INSERT INTO contacts (id, organization_id, customer_id, channel, address, sealed_url, url_host, url_last_four, event_types)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING *`,
    [
      contact.id,
      contact.organization_id,
      contact.customer_id,
      contact.channel,
      contact.address,
      contact.sealed_url,
      contact.url_host,
      contact.url_last_four,
      contact.event_types,
    ],
  );
  const [stored] = rows;
  if (!stored) throw new Error('an inserted contact was not returned');
  return stored;
}

/** Returns whether the organization had the contact. What waits for it is deleted with it. */
export async function deleteContact(sql: Sql, organizationId: string, id: string): Promise<boolean> {
  const { rowCount } = await sql.query('DELETE FROM contacts WHERE id = $1 AND organization_id = $2', [
    id,
    organizationId,
  ]);
  return rowCount === 1;
}

/** Locked, so that of two calls at once, one asks for a test message. */
export async function lockContact(sql: Sql, organizationId: string, id: string): Promise<ContactRow | undefined> {
  const { rows } = await sql.query<ContactRow>(
    'SELECT * FROM contacts WHERE id = $1 AND organization_id = $2 FOR NO KEY UPDATE',
    [id, organizationId],
  );
  return rows[0];
}

/** Notes that a test message is asked for, unless one was within the interval. Of a locked contact. */
export async function requestTest(
  sql: Sql,
  id: string,
  intervalMs: number,
): Promise<{ row: ContactRow | undefined; waitMs: number }> {
  const { rows } = await sql.query<ContactRow>(
    `UPDATE contacts SET test_requested_at = date_trunc('milliseconds', clock_timestamp()), test_outcome = NULL, test_error = NULL
      WHERE id = $1 AND (test_requested_at IS NULL OR test_requested_at <= clock_timestamp() - $2 * interval '1 ms')
     RETURNING *`,
    [id, intervalMs],
  );
  const [row] = rows;
  if (row) return { row, waitMs: 0 };
  const { rows: waits } = await sql.query<{ ms: number }>(
    `SELECT extract(epoch FROM test_requested_at + $2 * interval '1 ms' - clock_timestamp())::float8 * 1000 AS ms
       FROM contacts WHERE id = $1`,
    [id, intervalMs],
  );
  return { row: undefined, waitMs: waits[0]?.ms ?? 0 };
}

/** Of the test message that was asked for at the time of the row, if no other one was since. */
export async function noteTestOutcome(
  sql: Sql,
  { id, test_requested_at }: Pick<ContactRow, 'id' | 'test_requested_at'>,
  outcome: ContactRow['test_outcome'],
  error: string | null,
): Promise<void> {
  await sql.query(
    `UPDATE contacts SET test_outcome = $3, test_error = $4
      WHERE id = $1 AND test_requested_at = $2`,
    [id, test_requested_at, outcome, error],
  );
}
