import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id } from './initial/types.js';
import { creating, type Table } from './table.js';

const eventValues: Table = {
  name: 'event_values',
  comment:
    "Read model of the values of searchable paths in events' payloads. Events of organizations without paths have no row.",
  columns: {
    organization_id: [`${id} NOT NULL`, 'Owner.'],
    path: [`${id} NOT NULL`, 'Searchable path, such as data.order_id.'],
    value: [`${id} NOT NULL`, 'Text of the string, the number or the boolean.'],
    id: [`${id} NOT NULL`, 'evt_…, the stream of the event.'],
  },
  primaryKey: 'organization_id, path, value, id',
  options: 'PARTITION BY RANGE (id)',
};

const statements = [
  "ALTER TABLE organizations ADD COLUMN searchable_paths text[] NOT NULL DEFAULT '{}'",
  `COMMENT ON COLUMN organizations.searchable_paths IS 'Paths whose values are indexed when an event is published.'`,
  `COMMENT ON COLUMN organizations.event_types_version IS
   'Rises with each change of an event type and of the searchable paths.'`,
  ...creating(eventValues),
  'CREATE TABLE event_values_other PARTITION OF event_values DEFAULT',
];

export class SearchablePaths1764200000000 implements MigrationInterface {
  name = 'SearchablePaths1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE event_values');
    await runner.query('ALTER TABLE organizations DROP COLUMN searchable_paths');
  }
}
