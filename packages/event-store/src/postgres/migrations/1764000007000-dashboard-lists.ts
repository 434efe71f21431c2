import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lists of an organization's keys and of its events without subscribers. The partial indexes cost other events nothing.
 */
export class DashboardLists1764000007000 implements MigrationInterface {
  name = 'DashboardLists1764000007000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX api_keys_listed ON api_keys (organization_id, id)');
    await runner.query(
      'CREATE INDEX published_events_without_subscribers ON published_events (organization_id, id) WHERE delivery_count = 0',
    );
    await runner.query(
      `CREATE INDEX published_events_without_subscribers_by_type ON published_events (organization_id, event_type, id)
        WHERE delivery_count = 0`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP INDEX published_events_without_subscribers_by_type, published_events_without_subscribers, api_keys_listed',
    );
  }
}
