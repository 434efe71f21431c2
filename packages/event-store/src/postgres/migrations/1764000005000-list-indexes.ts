import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Events by type. An endpoint's pending or failed deliveries replace an index of the pending ones, so that each
 * delivery still adds one entry.
 */
export class ListIndexes1764000005000 implements MigrationInterface {
  name = 'ListIndexes1764000005000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX published_events_by_type ON published_events (organization_id, event_type, id)');
    await runner.query(
      `CREATE INDEX deliveries_undelivered_by_endpoint ON deliveries (endpoint_id, status, id) WHERE status <> 'delivered'`,
    );
    await runner.query('DROP INDEX deliveries_pending_by_endpoint');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX deliveries_pending_by_endpoint ON deliveries (endpoint_id, id) WHERE status = 'pending'`,
    );
    await runner.query('DROP INDEX deliveries_undelivered_by_endpoint');
    await runner.query('DROP INDEX published_events_by_type');
  }
}
