import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, time } from './initial/types.js';
import { creating, type Table } from './table.js';

const first = {
  first_attempts: ['int', 'First attempts of deliveries. Null if an earlier release counted.'],
  failed_first_attempts: ['int', 'First attempts that failed. Null if an earlier release counted.'],
} as const;
const failures = ['jsonb', 'Failed attempts by reason and status. Those of an earlier release are not in it.'] as const;
const durations = ['jsonb', 'Responses by response time in logarithmic steps.'] as const;

const added = {
  attempt_counters: {
    ...first,
    failures: ['text[] COLLATE "C"', 'Reason and status of each failed attempt.'],
  },
  organization_periods: { ...first, failures },
  endpoint_hours: { ...first, failures, durations },
} as const;

/** The planner must not use it for reads of an organization (see the migration Initial). */
const age = "timezone('UTC', timezone('UTC', start))";

const endpointPeriods: Table = {
  name: 'endpoint_periods',
  comment: 'Attempts of an endpoint per five minutes, of the last hours. Old rows are deleted hourly.',
  columns: {
    organization_id: [`${id} NOT NULL`, 'Owner.'],
    start: [time, 'Start of the five minutes.'],
    endpoint_id: [`${id} NOT NULL`, 'The receiver.'],
    delivered: ['int NOT NULL', 'Successful attempts.'],
    failed_attempts: ['int NOT NULL', 'Failed attempts.'],
    ...first,
    failures,
    durations,
  },
  primaryKey: 'organization_id, start, endpoint_id',
  indexes: { endpoint_periods_by_age: [`((${age}))`, 'Old rows.'] },
};

const statements = [
  ...Object.entries(added).flatMap(([table, columns]) =>
    Object.entries(columns).flatMap(([column, [definition, comment]]) => [
      `ALTER TABLE ${table} ADD COLUMN ${column} ${definition}`,
      `COMMENT ON COLUMN ${table}.${column} IS '${comment}'`,
    ]),
  ),
  ...creating(endpointPeriods),
];

export class FirstAttempts1764400000000 implements MigrationInterface {
  name = 'FirstAttempts1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE endpoint_periods');
    for (const [table, columns] of Object.entries(added)) {
      for (const column of Object.keys(columns)) await runner.query(`ALTER TABLE ${table} DROP COLUMN ${column}`);
    }
  }
}
