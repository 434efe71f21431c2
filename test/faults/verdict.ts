import type { DeliverySummary } from '@postrider/contracts';

import type { ReadModelDump } from './evidence.js';
import type { Sighting, SubscriberName } from './subscribers.js';

/** What one receiver got, and what the API says about it. */
export interface Subscription {
  readonly name: SubscriberName;
  readonly sightings: readonly Sighting[];
  readonly deliveries: readonly DeliverySummary[];
}

const shownExamples = 3;

/** Event ids that were answered 202, with the ids of the deliveries that the answer named. */
type Accepted = ReadonlyMap<string, readonly string[]>;

/** Each accepted event was accepted by the receiver, and is delivered by what the API says: exactly one delivery each. */
export function deliveryViolations(accepted: Accepted, { name, sightings, deliveries }: Subscription): string[] {
  const received = new Set(sightings.filter((sighting) => sighting.accepted).map(({ event }) => event));
  const published = new Set([...accepted.values()].flat());
  const delivered = Map.groupBy(deliveries, ({ event_id }) => event_id);
  const unsettled = deliveries.filter(({ status }) => status !== 'delivered');
  const unannounced = deliveries.filter(({ id }) => !published.has(id));
  const ids = [...accepted.keys()];
  return [
    ...summary(
      `events were never accepted by the ${name} receiver`,
      ids.filter((id) => !received.has(id)),
    ),
    ...summary(
      `events have another number of deliveries to the ${name} receiver than one`,
      ids.filter((id) => delivered.get(id)?.length !== 1),
    ),
    ...summary(`deliveries to the ${name} receiver are not delivered`, unsettled.map(described)),
    ...summary(`deliveries to the ${name} receiver were named by no answer`, unannounced.map(described)),
  ];
}

/** The read models as they were, and as they are made from nothing but the log. */
export function rebuildViolations(live: ReadModelDump, rebuilt: ReadModelDump): string[] {
  const tables = Object.keys(live) as (keyof ReadModelDump)[];
  return tables.flatMap((table) => [
    ...summary(`rows of ${table} are not what the log says`, without(live[table], rebuilt[table])),
    ...summary(`rows of ${table} are missing`, without(rebuilt[table], live[table])),
  ]);
}

function without(rows: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return rows.filter((row) => !known.has(row));
}

const described = ({ id, status, event_id }: DeliverySummary): string => `${id} (${status}, ${event_id})`;

/** One line for what is wrong, however often it is; none where nothing is. */
export function summary(what: string, cases: readonly string[]): string[] {
  if (cases.length === 0) return [];
  return [
    `${cases.length} ${what}: ${cases.slice(0, shownExamples).join('; ')}${cases.length > shownExamples ? '; …' : ''}`,
  ];
}
