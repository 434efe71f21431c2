import type { NewEvent } from './schedule.js';
import type { PublishRequest } from './publish-request.js';
import type { Subscriber } from './subscriptions.js';

export type SubscribersOf = (organizationId: string, type: string) => readonly Subscriber[];

/** A Slack endpoint's deliveries hold a message of their own, at most about so many times as large as a row. */
const slackRows = 5;
const bytesPerRow = 8_192;
/** Of an id in a fan-out's list. */
const idBytes = 31;

/** How many rows the deliveries to these subscribers count for; each list is one of the subscription index's. */
const rowsOfLists = new WeakMap<readonly Subscriber[], number>();

/** What a call costs, to be known before anything is made of it. */
export class CallCost {
  constructor(private readonly fanOutChunk: number) {}

  deliveries({ caller, events }: Pick<PublishRequest, 'caller' | 'events'>, subscribers: SubscribersOf): number {
    let count = 0;
    for (const { type } of distinct(events)) count += subscribers(caller.organization_id, type).length;
    return count;
  }

  /** Whether the deliveries of these events are made after the call was answered. */
  isFanOut(call: Pick<PublishRequest, 'caller' | 'events'>, subscribers: SubscribersOf): boolean {
    return this.#deliveryRows(call, subscribers) > this.fanOutChunk;
  }

  /** What a statement inserts for the call, in rows. Data is counted by its length as text. */
  rows(call: Pick<PublishRequest, 'caller' | 'events'>, subscribers: SubscribersOf): number {
    const events = distinct(call.events);
    const bytes = events.reduce((sum, { dataJson }) => sum + dataJson.length, 0);
    const own = events.length + bytes / bytesPerRow;
    const deliveryRows = this.#deliveryRows(call, subscribers);
    if (deliveryRows <= this.fanOutChunk) return own + deliveryRows;
    // Each event's id, and each set of endpoints, is listed once.
    const ids = events.length + this.deliveries(call, subscribers) / Math.max(1, events.length);
    return own + (ids * idBytes) / bytesPerRow;
  }

  #deliveryRows({ caller, events }: Pick<PublishRequest, 'caller' | 'events'>, subscribers: SubscribersOf): number {
    let rows = 0;
    for (const { type } of distinct(events)) rows += rowsOf(subscribers(caller.organization_id, type));
    return rows;
  }
}

const distinct = (events: readonly NewEvent[]): readonly NewEvent[] =>
  events.length === 1 ? events : [...new Set(events)];

function rowsOf(subscribers: readonly Subscriber[]): number {
  const known = rowsOfLists.get(subscribers);
  if (known !== undefined) return known;
  const rows = subscribers.reduce((sum, { format }) => sum + (format === 'slack' ? slackRows : 1), 0);
  rowsOfLists.set(subscribers, rows);
  return rows;
}
