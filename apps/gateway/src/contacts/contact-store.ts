import type { ContactRow, Sql } from '@postrider/event-store';

interface Owner {
  organization_id: string;
  customer_id: string | null;
}

/** Counts to `limit`. The organization or the customer is locked, so that concurrent creations don't exceed it. */
export async function countContacts(sql: Sql, { organization_id, customer_id }: Owner, limit: number): Promise<number> {
  if (customer_id === null) {
    await sql.query('SELECT 1 FROM organizations WHERE id = $1 FOR NO KEY UPDATE', [organization_id]);
  }
  const { rows } = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (
       SELECT 1 FROM contacts WHERE organization_id = $1 AND customer_id IS NOT DISTINCT FROM $2 LIMIT $3) AS existing`,
    [organization_id, customer_id, limit],
  );
  return rows[0]?.count ?? 0;
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
