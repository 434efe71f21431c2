import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, now, time } from './initial/types.js';
import { creating, type Table } from './table.js';

const portalSessions: Table = {
  name: 'portal_sessions',
  comment: 'Sessions of customers in the portal, as hashes. Expired rows are deleted hourly.',
  columns: {
    id: [`${id} PRIMARY KEY`, 'pst_…'],
    hash: ['bytea NOT NULL UNIQUE', 'SHA-256 of the token.'],
    organization_id: [`${id} NOT NULL REFERENCES organizations (id)`, 'Owner.'],
    customer_id: [`${id} NOT NULL`, 'The customer, whose part of the API the token opens.'],
    capabilities: ['text[] NOT NULL', 'What the customer may do: view, manage, test, replay, secrets.'],
    return_url: ['text', "Where the page's link back leads; null for no link."],
    theme: ['text', 'light, dark or auto; null for that of the organization.'],
    created_at: [now, 'Time of creation.'],
    expires_at: [time, 'End of the session.'],
  },
  indexes: {
    portal_sessions_listed: ['(customer_id, id)', 'The list of sessions, and the oldest, which end first.'],
    portal_sessions_age: ['(expires_at)', 'Expired rows.'],
  },
};

const statements = [
  ...creating(portalSessions),
  'ALTER TABLE organizations ADD COLUMN portal json',
  "COMMENT ON COLUMN organizations.portal IS 'How the portal looks, and where it may be embedded. Null for the default.'",
  'ALTER TABLE bulk_operations ADD COLUMN actor json',
  "COMMENT ON COLUMN bulk_operations.actor IS 'What asked for it; null if an earlier release started it.'",
];

export class Portal1764850000000 implements MigrationInterface {
  name = 'Portal1764850000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE bulk_operations DROP COLUMN actor');
    await runner.query('ALTER TABLE organizations DROP COLUMN portal');
    await runner.query('DROP TABLE portal_sessions');
  }
}
