import type { Table } from '../table.js';
import { id, now, time } from './types.js';

// Columns of fixed width come first: less padding, so that a row is smaller.

export const publishedEvents: Table = {
  name: 'published_events',
  comment: 'Read model of the streams of published events, one row each.',
  columns: {
    created_at: [time, 'Time of the publish call.'],
    version: ['int NOT NULL', 'Version of the stream that the row shows.'],
    delivery_count: ['int NOT NULL', 'Deliveries that the publish call created. A recovery adds more.'],
    test: ['boolean NOT NULL', 'Whether it is a test event for one endpoint.'],
    organization_id: [`${id} NOT NULL`, 'Owner.'],
    id: [`${id} NOT NULL`, 'evt_…, the stream.'],
    event_id: [`${id} NOT NULL`, "The producer's own id, or the same as id."],
    event_type: ['text NOT NULL', 'Type, such as budget.exceeded.'],
  },
  primaryKey: 'organization_id, id',
  options: 'PARTITION BY RANGE (id)',
  indexes: {
    published_events_by_type: ['(organization_id, event_type, id)', 'Events of a type.'],
    published_events_without_subscribers: [
      '(organization_id, id) WHERE delivery_count = 0',
      'Events that went to nobody. No entry for others.',
    ],
    published_events_without_subscribers_by_type: [
      '(organization_id, event_type, id) WHERE delivery_count = 0',
      'The same of a type.',
    ],
  },
};

export const deliveries: Table = {
  name: 'deliveries',
  comment:
    'Read model of the delivery streams, one row each. Pages are half empty, so that the update to delivered stays in its page (decision 31).',
  columns: {
    created_at: [time, 'Time of scheduling.'],
    budget_started_at: [time, 'Start of the retry budget. A replay starts a new one.'],
    next_attempt_at: ['timestamptz', 'When the next attempt is due; null unless pending.'],
    completed_at: ['timestamptz', 'When it was delivered or failed; null while pending.'],
    version: ['int NOT NULL', 'Version of the stream that the row shows.'],
    attempt_count: ['int NOT NULL', 'Attempts made.'],
    budget_attempts: ['int NOT NULL', 'Attempts of the retry budget.'],
    response_status: ['int', 'HTTP status of the last response.'],
    test: ['boolean NOT NULL', 'Whether the event is a test event.'],
    own_payload: ['boolean NOT NULL', 'Whether the payload is in the stream of the delivery (Slack).'],
    failed: [
      `boolean NOT NULL GENERATED ALWAYS AS (status = 'failed') STORED`,
      'For indexes of failed deliveries. It does not change when a delivery succeeds, so the row stays in its page.',
    ],
    organization_id: [`${id} NOT NULL`, 'Owner.'],
    id: [`${id} NOT NULL`, 'whd_…, the stream.'],
    endpoint_id: [`${id} NOT NULL`, 'The receiver.'],
    event_stream_id: [
      `${id} NOT NULL`,
      'The stream of the event. The delivery of a recovery is younger than its event.',
    ],
    event_id: [`${id} NOT NULL`, 'The id of the event that producers and receivers know.'],
    event_type: ['text NOT NULL', 'Type of the event.'],
    status: ['text NOT NULL', 'pending, delivered or failed.'],
    failure_reason: ['text', 'Cause of the last failure, such as timeout.'],
    queue: ['text NOT NULL', 'The queue of the next attempt: deliver, retry or replay.'],
  },
  primaryKey: 'organization_id, id',
  options: 'PARTITION BY RANGE (id)',
  indexes: {
    deliveries_by_endpoint: [
      '(endpoint_id, id)',
      'Deliveries of an endpoint; a delivery of a job, which has both ids.',
    ],
    deliveries_by_type: [
      '(event_type, organization_id, id)',
      'Deliveries of events of a type. No other index begins with the type, so a comparison of rows takes this one.',
    ],
    deliveries_by_event: ['(event_stream_id)', 'Deliveries of an event.'],
    deliveries_failed: ['(organization_id, id) WHERE failed', 'Failed deliveries. No entry for others.'],
    deliveries_failed_by_endpoint: ['(endpoint_id, id) WHERE failed', 'Failed deliveries of an endpoint.'],
  },
};

export const pendingDeliveries: Table = {
  name: 'pending_deliveries',
  comment: 'The pending deliveries, as a narrow read model (decision 31). Written with deliveries, in one transaction.',
  columns: {
    organization_id: [`${id} NOT NULL`, 'Owner.'],
    id: [`${id} NOT NULL`, 'The delivery.'],
    endpoint_id: [`${id} NOT NULL`, 'The receiver.'],
    next_attempt_at: [time, 'When the next attempt is due; the time of scheduling before the first attempt.'],
  },
  primaryKey: 'organization_id, id',
  indexes: {
    pending_deliveries_due: ['(next_attempt_at, id)', 'The sweep.'],
    pending_deliveries_by_endpoint: ['(endpoint_id, id)', 'Pending deliveries of an endpoint.'],
  },
};

export const fanOuts: Table = {
  name: 'fan_outs',
  comment:
    'Deliveries of committed events that are still to be scheduled (decision 38). A finished fan-out is deleted.',
  columns: {
    organization_id: [`${id} NOT NULL`, 'Owner.'],
    id: [`${id} NOT NULL`, 'The first event: an event is in at most one fan-out.'],
    event_stream_ids: ['text[] COLLATE "C" NOT NULL', 'Streams of the events, in order.'],
    endpoint_ids: ['text[] COLLATE "C" NOT NULL', 'Receivers of each event, in order.'],
    position: ['int NOT NULL DEFAULT 0', 'Number of scheduled deliveries, event by event.'],
    created_at: [now, 'Time of the publish call.'],
  },
  primaryKey: 'organization_id, id',
  indexes: {
    fan_outs_age: ['(id)', 'The oldest one, which retention waits for.'],
    fan_outs_events: [
      'USING gin (event_stream_ids) WITH (fastupdate = off)',
      'Fan-outs of an event. Without fastupdate, no publish call has to merge a list of new entries.',
    ],
  },
};
