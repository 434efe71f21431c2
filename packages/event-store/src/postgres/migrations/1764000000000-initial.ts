import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  backgroundTasks,
  bulkOperations,
  maintainedDays,
  schemaCompatibility,
  writeProbes,
} from './initial/background.js';
import { attemptCounters, endpointHours, organizationDurations, organizationPeriods } from './initial/counters.js';
import { deliveries, fanOuts, pendingDeliveries, publishedEvents } from './initial/deliveries.js';
import { idempotencyKeys, keyGenerations, publishKeys } from './initial/keys.js';
import { domainEvents, endpoints, failingEndpoints } from './initial/log.js';
import { apiKeys, eventTypes, organizations, sessions, signInLinks } from './initial/organizations.js';
import { creating } from './table.js';

const tables = [
  ...[domainEvents, publishedEvents, deliveries, pendingDeliveries, fanOuts],
  ...[endpoints, failingEndpoints],
  ...[organizations, apiKeys, eventTypes, sessions, signInLinks],
  ...[keyGenerations, publishKeys, idempotencyKeys],
  ...[attemptCounters, organizationPeriods, organizationDurations, endpointHours],
  ...[bulkOperations, backgroundTasks, maintainedDays, writeProbes, schemaCompatibility],
];

/** Compressing a body over 2 KB takes a third to two thirds of the time. Not every server is built with it. */
const compressWithLz4 = `
  DO $$ BEGIN
    IF 'lz4' = ANY ((SELECT enumvals FROM pg_settings WHERE name = 'default_toast_compression')::text[]) THEN
      ALTER TABLE domain_events ALTER COLUMN data SET COMPRESSION lz4;
    END IF;
  END $$`;

const statements = [
  'CREATE SEQUENCE bulk_turns',
  ...tables.flatMap(creating),
  compressWithLz4,
  "CREATE TABLE domain_events_endpoints PARTITION OF domain_events FOR VALUES FROM ('whe_') TO ('whe`')",
  // Rows whose time has no partition: a clock was wrong, or no gateway ran.
  'CREATE TABLE domain_events_other PARTITION OF domain_events DEFAULT',
  'CREATE TABLE published_events_other PARTITION OF published_events DEFAULT',
  'CREATE TABLE deliveries_other PARTITION OF deliveries DEFAULT WITH (fillfactor = 50)',
  ...['event_id', 'request'].flatMap((kind, i) => [
    `CREATE TABLE publish_keys_${kind} PARTITION OF publish_keys FOR VALUES IN ('${kind}') PARTITION BY LIST (generation)`,
    `INSERT INTO key_generations (kind) VALUES ('${kind}')`,
    `CREATE TABLE publish_keys_${String(i + 1)} PARTITION OF publish_keys_${kind} FOR VALUES IN (${String(i + 1)})`,
  ]),
  `INSERT INTO schema_compatibility (oldest_code) VALUES (1764000000000)`,
];

export class Initial1764000000000 implements MigrationInterface {
  name = 'Initial1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of tables.toReversed()) await runner.query(`DROP TABLE ${name}`);
    await runner.query('DROP SEQUENCE bulk_turns');
  }
}
