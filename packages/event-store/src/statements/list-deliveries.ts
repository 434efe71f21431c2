import type { DeliveryStatus } from '@postrider/contracts';

export interface DeliveryFilter {
  organization_id: string;
  endpoint_id?: string | undefined;
  event_stream_id?: string | undefined;
  event_type?: string | undefined;
  status?: DeliveryStatus | undefined;
  /** The lowest id of the list. */
  first?: string | undefined;
  /** All ids of the list are lower. */
  before?: string | undefined;
}

/** The statement that reads the first `limit` deliveries, newest first. */
export function listDeliveriesStatement(filter: DeliveryFilter, limit: number): { text: string; values: unknown[] } {
  // An event has few deliveries: the statement reads all of them, whatever their status.
  const ofEvent = filter.event_stream_id !== undefined;
  const { from, keys, condition } = sourceOf(ofEvent ? undefined : filter.status);
  const conditions: [column: string, value: string | undefined][] = [
    // An endpoint's pending deliveries are found by the endpoint alone.
    [`${filter.endpoint_id === undefined ? keys : 'd'}.organization_id =`, filter.organization_id],
    [`${keys}.endpoint_id =`, filter.endpoint_id],
    ['d.event_stream_id =', filter.event_stream_id],
    ['d.event_type =', filter.event_type],
    ['d.status =', ofEvent ? filter.status : undefined],
    [`${keys}.id >=`, filter.first],
    [`${keys}.id <`, filter.before],
  ];
  const given = conditions.filter(([, value]) => value !== undefined);
  const where = [condition, ...given.map(([column], i) => `${column} $${String(i + 1)}`)].join(' AND ');
  return {
    text: `SELECT d.* FROM ${from} WHERE ${where} ORDER BY ${keys}.id DESC LIMIT $${String(given.length + 1)}`,
    values: [...given.map(([, value]) => value), limit],
  };
}

interface DeliverySource {
  from: string;
  /** The table that is read first. Conditions on ids, the organization and the endpoint go to it. */
  keys: 'p' | 'd';
  condition: string;
}

/** Pending deliveries have a table of their own. OFFSET 0 keeps PostgreSQL from reading `deliveries` first. */
function sourceOf(status: DeliveryStatus | undefined): DeliverySource {
  if (status === 'pending') {
    const from = 'pending_deliveries p CROSS JOIN LATERAL (SELECT * FROM deliveries WHERE id = p.id OFFSET 0) d';
    return { from, keys: 'p', condition: 'true' };
  }
  const conditions = { delivered: `d.status = 'delivered'`, failed: 'd.failed' };
  return { from: 'deliveries d', keys: 'd', condition: status === undefined ? 'true' : conditions[status] };
}
