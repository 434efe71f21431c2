import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Deliveries of committed events that are still to be scheduled (decision 38). A finished fan-out is deleted. */
export class FanOuts1764000034000 implements MigrationInterface {
  name = 'FanOuts1764000034000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE fan_outs (
      organization_id text COLLATE "C" NOT NULL,
      id text COLLATE "C" NOT NULL,
      event_stream_ids text[] COLLATE "C" NOT NULL,
      endpoint_ids text[] COLLATE "C" NOT NULL,
      position int NOT NULL DEFAULT 0,
      created_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (organization_id, id)
    )`);
    await runner.query('CREATE INDEX fan_outs_age ON fan_outs (id)');
    // With `fastupdate`, one publish call out of many has to merge the list of pending entries.
    await runner.query('CREATE INDEX fan_outs_events ON fan_outs USING gin (event_stream_ids) WITH (fastupdate = off)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE fan_outs');
  }
}
