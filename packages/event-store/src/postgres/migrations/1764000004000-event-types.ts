import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Event types of organizations, and the version by which cached ones are checked. */
export class EventTypes1764000004000 implements MigrationInterface {
  name = 'EventTypes1764000004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE organizations ADD COLUMN event_types_version int NOT NULL DEFAULT 0');
    await runner.query(`CREATE TABLE event_types (
      organization_id text COLLATE "C" NOT NULL REFERENCES organizations (id),
      type text COLLATE "C" NOT NULL,
      description text NOT NULL,
      example json NOT NULL,
      schema json,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (organization_id, type)
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE event_types');
    await runner.query('ALTER TABLE organizations DROP COLUMN event_types_version');
  }
}
