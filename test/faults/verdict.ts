import type { DeliverySummary } from '@postrider/contracts';

import type { ReadModelDump } from './evidence.js';
import type { Sighting, SubscriberName } from './subscribers.js';

/** The requests of one receiver, and its deliveries in the API. */
export interface Subscription {
  readonly name: SubscriberName;
  readonly sightings: readonly Sighting[];
  readonly deliveries: readonly DeliverySummary[];
}

const shownExamples = 3;

/** The ids of the deliveries of each accepted event, by event id. */
type Accepted = ReadonlyMap<string, readonly string[]>;

/** Each accepted event must have exactly one delivery, which the receiver accepted and the API shows as delivered. */
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
      `events do not have exactly one delivery to the ${name} receiver`,
      ids.filter((id) => delivered.get(id)?.length !== 1),
    ),
    ...summary(`deliveries to the ${name} receiver are not delivered`, unsettled.map(described)),
    ...summary(`deliveries to the ${name} receiver are missing in the responses`, unannounced.map(described)),
  ];
}

/** Compares the read models with those rebuilt from the log. */
export function rebuildViolations(live: ReadModelDump, rebuilt: ReadModelDump): string[] {
  const tables = Object.keys(live) as (keyof ReadModelDump)[];
  return tables.flatMap((table) => [
    ...summary(`rows of ${table} differ from the log`, without(live[table], rebuilt[table])),
    ...summary(`rows of ${table} are missing`, without(rebuilt[table], live[table])),
  ]);
}

function without(rows: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return rows.filter((row) => !known.has(row));
}

const described = ({ id, status, event_id }: DeliverySummary): string => `${id} (${status}, ${event_id})`;

/** Returns one line for all cases of a violation, or none. */
export function summary(what: string, cases: readonly string[]): string[] {
  if (cases.length === 0) return [];
  return [
    `${cases.length} ${what}: ${cases.slice(0, shownExamples).join('; ')}${cases.length > shownExamples ? '; …' : ''}`,
  ];
}
