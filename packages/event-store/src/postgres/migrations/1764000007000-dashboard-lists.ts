import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An organization's keys; and the events that nobody had subscribed to, which others pay nothing for. */
export class DashboardLists1764000007000 implements MigrationInterface {
  name = 'DashboardLists1764000007000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX api_keys_listed ON api_keys (organization_id, id)');
    await runner.query(
      'CREATE INDEX published_events_to_nobody ON published_events (organization_id, id) WHERE delivery_count = 0',
    );
    await runner.query(
      `CREATE INDEX published_events_to_nobody_by_type ON published_events (organization_id, event_type, id)
        WHERE delivery_count = 0`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX published_events_to_nobody_by_type, published_events_to_nobody, api_keys_listed');
  }
}
