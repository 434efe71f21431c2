import type { Operation } from '@postrider/contracts';

/** What operations are about, by the part of their path that says so, in the order of the reference. */
const tags = {
  'event-types': { name: 'Event types', description: 'What can be published and subscribed to.' },
  endpoints: { name: 'Endpoints', description: 'Where events are sent, and which of them.' },
  events: { name: 'Events', description: 'What was published.' },
  deliveries: { name: 'Deliveries', description: 'One event on its way to one endpoint, with every attempt.' },
  overview: { name: 'Overview', description: 'What came of attempts, counted.' },
  listen: { name: 'Listening', description: 'Events as they are published, for whoever has no public URL.' },
  keys: { name: 'Keys', description: 'What opens the API.' },
  live: { name: 'Changes', description: 'For pages that show what is new.' },
  operations: { name: 'Bulk operations', description: 'Work over many deliveries, done in the background.' },
} as const;

const webhooks = {
  name: 'Webhooks',
  description: 'What your endpoints receive: one request for each event that they subscribe to.',
} as const;

export const webhookTag = webhooks.name;

export const tagObjects = [...Object.values(tags), webhooks];

const methods: readonly Operation['method'][] = ['GET', 'POST', 'PATCH', 'DELETE'];

/** By tag, path and method. */
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
