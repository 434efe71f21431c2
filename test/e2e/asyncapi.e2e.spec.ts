import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';

import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';
import { StreamReader, type StreamMessage } from '../support/stream-reader.js';

interface Document {
  channels: Record<string, { address: string; messages: Record<string, { $ref: string }> }>;
  components: { messages: Record<string, { headers: { properties: object }; payload: { $ref: string } }> };
}

let postrider: Postrider;
const settings = { POSTRIDER_LISTEN_POLL_MS: '50', POSTRIDER_LISTEN_HEARTBEAT_MS: '200' };
forAllTests({ settings, dispatchers: 0 }, (services) => {
  ({ postrider } = services);
});

const ajv = new Ajv({ strict: false, validateFormats: false });
let document: Document;
beforeAll(async () => {
  const response = await fetch(`${postrider.url}/asyncapi.json`);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
  document = (await response.json()) as Document;
  ajv.addSchema({ $id: 'document', ...document });
});

const open: StreamReader[] = [];
async function read(channel: string, key: string, query = ''): Promise<StreamReader> {
  const { address = '' } = document.channels[channel] ?? {};
  const stream = await StreamReader.of(`${postrider.url}${address}${query}`, key);
  open.push(stream);
  return stream;
}
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});

/** What is wrong with a message by the document. */
function problemsOf(channel: string, { event, id, data }: StreamMessage): string[] {
  const reference = document.channels[channel]?.messages[event]?.$ref.split('/').at(-1) ?? '';
  const message = document.components.messages[reference];
  if (!message) return [`${event} is no message of ${channel}`];
  if (id !== undefined && !('id' in message.headers.properties)) return [`${event} has an id`];
  const found = [ajv.compile({ $ref: `document${message.payload.$ref}` }), ajv.compile(message.headers)];
  const values = [data, { event, ...(id !== undefined && { id }) }];
  return found.flatMap((validate, i) => {
    validate(values[i]);
    return (validate.errors ?? []).map(({ instancePath, message: text }) => `${event} ${instancePath}: ${text}`);
  });
}

function expectAsDocumented(channel: string, { messages }: StreamReader): void {
  expect(messages.flatMap((message) => problemsOf(channel, message))).toEqual([]);
  const names = Object.keys(document.channels[channel]?.messages ?? {});
  expect([...new Set(messages.map(({ event }) => event))].toSorted()).toEqual(names.toSorted());
}

/** A key of its own, which the test may revoke. */
async function newKey(): Promise<{ id: string; key: string }> {
  return (await postrider.manage.expect(201, 'POST', '/keys', { json: { kind: 'management', name: 'Streams' } })) as {
    id: string;
    key: string;
  };
}

describe('the messages of a real stream', () => {
  it('of events are those of the AsyncAPI document, each of them, to the last', async () => {
    const { id, key } = await newKey();
    const stream = await read('listen', key, '?event_types=budget.*');
    const { id: event } = await postrider.project.publish('budget.exceeded', { spend: 1 });
    await stream.untilRequest(event);
    await stream.until((message) => message.event === 'heartbeat');
    await postrider.manage.expect(204, 'DELETE', `/keys/${id}`);
    await stream.untilEnd();
    expectAsDocumented('listen', stream);
  });

  it('of changes are those of the AsyncAPI document, each of them, to the last', async () => {
    const { id, key } = await newKey();
    const stream = await read('live', key);
    await postrider.manage.createEndpoint({ url: 'https://example.com/hook', event_types: ['*'] });
    await stream.until((message) => message.event === 'change');
    await postrider.manage.expect(204, 'DELETE', `/keys/${id}`);
    await stream.untilEnd();
    expectAsDocumented('live', stream);
  });

  it('of an endpoint have no secret in them', async () => {
    const endpoint = await postrider.manage.createEndpoint({ url: 'https://example.com/own', event_types: ['*'] });
    const stream = await read('listen', postrider.keys.management_key, `?endpoint_id=${endpoint.id}`);
    const ready = await stream.until((message) => message.event === 'ready');
    expect(problemsOf('listen', ready)).toEqual([]);
    expect(ready.data).toEqual({ endpoint_id: endpoint.id, signing_secret: null });
  });
});
