import type { BulkOperation } from '@postrider/contracts';
import { type DeliveriesSearch, given } from '../shared/delivery-filters.js';

type Operation = Pick<BulkOperation, 'kind' | 'request' | 'created_at' | 'completed_at'>;

/**
 * The list of what an operation has sent or exported; undefined if no filters select it. A replay may have changed the
 * status that it was started for.
 */
export function deliveriesOf({ kind, request, created_at, completed_at }: Operation): DeliveriesSearch | undefined {
  if (request === null || request.named_deliveries !== undefined) return undefined;
  if (kind === 'recover') {
    return given({ endpoint_id: request.endpoint_id, since: created_at, until: completed_at ?? undefined });
  }
  const { status, named_deliveries: _, format: __, cursor: ___, since, ...filters } = request;
  return given({
    ...filters,
    // The page asks for all deliveries by a time before all of them.
    since: since !== undefined && Date.parse(since) > 0 ? since : undefined,
    ...(kind === 'replay' ? { replayed: true } : { status }),
  });
}
