import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PublishedEvent } from '@postrider/contracts';
import { fanOutDeliveryIds } from '@postrider/domain';
import type { PublishedRecord } from '@postrider/event-store';

/** An event of a response. The deliveries of a fan-out are listed by endpoint until the response is written. */
export interface Published extends Omit<PublishedEvent, 'deliveries'> {
  deliveries: PublishedEvent['deliveries'] | FanOutDeliveries;
}

export interface FanOutDeliveries {
  event_stream_id: string;
  endpoint_ids: readonly string[];
}

/** Number of deliveries after which writing yields to the event loop. */
const deliveriesAtOnce = 2_000;

/** `endpoint_ids` are those of a fan-out. */
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
  let written = 0;
  const texts: string[] = [];
  for (const { deliveries, ...head } of events) {
    const all = 'endpoint_ids' in deliveries ? deliveries.endpoint_ids : deliveries;
    const slices: string[] = [];
    for (let from = 0; from < all.length; from += deliveriesAtOnce) {
      const to = Math.min(from + deliveriesAtOnce, all.length);
      slices.push(JSON.stringify(toDeliveries(deliveries, from, to)).slice(1, -1));
      written += to - from;
      if (written < deliveriesAtOnce) continue;
      written = 0;
      await nextTurn();
    }
    texts.push(`${JSON.stringify(head).slice(0, -1)},"deliveries":[${slices.join(',')}]}`);
  }
  return texts;
}

function toDeliveries(deliveries: Published['deliveries'], from: number, to: number): PublishedEvent['deliveries'] {
  if (!('endpoint_ids' in deliveries)) return deliveries.slice(from, to);
  const idOf = fanOutDeliveryIds(deliveries.event_stream_id);
  return deliveries.endpoint_ids.slice(from, to).map((endpoint_id) => ({ id: idOf(endpoint_id), endpoint_id }));
}
