import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, now } from './initial/types.js';
import { creating, type Table } from './table.js';

const contacts: Table = {
  name: 'contacts',
  comment: 'Whom operational events are told by e-mail or in Slack, and when the next message is due.',
  columns: {
    id: [`${id} PRIMARY KEY`, 'ctc_…'],
    organization_id: [`${id} NOT NULL REFERENCES organizations (id)`, 'Owner.'],
    customer_id: [id, 'The customer that it hears about; null for everything of the organization.'],
    channel: ['text NOT NULL', 'email or slack.'],
    address: ['text', 'E-mail address; null for slack.'],
    sealed_url: ['text', 'Slack URL, encrypted; null for email.'],
    url_host: ['text', 'Host of the Slack URL.'],
    url_last_four: ['text', 'Last four characters of the Slack URL.'],
    event_types: ['text[] NOT NULL', 'Types of operational events, or prefixes.'],
    disabled_reason: ['text', 'unsubscribed or refused; null while it gets messages.'],
    disabled_at: ['timestamptz', 'When it was disabled.'],
    last_sent_at: ['timestamptz', 'Time of the last message.'],
    due_at: ['timestamptz', 'When the next message is to be sent or tried again. Null while nothing waits.'],
    digest_up_to: ['bigint', 'Last event of a message whose outcome is not known: a repetition has the same events.'],
    failures: ['int NOT NULL DEFAULT 0', 'Tries that failed since the last message.'],
    created_at: [now, 'Time of creation.'],
  },
  indexes: {
    contacts_listed: ['(organization_id, id)', 'The list of contacts.'],
    contacts_hearing: ['(organization_id, customer_id) WHERE disabled_at IS NULL', 'Who hears of an event.'],
    contacts_of_customer: ['(customer_id) WHERE customer_id IS NOT NULL', 'The contacts of a deleted customer.'],
    contacts_due: ['(due_at) WHERE due_at IS NOT NULL', 'Messages that are due.'],
  },
};

const events: Table = {
  name: 'contact_events',
  comment: 'Operational events that wait for the next message to a contact. Deleted when the message was accepted.',
  columns: {
    id: ['bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY', 'Order of the events of a contact.'],
    contact_id: [`${id} NOT NULL REFERENCES contacts (id) ON DELETE CASCADE`, 'Who is to be told.'],
    type: ['text NOT NULL', 'Type of the event.'],
    data: ['json NOT NULL', 'Data of the event.'],
    created_at: [now, 'Time of the decision.'],
  },
  indexes: { contact_events_waiting: ['(contact_id, id)', 'What waits for a contact.'] },
};

export class Contacts1765000000000 implements MigrationInterface {
  name = 'Contacts1765000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [contacts, events].flatMap(creating)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of [events, contacts]) await runner.query(`DROP TABLE ${name}`);
  }
}
