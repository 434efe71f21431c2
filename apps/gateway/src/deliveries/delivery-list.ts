import type { DeliveryStatus } from '@postrider/contracts';
import { deliveriesWith } from '@postrider/event-store';

export interface DeliveryFilter {
  organization_id: string;
  endpoint_id: string | undefined;
  event_stream_id: string | undefined;
  event_type: string | undefined;
  status: DeliveryStatus | undefined;
  /** Ids from here on, and ids before. */
  first: string | undefined;
  before: string | undefined;
}

/** The first `limit` deliveries, newest first, as a statement and its parameters. */
export function deliveryList(filter: DeliveryFilter, limit: number): [text: string, values: unknown[]] {
  // An event has few deliveries: these are looked through, whatever their status.
  const ofEvent = filter.event_stream_id !== undefined;
  const { from, keys, condition } = deliveriesWith(ofEvent ? undefined : filter.status);
  const given: [column: string, value: string | undefined][] = [
    // What is pending of an endpoint is looked for by the endpoint alone.
    [`${filter.endpoint_id === undefined ? keys : 'd'}.organization_id =`, filter.organization_id],
    [`${keys}.endpoint_id =`, filter.endpoint_id],
    ['d.event_stream_id =', filter.event_stream_id],
    ['d.event_type =', filter.event_type],
    ['d.status =', ofEvent ? filter.status : undefined],
    [`${keys}.id >=`, filter.first],
    [`${keys}.id <`, filter.before],
  ];
  const asked = given.filter(([, value]) => value !== undefined);
  const conditions = asked.map(([column], i) => `${column} $${String(i + 1)}`);
  return [
    `SELECT d.* FROM ${from} WHERE ${[condition, ...conditions].join(' AND ')}
      ORDER BY ${keys}.id DESC LIMIT $${String(asked.length + 1)}`,
    [...asked.map(([, value]) => value), limit],
  ];
}
