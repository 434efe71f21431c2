import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  'ALTER TABLE organizations ADD COLUMN request_format json',
  `COMMENT ON COLUMN organizations.request_format IS
   'Names of headers and signatures of requests to receivers. Null for the default.'`,
  "ALTER TABLE endpoints ADD COLUMN envelope text NOT NULL DEFAULT 'default'",
  `COMMENT ON COLUMN endpoints.envelope IS
   'What is around the data of an event in format json: default, cloudevents, cloudevents_binary or data.'`,
  `COMMENT ON COLUMN deliveries.own_payload IS
   'Whether the stream of the delivery has the payload (Slack) or names its envelope.'`,
];

export class RequestFormats1764750000000 implements MigrationInterface {
  name = 'RequestFormats1764750000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      "COMMENT ON COLUMN deliveries.own_payload IS 'Whether the payload is in the stream of the delivery (Slack).'",
    );
    await runner.query('ALTER TABLE endpoints DROP COLUMN envelope');
    await runner.query('ALTER TABLE organizations DROP COLUMN request_format');
  }
}
