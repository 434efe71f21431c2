import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Counters of attempts. Each batch adds rows to `attempt_counters`, where no writer waits for another; the rollup moves
 * their sums into the other tables.
 */
export class Counters1764000008000 implements MigrationInterface {
  name = 'Counters1764000008000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE attempt_counters (
      organization_id text COLLATE "C" NOT NULL,
      endpoint_id text COLLATE "C" NOT NULL,
      minute timestamptz NOT NULL,
      delivered int NOT NULL,
      failed_attempts int NOT NULL,
      retried int NOT NULL,
      failed int NOT NULL,
      durations int[],
      last_failure text COLLATE "C"
    )`);
    await runner.query('CREATE INDEX attempt_counters_by_organization ON attempt_counters (organization_id)');
    await runner.query(`CREATE TABLE organization_periods (
      organization_id text COLLATE "C" NOT NULL,
      seconds int NOT NULL,
      start timestamptz NOT NULL,
      delivered int NOT NULL,
      failed_attempts int NOT NULL,
      retried int NOT NULL,
      failed int NOT NULL,
      PRIMARY KEY (organization_id, seconds, start)
    )`);
    await runner.query(`CREATE TABLE organization_durations (
      organization_id text COLLATE "C" NOT NULL,
      seconds int NOT NULL,
      start timestamptz NOT NULL,
      step int NOT NULL,
      attempts int NOT NULL,
      PRIMARY KEY (organization_id, seconds, start, step)
    )`);
    await runner.query(`CREATE TABLE endpoint_hours (
      endpoint_id text COLLATE "C" NOT NULL,
      start timestamptz NOT NULL,
      delivered int NOT NULL,
      failed_attempts int NOT NULL,
      last_failure text COLLATE "C",
      PRIMARY KEY (endpoint_id, start)
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE endpoint_hours, organization_durations, organization_periods, attempt_counters');
  }
}
