import { inOrder } from '../in-order.js';
import { InvalidLine } from '../line.js';
import type { SourceItem, SourceLine } from '../source.js';
import { SvixError, type SvixClient } from './client.js';
import { customerLine, endpointLine, eventTypeLine, uidOf } from './mapping.js';
import {
  SvixApplication,
  SvixEndpoint,
  SvixEventType,
  SvixHeaders,
  SvixSecret,
  SvixTransformation,
  type SvixApplication as Application,
  type SvixEndpoint as Endpoint,
} from './models.js';

interface SourceOptions {
  /** Applications of which the endpoints are listed at once. */
  concurrency: number;
  /** Ids or uids of the only applications to import; none for all. */
  only: readonly string[];
}

const root = '/api/v1';
const pathOf = (...parts: string[]): string => [root, ...parts.map(encodeURIComponent)].join('/');

/** What an environment of Svix has: event types, applications and their endpoints, with their secrets. */
export async function* svixSource(
  client: SvixClient,
  { concurrency, only }: SourceOptions,
): AsyncGenerator<SourceItem, void, undefined> {
  const eventTypes = new Set<string>();
  const content = { with_content: 'true', include_archived: 'false' };
  for await (const type of client.list(pathOf('event-type'), SvixEventType, content)) {
    if (type.archived) continue;
    eventTypes.add(type.name);
    yield { place: `event type ${type.name}`, type: 'event_type', read: () => eventTypeLine(type) };
  }
  const applications: Pick<Application, 'id' | 'uid'>[] = [];
  for await (const application of applicationsOf(client, only)) {
    applications.push({ id: application.id, uid: application.uid });
    yield { place: `application ${uidOf(application)}`, type: 'customer', read: () => customerLine(application) };
  }
  const listed = inOrder(applications, concurrency, async (application) => ({
    application,
    endpoints: await endpointsOf(client, application),
  }));
  for await (const { application, endpoints } of listed) {
    for (const endpoint of endpoints) {
      yield {
        place: `endpoint ${uidOf(endpoint)} of application ${uidOf(application)}`,
        type: 'endpoint',
        read: () => readEndpoint(client, application, endpoint, eventTypes),
      };
    }
  }
}

async function* applicationsOf(client: SvixClient, only: readonly string[]): AsyncGenerator<Application> {
  if (only.length === 0) yield* client.list(pathOf('app'), SvixApplication);
  for (const id of only) yield await client.get(pathOf('app', id), SvixApplication);
}

async function endpointsOf(client: SvixClient, { id }: Pick<Application, 'id'>): Promise<Endpoint[]> {
  const endpoints: Endpoint[] = [];
  try {
    for await (const endpoint of client.list(pathOf('app', id, 'endpoint'), SvixEndpoint)) endpoints.push(endpoint);
  } catch (error) {
    // Deleted meanwhile.
    if (!isMissing(error)) throw error;
  }
  return endpoints;
}

async function readEndpoint(
  client: SvixClient,
  application: Pick<Application, 'id' | 'uid'>,
  endpoint: Endpoint,
  eventTypes: ReadonlySet<string>,
): Promise<SourceLine> {
  const path = pathOf('app', application.id, 'endpoint', endpoint.id);
  try {
    const { key } = await client.get(`${path}/secret`, SvixSecret);
    const { headers, sensitive } = await client.get(`${path}/headers`, SvixHeaders);
    const headerNames = [...new Set([...Object.keys(headers), ...sensitive])];
    const isTransformed = await isTransformedAt(client, `${path}/transformation`);
    return endpointLine({ application, endpoint, key, headerNames, isTransformed, eventTypes });
  } catch (error) {
    if (isMissing(error)) throw new InvalidLine([{ message: 'it was deleted meanwhile' }]);
    throw error;
  }
}

async function isTransformedAt(client: SvixClient, path: string): Promise<boolean> {
  try {
    const { code, enabled } = await client.get(path, SvixTransformation);
    return enabled && typeof code === 'string' && code !== '';
  } catch (error) {
    // Not every server of Svix has transformations, and not every plan.
    if (error instanceof SvixError && [402, 403, 404, 405].includes(error.status ?? 0)) return false;
    throw error;
  }
}

const isMissing = (error: unknown): boolean => error instanceof SvixError && error.status === 404;
