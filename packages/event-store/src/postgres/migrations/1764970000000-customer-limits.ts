import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  'ALTER TABLE organizations ADD COLUMN customer_limits json',
  `COMMENT ON COLUMN organizations.customer_limits IS
   'Limits of customers without their own: rate_limit, publish_limit, max_endpoints. Null for those of the settings.'`,
  `COMMENT ON COLUMN organizations.event_types_version IS
   'Rises with each change of an event type, of the searchable paths and of the limits of customers.'`,
  `COMMENT ON COLUMN domain_events.actor IS
   'What asked for a change of an endpoint or a customer, a replay or a test event. Null for all others.'`,
];

export class CustomerLimits1764970000000 implements MigrationInterface {
  name = 'CustomerLimits1764970000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE organizations DROP COLUMN customer_limits');
  }
}
