import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BulkOperations1764000001000 implements MigrationInterface {
  name = 'BulkOperations1764000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE bulk_operations (
      id text COLLATE "C" PRIMARY KEY,
      organization_id text COLLATE "C" NOT NULL,
      kind text NOT NULL CHECK (kind IN ('replay', 'recover')),
      status text NOT NULL CHECK (status IN ('running', 'completed', 'cancelled')),
      filter jsonb NOT NULL,
      position text COLLATE "C" NOT NULL,
      bound text COLLATE "C" NOT NULL,
      total int NOT NULL,
      processed int NOT NULL DEFAULT 0,
      skipped int NOT NULL DEFAULT 0,
      created_at timestamptz NOT NULL DEFAULT now(),
      completed_at timestamptz
    )`);
    await runner.query(`CREATE INDEX bulk_operations_running ON bulk_operations (id) WHERE status = 'running'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE bulk_operations');
  }
}
