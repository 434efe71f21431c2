import type { MigrationInterface, QueryRunner } from 'typeorm';

export class EndpointActors1764300000000 implements MigrationInterface {
  name = 'EndpointActors1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE domain_events ADD COLUMN actor json');
    await runner.query(
      "COMMENT ON COLUMN domain_events.actor IS 'What asked for a change of an endpoint. Null for events and deliveries, and for changes of Postrider itself.'",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE domain_events DROP COLUMN actor');
  }
}
