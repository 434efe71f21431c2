import type { Table } from '../table.js';
import { id, time } from './types.js';

/** An expression, so that the planner does not use the index for the overview: it would read all organizations. */
const age = "timezone('UTC', timezone('UTC', start))";

const counts = {
  delivered: ['int NOT NULL', 'Successful attempts.'],
  failed_attempts: ['int NOT NULL', 'Failed attempts.'],
  retried: ['int NOT NULL', 'Failed attempts with a retry.'],
  failed: ['int NOT NULL', 'Deliveries that failed.'],
} as const;
const seconds = ['int NOT NULL', 'Length of the period: 60 or 3600.'] as const;
const start = [time, 'Start of the period.'] as const;

export const attemptCounters: Table = {
  name: 'attempt_counters',
  comment:
    'Counters of attempts, one or more rows per endpoint and minute. Each batch adds rows, so that no writer waits for another; the rollup moves their sums into the tables below.',
  columns: {
    organization_id: [`${id} NOT NULL`, 'Owner.'],
    endpoint_id: [`${id} NOT NULL`, 'The receiver.'],
    minute: [time, 'Start of the minute.'],
    ...counts,
    durations: ['int[]', 'Response times in logarithmic steps, one for each response.'],
    last_failure: [id, 'Time, reason and status of the latest failure. The greatest text is the latest.'],
  },
  indexes: {
    attempt_counters_by_organization: ['(organization_id)', 'The overview adds rows that are not rolled up.'],
  },
};

export const organizationPeriods: Table = {
  name: 'organization_periods',
  comment: 'Attempts of an organization per minute and per hour. Old rows are deleted hourly.',
  columns: { organization_id: [`${id} NOT NULL`, 'Owner.'], seconds, start, ...counts },
  primaryKey: 'organization_id, seconds, start',
  indexes: { organization_periods_by_age: [`(seconds, (${age}))`, 'Old rows.'] },
};

export const organizationDurations: Table = {
  name: 'organization_durations',
  comment: 'Response times of an organization per minute and per hour. Old rows are deleted hourly.',
  columns: {
    organization_id: [`${id} NOT NULL`, 'Owner.'],
    seconds,
    start,
    step: ['int NOT NULL', 'Response time in logarithmic steps, four per doubling.'],
    attempts: ['int NOT NULL', 'Responses with this time.'],
  },
  primaryKey: 'organization_id, seconds, start, step',
  indexes: { organization_durations_by_age: [`(seconds, (${age}))`, 'Old rows.'] },
};

export const endpointHours: Table = {
  name: 'endpoint_hours',
  comment: 'Attempts of an endpoint per hour. Old rows are deleted hourly.',
  columns: {
    endpoint_id: [`${id} NOT NULL`, 'The receiver.'],
    start: [time, 'Start of the hour.'],
    delivered: counts.delivered,
    failed_attempts: counts.failed_attempts,
    last_failure: [id, 'Time, reason and status of the latest failure.'],
  },
  primaryKey: 'endpoint_id, start',
  indexes: { endpoint_hours_by_age: [`((${age}))`, 'Old rows.'] },
};
