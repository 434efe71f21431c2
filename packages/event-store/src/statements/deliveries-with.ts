import type { DeliveryStatus } from '@postrider/contracts';

/** Where to find deliveries with a status: what to select from, whose rows are `d`, and on which condition. */
export interface DeliverySource {
  from: string;
  /** The table that is read first: to be asked for ids, an organization and an endpoint. */
  keys: 'p' | 'd';
  condition: string;
}

/**
 * Each by what knows those with the status. Of pending ones that is `pending_deliveries`; OFFSET 0 keeps PostgreSQL from
 * walking through all deliveries until it meets one of them.
 */
export function deliveriesWith(status: DeliveryStatus | undefined): DeliverySource {
  if (status === 'pending') {
    const from = 'pending_deliveries p CROSS JOIN LATERAL (SELECT * FROM deliveries WHERE id = p.id OFFSET 0) d';
    return { from, keys: 'p', condition: 'true' };
  }
  const conditions = { delivered: `d.status = 'delivered'`, failed: 'd.failed' };
  return { from: 'deliveries d', keys: 'd', condition: status === undefined ? 'true' : conditions[status] };
}
