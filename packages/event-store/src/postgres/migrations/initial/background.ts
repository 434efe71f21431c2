import type { Table } from '../table.js';
import { id, now, time } from './types.js';

export const bulkOperations: Table = {
  name: 'bulk_operations',
  comment: 'Replays and recoveries of many deliveries, done page by page.',
  columns: {
    id: [`${id} PRIMARY KEY`, 'blk_…'],
    organization_id: [`${id} NOT NULL`, 'Owner.'],
    kind: [`text NOT NULL CHECK (kind IN ('replay', 'recover'))`, 'replay or recover.'],
    status: [
      `text NOT NULL CHECK (status IN ('running', 'completed', 'cancelled'))`,
      'running, completed or cancelled.',
    ],
    filter: ['jsonb NOT NULL', 'Selects the deliveries, or names the endpoint to recover.'],
    position: [`${id} NOT NULL`, 'The last processed stream. The next page begins after it.'],
    bound: [`${id} NOT NULL`, 'The highest stream of the operation.'],
    total: ['int', 'Number of matches; null until they are counted.'],
    counted: ['int NOT NULL DEFAULT 0', 'Matches up to count_position.'],
    count_position: [`${id} NOT NULL DEFAULT ''`, 'Where the count has come to.'],
    processed: ['int NOT NULL DEFAULT 0', 'Streams processed.'],
    skipped: ['int NOT NULL DEFAULT 0', 'Streams among them that could not be changed.'],
    turn: [`bigint NOT NULL DEFAULT nextval('bulk_turns')`, 'The running operation with the lowest turn goes next.'],
    created_at: [now, 'Time of the call.'],
    completed_at: ['timestamptz', 'End; null while it runs.'],
  },
  indexes: {
    bulk_operations_listed: ['(organization_id, id)', 'The list of operations.'],
    bulk_operations_turns: [`(organization_id, turn) WHERE status = 'running'`, 'The next turn.'],
    bulk_operations_uncounted: [`(id) WHERE status = 'running' AND total IS NULL`, 'Operations to count.'],
  },
};

export const backgroundTasks: Table = {
  name: 'background_tasks',
  comment: 'Work that one dispatcher at a time does in steps (decision 34).',
  columns: {
    name: [`${id} PRIMARY KEY`, 'The task.'],
    run: ['bigint NOT NULL', 'Number of the step. An older step changes nothing.'],
    due_at: [time, 'When the next step is due; during a step, the end of its lease.'],
    position: ['jsonb', 'Where the next step begins; null at the start.'],
    succeeded_at: ['timestamptz', 'End of the last step.'],
  },
  options: 'WITH (fillfactor = 50)',
};

export const maintainedDays: Table = {
  name: 'maintained_days',
  comment: 'Days in which maintenance ran. They tell time that has passed from a clock that is ahead (decision 32).',
  columns: { day: ['date PRIMARY KEY', 'The day, UTC.'] },
};

export const writeProbes: Table = {
  name: 'write_probes',
  comment: 'Trial writes of the health checks. Emptied now and then.',
  columns: {
    filler: ['text STORAGE PLAIN NOT NULL', 'Fills a page, so that a write extends the table: a full disk refuses it.'],
  },
};

export const schemaCompatibility: Table = {
  name: 'schema_compatibility',
  comment: 'The code that may run on this schema (decision 35), in one row.',
  columns: {
    only_row: ['boolean PRIMARY KEY DEFAULT true CHECK (only_row)', 'Always true.'],
    oldest_code: ['bigint NOT NULL', 'The oldest code that may run here, as the number of its newest migration.'],
  },
};
