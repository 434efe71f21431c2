import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  // The oldest code that may run on this schema, as the number of its newest migration (decision 35).
  `CREATE TABLE schema_compatibility (
     only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
     oldest_code bigint NOT NULL
   )`,
  `INSERT INTO schema_compatibility (oldest_code) VALUES (1764000033000)`,

  // Work that one dispatcher at a time does in steps. During a step, `due_at` is the end of its lease.
  `CREATE TABLE background_tasks (
     name text COLLATE "C" PRIMARY KEY,
     run bigint NOT NULL,
     due_at timestamptz NOT NULL,
     position jsonb,
     succeeded_at timestamptz
   ) WITH (fillfactor = 50)`,

  // Matches are counted in the background; `total` is null until then. Organizations take turns.
  'ALTER TABLE bulk_operations ALTER COLUMN total DROP NOT NULL',
  'ALTER TABLE bulk_operations ADD COLUMN counted int NOT NULL DEFAULT 0',
  `ALTER TABLE bulk_operations ADD COLUMN count_position text COLLATE "C" NOT NULL DEFAULT ''`,
  'CREATE SEQUENCE bulk_turns',
  `ALTER TABLE bulk_operations ADD COLUMN turn bigint NOT NULL DEFAULT nextval('bulk_turns')`,
  `CREATE INDEX bulk_operations_turns ON bulk_operations (organization_id, turn) WHERE status = 'running'`,
  `CREATE INDEX bulk_operations_uncounted ON bulk_operations (id) WHERE status = 'running' AND total IS NULL`,
  'DROP INDEX bulk_operations_running',
];

const undo = [
  'DROP INDEX bulk_operations_uncounted, bulk_operations_turns',
  `CREATE INDEX bulk_operations_running ON bulk_operations (id) WHERE status = 'running'`,
  'ALTER TABLE bulk_operations DROP COLUMN turn, DROP COLUMN count_position, DROP COLUMN counted',
  'DROP SEQUENCE bulk_turns',
  'UPDATE bulk_operations SET total = processed WHERE total IS NULL',
  'ALTER TABLE bulk_operations ALTER COLUMN total SET NOT NULL',
  'DROP TABLE background_tasks',
  'DROP TABLE schema_compatibility',
];

/** Leases and positions of background work, turns of bulk operations, and the oldest code for this schema. */
export class BackgroundTasks1764000033000 implements MigrationInterface {
  name = 'BackgroundTasks1764000033000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of undo) await runner.query(statement);
  }
}
