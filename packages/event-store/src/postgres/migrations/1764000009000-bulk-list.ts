import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An organization's bulk operations, newest first. */
export class BulkList1764000009000 implements MigrationInterface {
  name = 'BulkList1764000009000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX bulk_operations_listed ON bulk_operations (organization_id, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX bulk_operations_listed');
  }
}
