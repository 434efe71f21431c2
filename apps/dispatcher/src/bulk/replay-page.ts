import { requestReplay } from '@postrider/domain';
import {
  deliveryChange,
  nextDeliveries,
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
    const decision = requestReplay(endpoint);
    return 'refused' in decision ? [] : [deliveryChange(delivery, decision, now)];
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
