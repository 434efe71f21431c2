import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, now } from './initial/types.js';
import { creating, type Table } from './table.js';

const identity = 'bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY';

const facts: Table = {
  name: 'operational_facts',
  comment:
    'What operational events are derived from: added with the domain events of the log, in one transaction, and deleted in the transaction that has decided on them.',
  columns: {
    id: [identity, 'Order of the facts of one endpoint.'],
    organization_id: [`${id} NOT NULL`, 'Owner.'],
    endpoint_id: [id, 'The endpoint that it is about; null for none.'],
    type: ['text NOT NULL', 'Kind of the fact, such as attempts.'],
    data: ['json NOT NULL', 'Details.'],
    created_at: [now, 'Time of the transaction.'],
  },
  indexes: { operational_facts_of_endpoint: ['(endpoint_id)', 'Whether an endpoint has facts that are not read yet.'] },
};

const alerts: Table = {
  name: 'operational_alerts',
  comment:
    'What has been noticed of an endpoint or of the backlog and can lead to an operational event. Others have no row.',
  columns: {
    subject: [`${id} PRIMARY KEY`, 'The endpoint, or backlog.'],
    organization_id: [`${id} NOT NULL`, 'Owner.'],
    due_at: ['timestamptz', 'When time alone leads to an event, such as the end of a window; null if never.'],
    state: ['json NOT NULL', 'What has been noticed.'],
  },
  indexes: { operational_alerts_due: ['(due_at) WHERE due_at IS NOT NULL', 'Alerts that are due.'] },
};

const outbox: Table = {
  name: 'operational_outbox',
  comment: 'Operational events that are decided and still to be published. A published one is deleted.',
  columns: {
    id: [identity, 'Order of publishing.'],
    organization_id: [`${id} NOT NULL`, 'The organization that gets it.'],
    event_id: [`${id} NOT NULL`, 'Id of the event, derived from its cause: it is published once.'],
    type: ['text NOT NULL', 'Type of the event.'],
    customer_id: [id, 'The customer that it is about; null for none.'],
    data: ['json NOT NULL', 'Data of the event. json keeps the text as it is.'],
    created_at: [now, 'Time of the decision.'],
  },
};

const counters = {
  operational: ['boolean', 'Whether the events are operational. Null if an earlier release counted.'],
  first_failed: ['text COLLATE "C"', 'Time, id, event type and reason of the first delivery that failed.'],
  last_failed: ['text COLLATE "C"', 'The same of the last one.'],
} as const;

const statements = [
  ...[facts, alerts, outbox].flatMap(creating),
  ...Object.entries(counters).flatMap(([column, [definition, comment]]) => [
    `ALTER TABLE attempt_counters ADD COLUMN ${column} ${definition}`,
    `COMMENT ON COLUMN attempt_counters.${column} IS '${comment}'`,
  ]),
];

export class OperationalEvents1764900000000 implements MigrationInterface {
  name = 'OperationalEvents1764900000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of [facts, alerts, outbox]) await runner.query(`DROP TABLE ${name}`);
    for (const column of Object.keys(counters))
      await runner.query(`ALTER TABLE attempt_counters DROP COLUMN ${column}`);
  }
}
