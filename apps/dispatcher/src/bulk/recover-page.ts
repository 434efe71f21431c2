import { newId, type DeliveryScheduled, type RecordedEvent } from '@postrider/contracts';
import {
  getsEventsOf,
  isAboutItself,
  isSubscribed,
  nextJob,
  scheduleDelivery,
  type EndpointState,
} from '@postrider/domain';
import {
  insertScheduled,
  loadAllowedTypes,
  lockEndpoint,
  nextEvents,
  type BulkOperationRow,
  type RecoveryCandidate,
  type Sql,
} from '@postrider/event-store';
import type { BulkPage } from './bulk-page.js';

/** Schedules deliveries for the next events that the endpoint subscribes to and has no delivery of. */
export async function recoverPage(
  sql: Sql,
  operation: BulkOperationRow,
  { limit, now }: { limit: number; now: Date },
): Promise<BulkPage> {
  // The lock keeps two recoveries of one endpoint from scheduling the same event twice.
  const endpoint = await lockEndpoint(sql, {
    id: operation.filter.endpoint_id ?? '',
    organization_id: operation.organization_id,
  });
  const { candidates: events, last, isLast } = await nextEvents(sql, operation, limit);
  const open = endpoint?.active === true && endpoint.deleted_at === null;
  const allowed = open ? await loadAllowedTypes(sql, endpoint.customer_id) : null;
  const scheduled = open
    ? events.filter((event) => isMissed(endpoint, event, allowed)).map((event) => schedule(endpoint, event, now))
    : [];
  const deliveries = await insertScheduled(sql, scheduled);
  return {
    processed: events.length,
    skipped: open ? 0 : events.length,
    last,
    isLast,
    attempts: deliveries.map(nextJob),
  };
}

function isMissed(
  endpoint: EndpointState,
  { published, delivered }: RecoveryCandidate,
  allowed: readonly string[] | null,
): boolean {
  const { customer_id = null, event_type } = published;
  if (delivered || isAboutItself(published, endpoint.id)) return false;
  return getsEventsOf(endpoint, customer_id) && isSubscribed(endpoint, event_type, allowed);
}

function schedule(
  endpoint: EndpointState,
  { stream_id, published }: RecoveryCandidate,
  now: Date,
): RecordedEvent<DeliveryScheduled> {
  const { organization_id } = endpoint;
  const event = { stream_id, organization_id, event: { type: 'EventPublished', data: published } } as const;
  return scheduleDelivery(event, endpoint, { delivery_id: newId('delivery', now), queue: 'replay', occurred_at: now });
}
