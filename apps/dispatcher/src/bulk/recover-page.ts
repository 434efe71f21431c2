import { newId, subscriptionCovers, type DeliveryScheduled, type RecordedEvent } from '@postrider/contracts';
import { deliveryScheduler, type EndpointState } from '@postrider/domain';
import {
  insertScheduled,
  lockEndpoint,
  nextEvents,
  type BulkOperationRow,
  type RecoveryCandidate,
  type Sql,
} from '@postrider/event-store';
import type { BulkPage } from './bulk-page.js';

/** Schedules deliveries of the next events that the endpoint subscribes to and has none of. */
export async function recoverPage(
  sql: Sql,
  operation: BulkOperationRow,
  { limit, now }: { limit: number; now: Date },
): Promise<BulkPage> {
  // Under the lock, two recoveries of one endpoint don't schedule the same event twice.
  const endpoint = await lockEndpoint(sql, {
    id: operation.filter.endpoint_id ?? '',
    organization_id: operation.organization_id,
  });
  const { candidates: events, last, isLast } = await nextEvents(sql, operation, limit);
  const open = endpoint?.active === true && endpoint.deleted_at === null;
  const scheduled = open
    ? events.filter((event) => isMissed(endpoint, event)).map((event) => schedule(endpoint, event, now))
    : [];
  await insertScheduled(sql, scheduled);
  return {
    processed: events.length,
    skipped: open ? 0 : events.length,
    last,
    isLast,
    attempts: scheduled.map(({ stream_id, event }) => ({
      queue: 'replay',
      delivery_id: stream_id,
      endpoint_id: event.data.endpoint_id,
      attempt: 1,
    })),
  };
}

function isMissed(endpoint: EndpointState, { published, delivered }: RecoveryCandidate): boolean {
  return !delivered && endpoint.event_types.some((pattern) => subscriptionCovers(pattern, published.event_type));
}

function schedule(endpoint: EndpointState, event: RecoveryCandidate, now: Date): RecordedEvent<DeliveryScheduled> {
  const { stream_id, created_at, published } = event;
  const toEndpoint = deliveryScheduler({ stream_id, occurred_at: created_at, data: published });
  return {
    stream_id: newId('delivery', now),
    version: 1,
    organization_id: endpoint.organization_id,
    occurred_at: now,
    event: toEndpoint(endpoint),
  };
}
