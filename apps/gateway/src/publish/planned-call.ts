import type { FanOut, PublishedRecord } from '@postrider/event-store';
import type { CallCost } from './call-cost.js';
import { publishedView, type Published } from './published.js';
import type { PublishRequest } from './publish-request.js';
import type { NewEvent } from './new-event.js';
import { eventPublished, schedule, type PublishContext } from './schedule.js';
import type { SubscribersOf } from './subscriber.js';
import type { DecisionData } from './subscriptions.js';

/** The rows that publishing inserts. */
export interface Inserts {
  records: PublishedRecord[];
  /** A fan-out creates the deliveries of a large call after its response. */
  fanOuts: FanOut[];
}

export interface PlannedCall extends Inserts {
  /** The events of the response, in the call's order. */
  published: Published[];
}

export const merged = (planned: readonly PlannedCall[]): Inserts => ({
  records: planned.flatMap(({ records }) => records),
  fanOuts: planned.flatMap(({ fanOuts }) => fanOuts),
});

export function planCall(
  call: PublishRequest,
  { subscribers, customer, searchablePaths }: Pick<DecisionData, 'subscribers' | 'customer' | 'searchablePaths'>,
  now: Date,
  cost: CallCost,
): PlannedCall {
  const { organization_id } = call.caller;
  const contextOf = (event: NewEvent): PublishContext => ({
    organization_id,
    searchablePaths: searchablePaths(organization_id),
    customer: event.customer === undefined ? undefined : customer(organization_id, event.customer),
    occurred_at: now,
    traceparent: call.traceparent,
  });
  const events = [...new Set(call.events)];
  if (!cost.isFanOut(call, subscribers)) {
    const records = events.map((event) => schedule(event, subscribers(organization_id, event), contextOf(event)));
    return { records, fanOuts: [], published: records.map((record) => publishedView(record)) };
  }
  const lists = endpointLists(call, subscribers);
  const planned = events.map((event) => {
    const list = lists.get(listKey(event)) ?? { endpoint_ids: [], event_stream_ids: [] };
    list.event_stream_ids.push(event.stream_id);
    const published = eventPublished(event, list.endpoint_ids.length, contextOf(event));
    const record: PublishedRecord = { published, scheduled: [] };
    return { record, view: publishedView(record, list.endpoint_ids) };
  });
  const fanOuts = [...new Set(lists.values())]
    .filter(({ endpoint_ids }) => endpoint_ids.length > 0)
    .map((list) => ({ organization_id, ...list }));
  return {
    records: planned.map(({ record }) => record),
    fanOuts,
    published: planned.map(({ view }) => view),
  };
}

type EndpointList = Record<'endpoint_ids' | 'event_stream_ids', string[]>;

const listKey = ({ type, customer = '' }: NewEvent): string => `${type} ${customer}`;

/** By event type and customer. Those with the same endpoints share a list. */
function endpointLists({ caller, events }: PublishRequest, subscribers: SubscribersOf): Map<string, EndpointList> {
  const byEndpoints = new Map<string, EndpointList>();
  const byType = new Map<string, EndpointList>();
  for (const event of events) {
    if (byType.has(listKey(event))) continue;
    const endpoint_ids = subscribers(caller.organization_id, event).map(({ id }) => id);
    const key = endpoint_ids.join(' ');
    const list = byEndpoints.get(key) ?? { endpoint_ids, event_stream_ids: [] };
    byEndpoints.set(key, list);
    byType.set(listKey(event), list);
  }
  return byType;
}
