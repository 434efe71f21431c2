import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A narrow table of the pending deliveries (decision 31) replaces the indexes with a condition on the status. With them
 * PostgreSQL could not update a delivery's row within its page, so each change to `delivered` wrote all index entries
 * of the row. The fillfactor leaves space for that update.
 */
export class PendingDeliveries1764000010000 implements MigrationInterface {
  name = 'PendingDeliveries1764000010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE pending_deliveries (
      organization_id text COLLATE "C" NOT NULL,
      id text COLLATE "C" NOT NULL,
      endpoint_id text COLLATE "C" NOT NULL,
      next_attempt_at timestamptz NOT NULL,
      PRIMARY KEY (organization_id, id)
    )`);
    await runner.query(
      `INSERT INTO pending_deliveries SELECT organization_id, id, endpoint_id, next_attempt_at FROM deliveries WHERE status = 'pending'`,
    );
    await runner.query('CREATE INDEX pending_deliveries_due ON pending_deliveries (next_attempt_at, id)');
    await runner.query('CREATE INDEX pending_deliveries_by_endpoint ON pending_deliveries (endpoint_id, id)');
    await runner.query(
      `ALTER TABLE deliveries ADD COLUMN failed boolean NOT NULL GENERATED ALWAYS AS (status = 'failed') STORED`,
    );
    await runner.query('CREATE INDEX deliveries_failed ON deliveries (organization_id, id) WHERE failed');
    await runner.query('CREATE INDEX deliveries_failed_by_endpoint ON deliveries (endpoint_id, id) WHERE failed');
    await runner.query('DROP INDEX deliveries_undelivered, deliveries_due, deliveries_undelivered_by_endpoint');
    await setFillfactor(runner, 'SET (fillfactor = 50)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await setFillfactor(runner, 'RESET (fillfactor)');
    await runner.query(
      `CREATE INDEX deliveries_undelivered ON deliveries (organization_id, status, id) WHERE status <> 'delivered'`,
    );
    await runner.query(`CREATE INDEX deliveries_due ON deliveries (next_attempt_at, id) WHERE status = 'pending'`);
    await runner.query(
      `CREATE INDEX deliveries_undelivered_by_endpoint ON deliveries (endpoint_id, status, id) WHERE status <> 'delivered'`,
    );
    await runner.query('DROP INDEX deliveries_failed_by_endpoint, deliveries_failed');
    await runner.query('ALTER TABLE deliveries DROP COLUMN failed');
    await runner.query('DROP TABLE pending_deliveries');
  }
}

async function setFillfactor(runner: QueryRunner, setting: string): Promise<void> {
  const partitions = (await runner.query(
    `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'deliveries'::regclass`,
  )) as { name: string }[];
  for (const { name } of partitions) await runner.query(`ALTER TABLE ${name} ${setting}`);
}
