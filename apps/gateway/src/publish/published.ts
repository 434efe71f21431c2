import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PublishedEvent } from '@postrider/contracts';
import { fanOutDeliveryIds } from '@postrider/domain';
import type { PublishedRecord } from '@postrider/event-store';

/** An event as its producer is told of it. The deliveries of a fan-out are given by their endpoints until they are shown. */
export interface Published extends Omit<PublishedEvent, 'deliveries'> {
  deliveries: PublishedEvent['deliveries'] | FanOutDeliveries;
}

export interface FanOutDeliveries {
  event_stream_id: string;
  endpoint_ids: readonly string[];
}

/** After so many deliveries others get their turn. */
const deliveriesAtOnce = 2_000;

/** What the producer is told of records; `endpoint_ids` are those of a fan-out. */
export function publishedView({ published, scheduled }: PublishedRecord, endpoint_ids?: readonly string[]): Published {
  return {
    id: published.event.data.event_id,
    type: published.event.data.event_type,
    created_at: published.occurred_at.toISOString(),
    deliveries: endpoint_ids
      ? { event_stream_id: published.stream_id, endpoint_ids }
      : scheduled.map(({ stream_id, event }) => ({ id: stream_id, endpoint_id: event.data.endpoint_id })),
  };
}

export const deliveryCount = (events: readonly Published[]): number =>
  events.reduce(
    (sum, { deliveries }) => sum + ('endpoint_ids' in deliveries ? deliveries.endpoint_ids : deliveries).length,
    0,
  );

/** The JSON of each event, as `PublishedEvent`. */
export async function publishedJson(events: readonly Published[]): Promise<string[]> {
  let made = 0;
  const texts: string[] = [];
  for (const { deliveries, ...head } of events) {
    const all = 'endpoint_ids' in deliveries ? deliveries.endpoint_ids : deliveries;
    const slices: string[] = [];
    for (let from = 0; from < all.length; from += deliveriesAtOnce) {
      const to = Math.min(from + deliveriesAtOnce, all.length);
      slices.push(JSON.stringify(shown(deliveries, from, to)).slice(1, -1));
      made += to - from;
      if (made < deliveriesAtOnce) continue;
      made = 0;
      await nextTurn();
    }
    texts.push(`${JSON.stringify(head).slice(0, -1)},"deliveries":[${slices.join(',')}]}`);
  }
  return texts;
}

function shown(deliveries: Published['deliveries'], from: number, to: number): PublishedEvent['deliveries'] {
  if (!('endpoint_ids' in deliveries)) return deliveries.slice(from, to);
  const idOf = fanOutDeliveryIds(deliveries.event_stream_id);
  return deliveries.endpoint_ids.slice(from, to).map((endpoint_id) => ({ id: idOf(endpoint_id), endpoint_id }));
}
