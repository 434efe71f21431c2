import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BulkRequests1764600000000 implements MigrationInterface {
  name = 'BulkRequests1764600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE bulk_operations ADD COLUMN request json');
    await runner.query(
      "COMMENT ON COLUMN bulk_operations.request IS 'The filters of the call, as it gave them. Null if an earlier release started the operation.'",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE bulk_operations DROP COLUMN request');
  }
}
