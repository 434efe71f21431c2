import type { MigrationInterface, QueryRunner } from 'typeorm';

const age = "timezone('UTC', timezone('UTC', start))";

/**
 * The weeks in which maintenance ran tell a clock that is ahead from time that has passed (decision 32). Rows that are
 * deleted by age have an index of it. For rollups the index is on an expression, so that the planner does not use it
 * for the overview, where it would read the rows of all organizations.
 */
export class Maintenance1764000011000 implements MigrationInterface {
  name = 'Maintenance1764000011000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE maintained_weeks (start timestamptz PRIMARY KEY)');
    await runner.query('CREATE INDEX publish_keys_by_age ON publish_keys (kind, created_at)');
    await runner.query('DROP INDEX publish_keys_age');
    await runner.query(`CREATE INDEX organization_periods_by_age ON organization_periods (seconds, (${age}))`);
    await runner.query(`CREATE INDEX organization_durations_by_age ON organization_durations (seconds, (${age}))`);
    await runner.query(`CREATE INDEX endpoint_hours_by_age ON endpoint_hours ((${age}))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX endpoint_hours_by_age, organization_durations_by_age, organization_periods_by_age');
    await runner.query('CREATE INDEX publish_keys_age ON publish_keys (created_at)');
    await runner.query('DROP INDEX publish_keys_by_age');
    await runner.query('DROP TABLE maintained_weeks');
  }
}
