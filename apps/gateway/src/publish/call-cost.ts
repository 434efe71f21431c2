import type { NewEvent } from './new-event.js';
import type { PublishRequest } from './publish-request.js';
import type { Subscriber, SubscribersOf } from './subscriber.js';

/** A delivery to a Slack endpoint stores a message of its own, about five rows long at most. */
const slackRows = 5;
const bytesPerRow = 8_192;
/** The size of an id in a fan-out's list. */
const idBytes = 31;

/** The cost in rows of each list of subscribers that the subscription index caches. */
const cachedRows = new WeakMap<readonly Subscriber[], number>();

/** The cost of a call, computed before it is planned. */
export class CallCost {
  constructor(private readonly fanOutChunk: number) {}

  /** The number of deliveries. */
  deliveries({ caller, events }: Pick<PublishRequest, 'caller' | 'events'>, subscribers: SubscribersOf): number {
    let count = 0;
    for (const event of distinct(events)) count += subscribers(caller.organization_id, event).length;
    return count;
  }

  /** Returns whether a fan-out creates the deliveries after the response. */
  isFanOut(call: Pick<PublishRequest, 'caller' | 'events'>, subscribers: SubscribersOf): boolean {
    return this.#deliveryRows(call, subscribers) > this.fanOutChunk;
  }

  /** The size of the call's inserts, in rows. The length of its data counts as well. */
  rows(call: Pick<PublishRequest, 'caller' | 'events'>, subscribers: SubscribersOf): number {
    const events = distinct(call.events);
    const bytes = events.reduce((sum, { dataJson }) => sum + dataJson.length, 0);
    const own = events.length + bytes / bytesPerRow;
    const deliveryRows = this.#deliveryRows(call, subscribers);
    if (deliveryRows <= this.fanOutChunk) return own + deliveryRows;
    // A fan-out lists each event's id, and each set of endpoints, once.
    const ids = events.length + this.deliveries(call, subscribers) / Math.max(1, events.length);
    return own + (ids * idBytes) / bytesPerRow;
  }

  #deliveryRows({ caller, events }: Pick<PublishRequest, 'caller' | 'events'>, subscribers: SubscribersOf): number {
    let rows = 0;
    for (const event of distinct(events)) rows += rowsOf(subscribers(caller.organization_id, event));
    return rows;
  }
}

const distinct = (events: readonly NewEvent[]): readonly NewEvent[] =>
  events.length === 1 ? events : [...new Set(events)];

function rowsOf(subscribers: readonly Subscriber[]): number {
  const cached = cachedRows.get(subscribers);
  if (cached !== undefined) return cached;
  const rows = subscribers.reduce((sum, { format }) => sum + (format === 'slack' ? slackRows : 1), 0);
  cachedRows.set(subscribers, rows);
  return rows;
}
