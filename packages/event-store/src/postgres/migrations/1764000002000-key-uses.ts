import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KeyUses1764000002000 implements MigrationInterface {
  name = 'KeyUses1764000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE api_keys ADD COLUMN last_used_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE api_keys DROP COLUMN last_used_at');
  }
}
