import type { ContactChannel, ContactDisabledReason } from '@postrider/contracts';
import type { DigestEvent } from '@postrider/domain';
import type { Database, Sql } from '../../postgres/sql.js';

/** A contact whose message is due, claimed by one gateway for some time. */
export interface ClaimedContact {
  id: string;
  organization_id: string;
  customer_id: string | null;
  channel: ContactChannel;
  address: string | null;
  sealed_url: string | null;
  /** Tries that failed since the last message. */
  failures: number;
}

/** What one message is about. A repetition after an unknown outcome has the same events. */
export interface Digest {
  events: DigestEvent[];
  /** Events that are not among `events`, as there are too many. */
  more: number;
  /** Id of the last event; a bigint as text. */
  upTo: string;
}

export interface ClaimLimits {
  /** Contacts that are claimed at once. */
  contacts: number;
  /** Events that a message is made of; the rest is counted. */
  events: number;
  /** After this time, another gateway may claim them. */
  leaseMs: number;
  /** Events that have waited longer are dropped. */
  keepMs: number;
}

export interface ClaimedMessage {
  contact: ClaimedContact;
  digest: Digest;
}

/** Claims messages that are due, and drops what has waited too long. */
export async function claimMessages(database: Database, limits: ClaimLimits): Promise<ClaimedMessage[]> {
  return database.transaction(async (sql) => {
    const { rows } = await sql.query<ClaimedContact>(
      `UPDATE contacts SET due_at = now() + $2 * interval '1 ms'
        WHERE id IN (SELECT id FROM contacts WHERE due_at <= now() AND disabled_at IS NULL
                      ORDER BY due_at LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED)
       RETURNING id, organization_id, customer_id, channel, address, sealed_url, failures`,
      [limits.contacts, limits.leaseMs],
    );
    const claimed: ClaimedMessage[] = [];
    for (const contact of rows) {
      const digest = await digestOf(sql, contact.id, limits);
      if (digest) claimed.push({ contact, digest });
      else await setDue(sql, contact.id, 0);
    }
    return claimed;
  });
}

/** In a transaction that has locked the contact. Undefined if nothing waits. */
async function digestOf(sql: Sql, contactId: string, limits: ClaimLimits): Promise<Digest | undefined> {
  await sql.query(`DELETE FROM contact_events WHERE contact_id = $1 AND created_at < now() - $2 * interval '1 ms'`, [
    contactId,
    limits.keepMs,
  ]);
  const { rows: ends } = await sql.query<{ up_to: string | null }>(
    `UPDATE contacts SET digest_up_to = coalesce(
              (SELECT max(e.id) FROM contact_events e WHERE e.contact_id = contacts.id AND e.id <= contacts.digest_up_to),
              (SELECT max(e.id) FROM contact_events e WHERE e.contact_id = contacts.id))
      WHERE id = $1 RETURNING digest_up_to AS up_to`,
    [contactId],
  );
  const upTo = ends[0]?.up_to ?? undefined;
  if (upTo === undefined) return undefined;
  const { rows } = await sql.query<Pick<DigestEvent, 'type' | 'data'> & { total: number }>(
    `SELECT type, data, count(*) OVER ()::int AS total FROM contact_events WHERE contact_id = $1 AND id <= $2
      ORDER BY id LIMIT $3`,
    [contactId, upTo, limits.events],
  );
  // The type of a stored event says what its data is.
  const events = rows.map(({ type, data }) => ({ type, data }) as DigestEvent);
  return { events, more: (rows[0]?.total ?? 0) - events.length, upTo };
}

/** The message was accepted: what it had is deleted. */
export async function messageSent(
  database: Database,
  { contact, digest }: ClaimedMessage,
  digestMs: number,
): Promise<void> {
  await database.transaction(async (sql) => {
    await lock(sql, contact.id);
    await sql.query('DELETE FROM contact_events WHERE contact_id = $1 AND id <= $2', [contact.id, digest.upTo]);
    await sql.query('UPDATE contacts SET last_sent_at = now(), digest_up_to = NULL, failures = 0 WHERE id = $1', [
      contact.id,
    ]);
    await setDue(sql, contact.id, digestMs);
  });
}

/** The next try may have further events, unless the message may have been accepted (`isUnknown`). */
export async function messageFailed(
  sql: Sql,
  contactId: string,
  { pauseMs, isUnknown }: { pauseMs: number; isUnknown: boolean },
): Promise<void> {
  await sql.query(
    `UPDATE contacts SET due_at = now() + $2 * interval '1 ms', failures = failures + 1,
            digest_up_to = CASE WHEN $3 THEN digest_up_to END
      WHERE id = $1 AND disabled_at IS NULL`,
    [contactId, pauseMs, isUnknown],
  );
}

/** Nothing is sent to the contact any more. What waits is dropped. Returns whether there is such a contact. */
export async function disableContact(
  database: Database,
  contactId: string,
  reason: ContactDisabledReason,
): Promise<boolean> {
  return database.transaction(async (sql) => {
    const { rowCount } = await sql.query(
      `UPDATE contacts SET disabled_reason = coalesce(disabled_reason, $2), disabled_at = coalesce(disabled_at, now()),
              due_at = NULL, digest_up_to = NULL
        WHERE id = $1`,
      [contactId, reason],
    );
    await sql.query('DELETE FROM contact_events WHERE contact_id = $1', [contactId]);
    return rowCount === 1;
  });
}

/** In the order in which events are collected for them. What waits for them is deleted, too. */
export async function deleteContactsOf(sql: Sql, customerId: string): Promise<void> {
  await sql.query(
    'DELETE FROM contacts WHERE id IN (SELECT id FROM contacts WHERE customer_id = $1 ORDER BY id FOR UPDATE)',
    [customerId],
  );
}

async function lock(sql: Sql, contactId: string): Promise<void> {
  await sql.query('SELECT 1 FROM contacts WHERE id = $1 FOR NO KEY UPDATE', [contactId]);
}

/** When the next message is due: after `pauseMs` if events wait. The contact is locked. */
async function setDue(sql: Sql, contactId: string, pauseMs: number): Promise<void> {
  await sql.query(
    `UPDATE contacts SET due_at = CASE WHEN EXISTS (SELECT FROM contact_events e WHERE e.contact_id = $1)
            THEN now() + $2 * interval '1 ms' END
      WHERE id = $1`,
    [contactId, pauseMs],
  );
}
