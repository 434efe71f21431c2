import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildBesideCalls } from './build-beside-calls.js';

/** Every subscription that covers a type of operational events. With another type, the index has to be built anew. */
export const operationalSubscriptions = [
  'postrider.*',
  'postrider.endpoint.*',
  'postrider.endpoint.failing',
  'postrider.endpoint.recovered',
  'postrider.endpoint.deactivated',
  'postrider.delivery.*',
  'postrider.delivery.failed',
  'postrider.secret.*',
  'postrider.secret.expiring',
  'postrider.operation.*',
  'postrider.operation.completed',
  'postrider.backlog.*',
  'postrider.backlog.aging',
];

/** The condition of the index. A statement has it word for word, so that the planner uses the index. */
export const getsOperationalEvents = `deleted_at IS NULL AND event_types && ARRAY[${operationalSubscriptions.map((pattern) => `'${pattern}'`).join(', ')}]`;

export class OperationalSubscribers1764950000000 implements MigrationInterface {
  name = 'OperationalSubscribers1764950000000';
  /** The index is built beside calls. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildBesideCalls(runner, 'endpoints_operational', 'INDEX', {
      on: `endpoints (organization_id) WHERE ${getsOperationalEvents}`,
      comment: 'Organizations in which an endpoint subscribes to operational events.',
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX endpoints_operational');
  }
}
