import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildBesideCalls } from './build-beside-calls.js';
import { id, time } from './initial/types.js';
import { creating, type Table } from './table.js';

const customers: Table = {
  name: 'customers',
  comment:
    'Read model of the customer streams, one row each. Deleted customers stay, since events and deliveries name them.',
  columns: {
    id: [`${id} PRIMARY KEY`, 'cus_…, the stream.'],
    organization_id: [`${id} NOT NULL`, 'Owner.'],
    version: ['int NOT NULL', 'Version of the stream that the row shows.'],
    uid: [`${id} NOT NULL`, "The platform's own id. It never changes."],
    name: ['text', 'For people.'],
    metadata: ["jsonb NOT NULL DEFAULT '{}'", "The platform's own texts, by name."],
    active: ['boolean NOT NULL', 'Whether its endpoints get deliveries.'],
    rate_limit: ['int', 'Maximum number of requests per second over all endpoints; null for none.'],
    publish_limit: ['int', 'Maximum number of published events per second; null for none.'],
    max_endpoints: ['int', 'Maximum number of endpoints; null for the default of the settings.'],
    allowed_event_types: ['text[]', 'Subscriptions that cover what it may get; null for all.'],
    endpoints_version: ['int NOT NULL DEFAULT 0', 'Rises with each change of the customer and its endpoints.'],
    created_at: [time, 'Time of creation.'],
    updated_at: [time, 'Time of the last change.'],
    deleted_at: ['timestamptz', 'Null until it is deleted.'],
  },
  indexes: {
    customers_listed: ['(organization_id, id) WHERE deleted_at IS NULL', 'The list of customers.'],
  },
};

const endpointColumns = {
  customer_id: [id, 'The customer that it belongs to; null if it is of the organization itself.'],
  name: ['text', 'For people.'],
  uid: [id, "The caller's own id."],
  metadata: ["jsonb NOT NULL DEFAULT '{}'", "The caller's own texts, by name."],
  all_customers: ['boolean NOT NULL DEFAULT false', 'Whether it also gets the events of every customer.'],
} as const;

/** The streams of customers are never dropped. */
const isOfCustomer = "stream_id IS NOT NULL AND stream_id >= 'cus_' AND stream_id < 'cus`'";

const statements = [
  ...creating(customers).map((statement) => statement.replace(/^CREATE (TABLE|INDEX) /, 'CREATE $1 IF NOT EXISTS ')),
  `CREATE UNIQUE INDEX IF NOT EXISTS customers_uid ON customers (organization_id, uid) WHERE deleted_at IS NULL`,
  `COMMENT ON INDEX customers_uid IS 'A customer by its uid, which only one has.'`,
  ...Object.entries(endpointColumns).flatMap(([column, [definition, comment]]) => [
    `ALTER TABLE endpoints ADD COLUMN IF NOT EXISTS ${column} ${definition}`,
    `COMMENT ON COLUMN endpoints.${column} IS '${comment.replaceAll("'", "''")}'`,
  ]),
  `ALTER TABLE published_events ADD COLUMN IF NOT EXISTS customer_id ${id}`,
  `COMMENT ON COLUMN published_events.customer_id IS 'The customer whose endpoints get it; null for none.'`,
  'ALTER TABLE organizations ADD COLUMN IF NOT EXISTS customers_version int NOT NULL DEFAULT 0',
  `COMMENT ON COLUMN organizations.customers_version IS 'Rises with each change of a customer and of its endpoints.'`,
  // With the constraint, no row of the default partition has to be read under the lock of the new partition.
  `ALTER TABLE domain_events_other DROP CONSTRAINT IF EXISTS no_customers`,
  `ALTER TABLE domain_events_other ADD CONSTRAINT no_customers CHECK (NOT (${isOfCustomer})) NOT VALID`,
  'ALTER TABLE domain_events_other VALIDATE CONSTRAINT no_customers',
  "CREATE TABLE IF NOT EXISTS domain_events_customers PARTITION OF domain_events FOR VALUES FROM ('cus_') TO ('cus`')",
  'ALTER TABLE domain_events_other DROP CONSTRAINT no_customers',
  `CREATE INDEX IF NOT EXISTS published_events_by_customer
     ON ONLY published_events (organization_id, customer_id, id) WHERE customer_id IS NOT NULL`,
  `COMMENT ON INDEX published_events_by_customer IS 'Events of a customer.'`,
];

export class Customers1764800000000 implements MigrationInterface {
  name = 'Customers1764800000000';
  /** Indexes are built beside calls. A try that fails is repeated from its begin. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    await buildBesideCalls(runner, 'endpoints_of_customer', 'INDEX', {
      on: 'endpoints (customer_id, id) WHERE customer_id IS NOT NULL',
      comment: 'Endpoints of a customer, deleted ones too.',
    });
    await buildBesideCalls(runner, 'endpoints_own', 'INDEX', {
      on: 'endpoints (organization_id, id) WHERE customer_id IS NULL AND deleted_at IS NULL',
      comment: 'Endpoints of the organization itself.',
    });
    await buildBesideCalls(runner, 'endpoints_uid', 'UNIQUE INDEX', {
      on: `endpoints (organization_id, coalesce(customer_id, ''), uid) WHERE uid IS NOT NULL AND deleted_at IS NULL`,
      comment: 'An endpoint by its uid, which only one of an owner has.',
    });
    await attachPartitions(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX published_events_by_customer');
    await runner.query('ALTER TABLE published_events DROP COLUMN customer_id');
    await runner.query('ALTER TABLE organizations DROP COLUMN customers_version');
    await runner.query('DROP TABLE domain_events_customers');
    for (const column of Object.keys(endpointColumns))
      await runner.query(`ALTER TABLE endpoints DROP COLUMN ${column}`);
    await runner.query('DROP TABLE customers');
  }
}

/** The index of a partitioned table is valid when each partition has its part. */
async function attachPartitions(runner: QueryRunner): Promise<void> {
  const missing = (await runner.query(
    `SELECT c.relname AS partition FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = 'published_events'::regclass AND NOT EXISTS (
              SELECT 1 FROM pg_inherits part JOIN pg_index x ON x.indexrelid = part.inhrelid
               WHERE part.inhparent = 'published_events_by_customer'::regclass AND x.indrelid = c.oid)`,
  )) as { partition: string }[];
  for (const { partition } of missing) {
    const name = `${partition}_by_customer`;
    await buildBesideCalls(runner, name, 'INDEX', {
      on: `${partition} (organization_id, customer_id, id) WHERE customer_id IS NOT NULL`,
    });
    await runner.query(`ALTER INDEX published_events_by_customer ATTACH PARTITION ${name}`);
  }
}
