import { describe, expect, it } from '@jest/globals';
import * as contracts from '@postrider/contracts';
import {
  errorsOf,
  eventTypes,
  isOperation,
  NoFields,
  operationalEventTypes,
  type Operation,
} from '@postrider/contracts';
import * as z from 'zod';
import { openApiDocument } from './document.js';
import { pascalCase } from './names.js';

const operations: readonly Operation[] = Object.values<unknown>(contracts).filter(isOperation);
const byName = operations.map((operation) => [operation.name, operation] as const);

interface Media {
  examples?: Record<string, { value: unknown }>;
}
interface Response {
  $ref?: string;
  content?: Record<string, Media>;
}
interface Described {
  operationId: string;
  security: object[];
  parameters?: { name?: string }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, Response>;
}
interface Document {
  paths: Record<string, Record<string, Described>>;
  webhooks: Record<string, { post: Described }>;
  components: { responses: Record<string, Response>; schemas: Record<string, object> };
}

const document = (): Document => JSON.parse(JSON.stringify(openApiDocument())) as Document;
const { paths, webhooks, components } = document();

function described({ name, path, method }: Operation): Described {
  const found = paths[path]?.[method.toLowerCase()];
  if (!found) throw new Error(`${name} is missing`);
  return found;
}

function responseOf(operation: Operation, status: number): Response {
  const response = described(operation).responses[String(status)];
  return components.responses[response?.$ref?.split('/').at(-1) ?? ''] ?? response ?? {};
}

const examplesOf = (content: Record<string, Media> | undefined): unknown[] =>
  Object.values(content ?? {}).flatMap(({ examples }) => Object.values(examples ?? {}).map(({ value }) => value));

describe('the document', () => {
  it('has exactly the operations of the contracts, with their names', () => {
    const names = Object.values(paths).flatMap((item) => Object.values(item).map(({ operationId }) => operationId));
    expect(names.toSorted()).toEqual(operations.map(({ name }) => name).toSorted());
  });

  it('is deterministic', () => {
    expect(JSON.stringify(openApiDocument())).toBe(JSON.stringify(openApiDocument()));
  });

  it.each(byName)('has the examples of %s', (_, operation) => {
    const { requestBody } = described(operation);
    const bodies = operation.examples.flatMap(({ body }) => (body === undefined ? [] : [body]));
    expect(examplesOf(requestBody?.content)).toEqual(bodies);
    expect(requestBody === undefined).toBe(operation.body === NoFields);
    const responses = operation.examples.flatMap(({ response }) => (response === undefined ? [] : [response]));
    const { content = {} } = responseOf(operation, operation.status);
    expect(examplesOf(content)).toEqual(responses);
    const { status, media = 'application/json', textMedia } = operation;
    expect(Object.keys(content)).toEqual(status === 204 ? [] : [media, ...(textMedia ? [textMedia] : [])]);
  });

  it.each(byName)('has every error of %s with its example', (_, operation) => {
    const wanted = errorsOf(operation).map(contracts.exampleOfError);
    const statuses = Object.keys(described(operation).responses).filter((status) => status >= '400');
    const shown = statuses.flatMap((status) => examplesOf(responseOf(operation, Number(status)).content));
    expect(shown).toHaveLength(wanted.length);
    expect(shown).toEqual(expect.arrayContaining(wanted));
  });

  it.each(byName)('names the kinds of keys for %s', (_, operation) => {
    const keys = described(operation).security.flatMap((requirement) => Object.keys(requirement));
    const expected = operation.access === 'publish' ? ['projectKey', 'managementKey'] : ['managementKey'];
    expect(keys).toEqual(expected);
  });

  it('has a webhook for each event type of the catalogue', () => {
    const operational = Object.keys(operationalEventTypes);
    expect(Object.keys(webhooks)).toEqual([...eventTypes.map(({ type }) => type), ...operational]);
    for (const { type, example } of eventTypes) {
      expect(examplesOf(webhooks[type]?.post.requestBody?.content)[0]).toMatchObject({ type, data: example });
    }
  });

  it('has no component with a name that oapi-codegen gives to the whole response of an operation', () => {
    const taken = operations.map(({ name }) => pascalCase(`${name}_response`));
    const schemas = Object.keys(components.schemas);
    expect(schemas).toEqual(expect.arrayContaining(['EndpointPage', 'DeliveryPage', 'CreatedEndpoint', 'EventInput']));
    expect(schemas.filter((name) => taken.includes(name))).toEqual([]);
  });

  it('has no component with a name that openapi-python-client gives to an object in another one', () => {
    const inner = Object.entries(components.schemas as Record<string, { properties?: Record<string, object> }>).flatMap(
      ([name, { properties = {} }]) =>
        Object.entries(properties)
          .filter(([, schema]) => 'properties' in schema || 'enum' in schema)
          .map(([property]) => `${name}${pascalCase(property)}`),
    );
    expect(inner.filter((name) => name in components.schemas)).toEqual([]);
  });

  it('rejects an output without a name', () => {
    const unnamed = { ...contracts.getEndpoint, output: z.object({ id: z.string() }) };
    expect(() => openApiDocument([unnamed])).toThrow('get_webhook_endpoint: expected an output with an id');
  });

  it('names the items of a batch', () => {
    expect(components.schemas.PublishWebhookEventsRequest).toMatchObject({
      properties: { events: { items: { $ref: '#/components/schemas/EventInput' } } },
    });
  });

  it('lists values that may become more, without an enum that a client would refuse them by', () => {
    const code = { type: 'string', 'x-extensible-enum': Object.keys(contracts.errorCodes) };
    expect(components.schemas.ErrorDetail).toMatchObject({ properties: { code } });
    expect(components.schemas.ErrorDetail).not.toHaveProperty('properties.code.enum');
    const reasons = { type: 'string', 'x-extensible-enum': contracts.failureReasons };
    expect(components.schemas.Delivery).toMatchObject({
      properties: { failure_reason: { anyOf: [reasons, { type: 'null' }] } },
    });
    expect(components.schemas.HistoryEntry).toMatchObject({
      properties: { type: { 'x-extensible-enum': contracts.deliveryEventTypes } },
    });
  });

  it('keeps the enum of a parameter: an unknown value is refused', () => {
    const [filter] = (paths['/manage/v1/webhooks/deliveries']?.get?.parameters ?? []).filter(
      ({ name }) => name === 'failure_reason',
    );
    expect(filter).toMatchObject({ schema: { enum: contracts.failureReasons } });
  });

  it('rejects operations without a tag', () => {
    const unknown = { ...contracts.listEndpoints, name: 'list_parcels', path: '/manage/v1/webhooks/parcels' };
    expect(() => openApiDocument([unknown])).toThrow('list_parcels: expected a tag for "parcels"');
  });
});
