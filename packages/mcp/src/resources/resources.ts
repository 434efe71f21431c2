import { ResourceNotFoundError, type ReadResourceResult, type Resource } from '@modelcontextprotocol/server';
import { getEventType, listEventTypes, type EventType, type Operation } from '@postrider/contracts';
import { FailedCall } from '../tool-result.js';
import { isPage, pages } from './pages.js';

const docsPrefix = 'postrider://docs/';
const typesPrefix = 'postrider://event-types/';

/** Most event types in the list; the template reaches all. */
const mostTypes = 50;

type Call = (operation: Operation, args: Readonly<Record<string, unknown>>) => Promise<unknown>;

export const resourceTemplates = [
  {
    name: 'event-type',
    uriTemplate: `${typesPrefix}{type}`,
    description: 'Event type with an example and the JSON Schema of its data.',
    mimeType: 'application/json',
  },
];

const docs: readonly Resource[] = Object.entries(pages).map(([name, description]) => ({
  name,
  uri: docsPrefix + name,
  description,
  mimeType: 'text/markdown',
}));

/** The pages of the documentation, and the event types of the organization. */
export async function listResources(call: Call): Promise<{ resources: Resource[] }> {
  const { data } = (await call(listEventTypes, {})) as { data: EventType[] };
  const types = data.slice(0, mostTypes).map(({ type }): Resource => ({
    name: type,
    uri: typesPrefix + encodeURIComponent(type),
    mimeType: 'application/json',
  }));
  return { resources: [...docs, ...types] };
}

/** Throws ResourceNotFoundError. */
export async function readResource(uri: string, call: Call): Promise<ReadResourceResult> {
  if (uri.startsWith(docsPrefix)) return readPage(uri);
  if (uri.startsWith(typesPrefix)) return readEventType(uri, call);
  throw new ResourceNotFoundError(uri.slice(0, 200));
}

async function readPage(uri: string): Promise<ReadResourceResult> {
  const name = uri.slice(docsPrefix.length).replace(/#.*$/, '');
  if (!isPage(name)) throw new ResourceNotFoundError(uri.slice(0, 200));
  // Loaded on first use: most servers serve no documentation.
  const { docs } = await import('../generated/docs.js');
  return { contents: [{ uri, mimeType: 'text/markdown', text: docs[name] }] };
}

async function readEventType(uri: string, call: Call): Promise<ReadResourceResult> {
  const event_type = decoded(uri.slice(typesPrefix.length));
  if (event_type === undefined || event_type === '') throw new ResourceNotFoundError(uri.slice(0, 200));
  try {
    const { type, description, example, schema } = (await call(getEventType, { event_type })) as EventType;
    const text = JSON.stringify({ type, description, example, ...(schema && { schema }) });
    return { contents: [{ uri, mimeType: 'application/json', text }] };
  } catch (error) {
    if (error instanceof FailedCall && error.code === 'webhook_event_type_not_found')
      throw new ResourceNotFoundError(uri);
    throw error;
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
