import type { MigrationInterface, QueryRunner } from 'typeorm';

const columns = {
  test_requested_at: ['timestamptz', 'When a test message was last asked for.'],
  test_outcome: ['text', 'sent, refused or failed, of the last test message; null while it is not known.'],
  test_error: ['text', 'What the mail server or Slack said of the last test message, if it was not sent.'],
} as const;

export class ContactTests1765400000000 implements MigrationInterface {
  name = 'ContactTests1765400000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [column, [type, comment]] of Object.entries(columns)) {
      await runner.query(`ALTER TABLE contacts ADD COLUMN ${column} ${type}`);
      await runner.query(`COMMENT ON COLUMN contacts.${column} IS '${comment}'`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of Object.keys(columns)) await runner.query(`ALTER TABLE contacts DROP COLUMN ${column}`);
  }
}
