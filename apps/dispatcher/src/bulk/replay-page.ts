import { nextJob, requestReplay } from '@postrider/domain';
import {
  deliveryChange,
  nextDeliveries,
  recordDeliveries,
  type BulkOperationRow,
  type DeliveryChange,
  type Sql,
} from '@postrider/event-store';
import type { BulkPage } from './bulk-page.js';

/** Requests the replay of the next deliveries, whose rows are locked. */
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
    attempts: changes.map(({ next }) => nextJob(next)),
  };
}
