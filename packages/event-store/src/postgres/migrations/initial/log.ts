import type { Table } from '../table.js';
import { id, time } from './types.js';

export const domainEvents: Table = {
  name: 'domain_events',
  comment:
    'The log, the only source of truth. Rows are only added. Streams of endpoints have a partition that is never dropped.',
  columns: {
    occurred_at: [time, 'When it happened, by the clock of Postgres.'],
    version: ['int NOT NULL', 'Position in the stream, from 1. The key refuses a second writer of a position.'],
    schema_version: ['int NOT NULL', 'Version of the shape of data. Older shapes are upcast when they are read.'],
    stream_id: [`${id} NOT NULL`, 'Id of the endpoint, the event or the delivery.'],
    organization_id: [`${id} NOT NULL`, 'Owner.'],
    type: ['text NOT NULL', 'Kind of the domain event, such as AttemptFailed.'],
    data: ['json NOT NULL', 'Details. json keeps the text as it is and allows \\u0000; jsonb does not.'],
  },
  primaryKey: 'stream_id, version',
  options: 'PARTITION BY RANGE (stream_id)',
};

export const endpoints: Table = {
  name: 'endpoints',
  comment: 'Read model of the endpoint streams, one row each. Deleted endpoints stay, for their history.',
  columns: {
    id: [`${id} PRIMARY KEY`, 'whe_…, the stream.'],
    organization_id: [`${id} NOT NULL`, 'Owner.'],
    version: ['int NOT NULL', 'Version of the stream that the row shows.'],
    url: ['text NOT NULL', 'Where requests go.'],
    event_types: ['text[] NOT NULL', 'Subscriptions: names, prefixes such as budget.*, or *.'],
    description: ['text', 'For people.'],
    active: ['boolean NOT NULL', 'Whether deliveries are sent.'],
    disabled_reason: ['text', 'Why it is inactive; null if a person deactivated it.'],
    format: ['text NOT NULL', 'json or slack.'],
    rate_limit: ['int', 'Maximum number of requests per second; null for none.'],
    secrets: ['jsonb NOT NULL', 'Sealed signing secrets, newest first, with their expiry.'],
    created_at: [time, 'Time of creation.'],
    updated_at: [time, 'Time of the last change.'],
    deleted_at: ['timestamptz', 'Null until it is deleted.'],
  },
  indexes: {
    endpoints_listed: ['(organization_id, id) WHERE deleted_at IS NULL', 'The list of endpoints, and subscribers.'],
    endpoints_inactive: ['(id) WHERE NOT active', 'The inactive sweep.'],
  },
};

export const failingEndpoints: Table = {
  name: 'failing_endpoints',
  comment: 'Endpoints whose attempts all fail. No read model: if rows are lost, the time starts again.',
  columns: {
    endpoint_id: [`${id} PRIMARY KEY`, 'The endpoint.'],
    since: [time, 'The first failure since the last success.'],
  },
};
