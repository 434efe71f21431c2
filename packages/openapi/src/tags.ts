import type { Operation } from '@postrider/contracts';

/** Tags by path segment, in the order of the reference. */
const tags = {
  'event-types': { name: 'Event types', description: 'Types of the events that you publish and subscribe to.' },
  endpoints: { name: 'Endpoints', description: 'URLs that receive events, with their subscriptions.' },
  events: { name: 'Events', description: 'Published events.' },
  deliveries: { name: 'Deliveries', description: 'The delivery of one event to one endpoint, with its attempts.' },
  overview: { name: 'Overview', description: 'Counters of attempts and deliveries.' },
  listen: { name: 'Listening', description: 'Events as they are published, for receivers without a public URL.' },
  keys: { name: 'Keys', description: 'API keys.' },
  live: { name: 'Changes', description: 'Notifications for live pages.' },
  operations: { name: 'Bulk operations', description: 'Replays and recoveries of many deliveries, in the background.' },
} as const;

const webhooks = {
  name: 'Webhooks',
  description: 'Requests that your endpoints receive: one for each event that they subscribe to.',
} as const;

export const webhookTag = webhooks.name;

export const tagObjects = [...Object.values(tags), webhooks];

const methods: readonly Operation['method'][] = ['GET', 'POST', 'PATCH', 'DELETE'];

/** Sorts by tag, path and method. */
export function sorted(operations: readonly Operation[]): Operation[] {
  const names = tagObjects.map(({ name }) => name as string);
  return operations.toSorted(
    (a, b) =>
      names.indexOf(tagOf(a)) - names.indexOf(tagOf(b)) ||
      (a.path < b.path ? -1 : a.path > b.path ? 1 : methods.indexOf(a.method) - methods.indexOf(b.method)),
  );
}

export function tagOf({ name, path }: Operation): string {
  const [, , , , subject = ''] = path.split('/');
  const tag = Object.entries(tags).find(([segment]) => segment === subject)?.[1];
  if (!tag) throw new Error(`${name}: expected a tag for "${subject}" (packages/openapi/src/tags.ts)`);
  return tag.name;
}
