import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rate limits of endpoints, and failing endpoints. The dispatchers write the latter; it is no read model. */
export class EndpointLimits1764000003000 implements MigrationInterface {
  name = 'EndpointLimits1764000003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE endpoints ADD COLUMN rate_limit int');
    await runner.query(`CREATE TABLE failing_endpoints (
      endpoint_id text COLLATE "C" PRIMARY KEY,
      since timestamptz NOT NULL
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE failing_endpoints');
    await runner.query('ALTER TABLE endpoints DROP COLUMN rate_limit');
  }
}
