import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ForwardTraceparent1764100000000 implements MigrationInterface {
  name = 'ForwardTraceparent1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE organizations ADD COLUMN forward_traceparent boolean NOT NULL DEFAULT false');
    await runner.query(
      "COMMENT ON COLUMN organizations.forward_traceparent IS 'Whether receivers get the traceparent of an event.'",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE organizations DROP COLUMN forward_traceparent');
  }
}
