import type { Operation } from '@postrider/contracts';

/** Tags by the segment of the path that selects them, in the order of the reference. */
const tags = {
  'event-types': { name: 'Event types', description: 'Types of events to publish and to subscribe to.' },
  customers: { name: 'Customers', description: 'The customers of a platform, each with endpoints of its own.' },
  'customer-limits': { name: 'Limits of customers', description: 'What customers without a limit of their own have.' },
  portal: { name: 'Portal', description: 'How the page looks on which customers manage their endpoints.' },
  endpoints: { name: 'Endpoints', description: 'URLs that receive events, with their subscriptions.' },
  events: { name: 'Events', description: 'Published events.' },
  'searchable-paths': { name: 'Searchable paths', description: 'Values of the payload by which events are found.' },
  'request-format': {
    name: 'Request format',
    description: 'Names of headers and signatures of requests to receivers.',
  },
  'browser-origins': {
    name: 'Browser origins',
    description: 'Pages whose scripts may call the API.',
  },
  deliveries: { name: 'Deliveries', description: 'The delivery of one event to one endpoint, with every attempt.' },
  overview: { name: 'Overview', description: 'Counts of attempts and their outcomes.' },
  listen: { name: 'Listening', description: 'A stream of published events, for development without a public URL.' },
  contacts: { name: 'Contacts', description: 'Whom Postrider tells by e-mail or in Slack of what it notices.' },
  keys: { name: 'Keys', description: 'API keys.' },
  'oauth-grants': { name: 'OAuth grants', description: 'MCP clients that users have connected without a key.' },
  live: { name: 'Changes', description: 'Notifications of changes, for pages that stay current.' },
  operations: { name: 'Bulk operations', description: 'Background work on many deliveries.' },
} as const;

const webhooks = {
  name: 'Webhooks',
  description: 'Requests to your endpoints, one for each event that they subscribe to.',
} as const;

export const webhookTag = webhooks.name;

export const tagObjects = [...Object.values(tags), webhooks];

const methods: readonly Operation['method'][] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

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
