import { evolveDelivery, requestReplay, type DeliveryState } from '@postrider/domain';
import {
  nextDeliveries,
  record,
  recordDeliveries,
  type BulkOperationRow,
  type DeliveryChange,
  type Sql,
} from '@postrider/event-store';
import type { BulkPage } from './bulk-page.js';

/** Asks for the replay of the next deliveries; their rows are locked, so nobody moves them meanwhile. */
export async function replayPage(
  sql: Sql,
  operation: BulkOperationRow,
  { limit, now }: { limit: number; now: Date },
): Promise<BulkPage> {
  const { candidates, last, isLast } = await nextDeliveries(sql, operation, limit);
  const changes = candidates.flatMap(({ delivery, endpoint }): DeliveryChange[] => {
    const events = requestReplay(endpoint);
    if (!Array.isArray(events)) return [];
    const { id, organization_id, version } = delivery;
    const recorded = record({ stream_id: id, organization_id, expectedVersion: version }, events, now);
    return [
      { expectedVersion: version, next: recorded.reduce<DeliveryState>(evolveDelivery, delivery), events: recorded },
    ];
  });
  if (changes.length > 0) await recordDeliveries(sql, changes);
  return {
    processed: candidates.length,
    skipped: candidates.length - changes.length,
    last,
    isLast,
    attempts: changes.map(({ next }) => ({
      queue: 'replay',
      delivery_id: next.id,
      endpoint_id: next.endpoint_id,
      attempt: next.attempt_count + 1,
    })),
  };
}
