import { describe, expect, it } from '@jest/globals';
import specs from '@asyncapi/specs';
import * as contracts from '@postrider/contracts';
import { isOperation, listenMessages, liveMessages, type Operation } from '@postrider/contracts';
import { Ajv } from 'ajv';
import { asyncApiDocument } from './asyncapi.js';

interface Message {
  name: string;
  headers: object;
  payload: { $ref: string };
  examples: { headers: object; payload: unknown }[];
}
interface Document {
  channels: Record<string, { address: string; messages: Record<string, { $ref: string }> }>;
  operations: Record<string, { bindings: { http: { query: { properties: object } } } }>;
  components: { messages: Record<string, Message>; schemas: Record<string, object> };
}

const document = JSON.parse(JSON.stringify(asyncApiDocument())) as Document;
const streams: Operation[] = Object.values<unknown>(contracts)
  .filter(isOperation)
  .filter(({ media }) => media === 'text/event-stream');

describe('the AsyncAPI document', () => {
  it('is valid by the schema of AsyncAPI 3.0', () => {
    // The schema has a copy of its own meta schema.
    const ajv = new Ajv({ strict: false, validateFormats: false, meta: false, validateSchema: false });
    const validate = ajv.compile(specs.schemas['3.0.0'] as object);
    validate(document);
    expect(validate.errors).toBeNull();
  });

  it('has a channel for each operation that streams server-sent events, with all its messages', () => {
    const addresses = Object.values(document.channels).map(({ address }) => address);
    expect(addresses.toSorted()).toEqual(streams.map(({ path }) => path).toSorted());
    expect(Object.keys(document.operations).toSorted()).toEqual(streams.map(({ name }) => name).toSorted());
    expect(Object.keys(document.channels.listen?.messages ?? {})).toEqual(Object.keys(listenMessages));
    expect(Object.keys(document.channels.live?.messages ?? {})).toEqual(Object.keys(liveMessages));
    expect(Object.keys(document.operations.listen_to_webhook_events?.bindings.http.query.properties ?? {})).toEqual([
      'event_types',
      'customer',
      'endpoint_id',
    ]);
  });

  it.each(Object.entries(document.components.messages))('has an example of %s that is valid', (_, message) => {
    const ajv = new Ajv({ strict: false, validateFormats: false });
    ajv.addSchema({ $id: 'document', ...document });
    const payload = ajv.compile({ $ref: `document${message.payload.$ref}` });
    const headers = ajv.compile(message.headers);
    expect(message.examples.length).toBeGreaterThan(0);
    for (const example of message.examples) {
      expect([payload(example.payload), payload.errors]).toEqual([true, null]);
      expect([headers(example.headers), headers.errors]).toEqual([true, null]);
    }
  });

  it('has no reference to nothing, and no schema that nothing refers to', () => {
    const text = JSON.stringify(document);
    const names = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name);
    expect([...new Set(names)].toSorted()).toEqual(Object.keys(document.components.schemas).toSorted());
  });
});
