import type { Table } from '../table.js';
import { id, now } from './types.js';

export const keyGenerations: Table = {
  name: 'key_generations',
  comment: 'Partitions of publish_keys, one row each. New keys go into the newest one of their kind.',
  columns: {
    number: ['int GENERATED ALWAYS AS IDENTITY PRIMARY KEY', 'Number of the partition.'],
    kind: [`text NOT NULL CHECK (kind IN ('event_id', 'request'))`, 'Kind of its keys.'],
    opened_at: [now, 'From then on until the next one opened, it got the new keys.'],
  },
  indexes: { key_generations_newest: ['(kind, number)', 'The newest one of a kind.'] },
};

export const publishKeys: Table = {
  name: 'publish_keys',
  comment:
    'Keys that make a repeated publish call return the first result. Each kind is partitioned by generation; a key is looked up in all of the few generations of its kind.',
  columns: {
    organization_id: [`${id} NOT NULL`, 'Owner.'],
    kind: ['text NOT NULL', "event_id: a producer's own id of an event. request: an Idempotency-Key."],
    key: [`${id} NOT NULL`, 'The key.'],
    generation: ['int NOT NULL', 'Number of the partition.'],
    fingerprint: ['bytea NOT NULL', 'Hash of the content. The same key with other content is refused.'],
    event_stream_ids: ['text[] NOT NULL', 'Streams of the events that were published with the key.'],
  },
  primaryKey: 'organization_id, kind, key, generation',
  options: 'PARTITION BY LIST (kind)',
};

export const idempotencyKeys: Table = {
  name: 'idempotency_keys',
  comment: 'Idempotency-Keys of management calls, with their responses. Expired rows are deleted hourly.',
  columns: {
    organization_id: [`${id} NOT NULL`, 'Owner.'],
    key: [`${id} NOT NULL`, 'The key.'],
    fingerprint: ['bytea NOT NULL', 'Hash of the call. The same key with another call is refused.'],
    status: ['int', 'HTTP status of the response; null while the call runs.'],
    sealed_body: ['text', 'Body of the response, encrypted: it may have a secret.'],
    created_at: [now, 'Time of the first call.'],
  },
  primaryKey: 'organization_id, key',
  indexes: { idempotency_keys_age: ['(created_at)', 'Expired rows.'] },
};
