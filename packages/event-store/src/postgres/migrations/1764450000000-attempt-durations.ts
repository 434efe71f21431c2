import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Deliveries from before get their value with the next attempt, or by a rebuild. */
export class AttemptDurations1764450000000 implements MigrationInterface {
  name = 'AttemptDurations1764450000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE deliveries ADD COLUMN last_duration_ms int');
    await runner.query(
      "COMMENT ON COLUMN deliveries.last_duration_ms IS 'Duration of the last attempt, in milliseconds. Null before the first one.'",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE deliveries DROP COLUMN last_duration_ms');
  }
}
