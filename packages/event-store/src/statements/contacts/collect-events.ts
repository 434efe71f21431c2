import { subscriptionCovers } from '@postrider/contracts';
import type { Sql } from '../../postgres/sql.js';
import type { AddressedEvent } from '../operational/outbox.js';

export interface DigestTimes {
  /** How long the first event after a quiet time waits for further ones. */
  delayMs: number;
  /** Minimum time between two messages. */
  digestMs: number;
}

interface Hearing {
  id: string;
  organization_id: string;
  customer_id: string | null;
  event_types: string[];
}

/**
 * Adds events to the next messages of the contacts that hear of them, in the transaction of their decision. The contacts are
 * locked first: whoever reads what waits for a contact, and locks it, misses none.
 */
export async function collectForContacts(
  sql: Sql,
  addressed: readonly AddressedEvent[],
  { delayMs, digestMs }: DigestTimes,
): Promise<void> {
  if (addressed.length === 0) return;
  const { rows: contacts } = await sql.query<Hearing>(
    `SELECT id, organization_id, customer_id, event_types FROM contacts
      WHERE organization_id = ANY($1) AND (customer_id IS NULL OR customer_id = ANY($2)) AND disabled_at IS NULL
      ORDER BY id FOR NO KEY UPDATE`,
    [
      [...new Set(addressed.map(({ organization_id }) => organization_id))],
      [...new Set(addressed.flatMap(({ customer_id }) => customer_id ?? []))],
    ],
  );
  const waiting = contacts.flatMap((contact) =>
    addressed
      .filter((each) => hears(contact, each))
      .map(({ event: { type, data } }) => ({ contact_id: contact.id, type, data })),
  );
  if (waiting.length === 0) return;
  await sql.query(
    `INSERT INTO contact_events (contact_id, type, data)
     SELECT contact_id, type, data FROM json_to_recordset($1::json) AS w (contact_id text, type text, data json)`,
    [JSON.stringify(waiting)],
  );
  await sql.query(
    `UPDATE contacts SET due_at = greatest(now() + $2 * interval '1 ms', last_sent_at + $3 * interval '1 ms')
      WHERE id = ANY($1) AND due_at IS NULL`,
    [[...new Set(waiting.map(({ contact_id }) => contact_id))], delayMs, digestMs],
  );
}

const hears = ({ organization_id, customer_id, event_types }: Hearing, { event, ...about }: AddressedEvent): boolean =>
  organization_id === about.organization_id &&
  (customer_id === null || customer_id === about.customer_id) &&
  event_types.some((pattern) => subscriptionCovers(pattern, event.type));
