import { firstIdAt, subscriptionCovers } from '@postrider/contracts';
import type { Endpoint, Event, Postrider } from '@postrider/sdk';
import { defined } from '../input/defined.js';

/** Where a listener starts to get the last events again. */
export interface Start {
  lastEventId: string;
  /** Whether the listener is to show the event: the server also repeats some from before. */
  includes: (event: { id: string; event_id: string }) => boolean;
}

export interface LastEventsFilter {
  types?: readonly string[] | undefined;
  customer?: string | undefined;
  endpoint?: string | undefined;
}

const pageSize = 250;
/** Events of other types between those that are looked for. */
const mostRead = 10_000;

/** Undefined if there are no such events. */
export async function startOfLast(
  client: Postrider,
  count: number,
  filter: LastEventsFilter,
): Promise<Start | undefined> {
  const endpoint = filter.endpoint === undefined ? undefined : await client.endpoints.get(filter.endpoint);
  const customer = filter.customer ?? endpoint?.customer?.uid;
  const matches = matcherOf(filter.types, endpoint);
  const skipped = new Set<string>();
  let found = 0;
  let read = 0;
  let start: Event | undefined;
  let oldest: Event | undefined;
  let isEnd = true;
  const list = client.events.list({ limit: pageSize, ...defined({ customer }) });
  for await (const { data, next_cursor } of list.pages()) {
    for (const event of data) {
      if (found < count && matches(event)) {
        found += 1;
        start = event;
      } else {
        skipped.add(event.id);
      }
    }
    oldest = data.at(-1) ?? oldest;
    read += data.length;
    isEnd = next_cursor === null;
    if (found === count || read >= mostRead) break;
  }
  if (!start || !oldest) return undefined;
  const firstRead = firstIdOf(oldest);
  return {
    lastEventId: firstIdOf(start),
    includes: ({ id, event_id }) => !skipped.has(event_id) && (isEnd || id >= firstRead),
  };
}

const firstIdOf = ({ created_at }: Event): string => firstIdAt('event', new Date(created_at));

/** What the listener would get. The server filters too: this finds where the last ones begin. */
const matcherOf =
  (types: readonly string[] = ['*'], endpoint: Endpoint | undefined) =>
  ({ type, test, customer }: Event): boolean => {
    const isCovered = (patterns: readonly string[]): boolean => patterns.some((each) => subscriptionCovers(each, type));
    if (test || !isCovered(types)) return false;
    if (!endpoint) return true;
    const isForIt = endpoint.customers === 'all' || endpoint.customer?.uid === customer?.uid;
    return isForIt && isCovered(endpoint.event_types);
  };
