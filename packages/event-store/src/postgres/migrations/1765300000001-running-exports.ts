import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildBesideCalls } from './build-beside-calls.js';

export class RunningExports1765300000001 implements MigrationInterface {
  name = 'RunningExports1765300000001';
  /** The index is built beside calls. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE bulk_operations VALIDATE CONSTRAINT bulk_operations_kind_check');
    await buildBesideCalls(runner, 'bulk_operations_running_exports', 'UNIQUE INDEX', {
      on: `bulk_operations (organization_id) WHERE kind = 'export' AND status = 'running'`,
      comment: 'The running export of an organization: one at a time.',
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX bulk_operations_running_exports');
  }
}
