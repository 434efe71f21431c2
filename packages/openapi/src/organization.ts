import { exampleIds, isOperationalType } from '@postrider/contracts';
import { ComponentNames } from './component-names.js';
import { openApiDocument } from './document.js';
import { embedSchema, hasReference, referenceTo } from './embedded-schema.js';
import { pascalCase } from './names.js';
import { webhookTag } from './tags.js';
import type { JsonObject, JsonSchema } from './subschemas.js';
import { webhookDescription } from './webhooks.js';

/** An event type as an organization has it. */
export interface DescribedType {
  readonly type: string;
  readonly description: string;
  readonly example: JsonObject;
  readonly schema: JsonObject | null;
}

interface Webhook {
  parameters: (JsonObject & { name: string })[];
  requestBody: { content: { 'application/json': { schema: PayloadSchema } } };
  responses: JsonObject;
}

interface PayloadSchema {
  properties: Readonly<Record<string, JsonSchema>>;
}

interface Document {
  info: { description: string };
  webhooks: Readonly<Record<string, { post: Webhook }>>;
  components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

let base: Document | undefined;

/**
 * Builds the OpenAPI document with the event types of one organization as its webhooks, each with a schema of its payload.
 * Event types are left out once their part of the document has `maxBytes`; the document says how many.
 */
export function organizationDocument(types: readonly DescribedType[], { maxBytes }: { maxBytes: number }): object {
  const document = (base ??= JSON.parse(JSON.stringify(openApiDocument())) as Document);
  const { info, components } = document;
  const [shown] = Object.values(document.webhooks);
  if (!shown) throw new Error('the document has no webhook');
  const names = new ComponentNames(Object.keys(components.schemas ?? {}));
  const headers = shown.post.parameters.map((each) => [headerName(each.name), withoutExample(each)] as const);

  const described: DescribedWebhook[] = [];
  let bytes = 0;
  for (const type of types) {
    const webhook = describedWebhook(type, shown.post, names);
    bytes += JSON.stringify(webhook).length;
    if (bytes > maxBytes) break;
    described.push(webhook);
  }
  return {
    ...document,
    info: { ...info, description: `${info.description}${noteOf(types.length - described.length, maxBytes)}` },
    webhooks: Object.fromEntries(described.map(({ operation }) => [operation.operationId, { post: operation }])),
    components: {
      ...components,
      schemas: Object.assign({}, components.schemas, ...described.map(({ schemas }) => schemas)) as object,
      parameters: { ...components.parameters, ...Object.fromEntries(headers) },
    },
  };
}

interface DescribedWebhook {
  operation: { operationId: string };
  schemas: Record<string, JsonSchema>;
}

function describedWebhook(described: DescribedType, shown: Webhook, names: ComponentNames): DescribedWebhook {
  const { type, description } = described;
  const { name, schemas } = payloadOf(described, shown.requestBody.content['application/json'].schema, names);
  const operation = {
    operationId: type,
    tags: [webhookTag],
    summary: type,
    description: webhookDescription(description),
    security: [],
    parameters: shown.parameters.map((each) => ({ $ref: `#/components/parameters/${headerName(each.name)}` })),
    requestBody: {
      required: true,
      content: { 'application/json': { schema: referenceTo(name), ...examplesOf(described) } },
    },
    responses: shown.responses,
  };
  return { operation, schemas };
}

/** The payload is a component, because some generators make types of components only. */
function payloadOf(
  { type, schema }: DescribedType,
  { properties, ...payload }: PayloadSchema,
  names: ComponentNames,
): { name: string; schemas: Record<string, JsonSchema> } {
  const name = names.claim(`${type}_payload`);
  const data = schema ? embedSchema(schema, `${type}_data`, names) : undefined;
  const own = {
    ...payload,
    properties: {
      ...properties,
      type: { type: 'string', const: type },
      ...(data && { data: referenceTo(data.name) }),
    },
  };
  return { name, schemas: { [name]: own, ...data?.components } };
}

function examplesOf({ type, example }: DescribedType): object {
  if (hasReference(example)) return {};
  const value = { id: exampleIds.event, type, timestamp: '2026-11-23T12:51:48.751Z', data: example };
  return {
    examples: {
      event: { summary: 'An event', value },
      ...(!isOperationalType(type) && { test: { summary: 'A test event', value: { ...value, test: true } } }),
    },
  };
}

const headerName = (header: string): string => `${pascalCase(header.replaceAll('-', '_'))}Header`;

/** The type in it would be that of one webhook. */
function withoutExample(parameter: JsonObject): JsonObject {
  const { example: _, ...rest } = parameter;
  return rest;
}

const noteOf = (omitted: number, maxBytes: number): string =>
  omitted === 0
    ? ''
    : `\n**Incomplete**: ${String(omitted)} event types are left out (limit ${String(maxBytes)} bytes, \`POSTRIDER_OPENAPI_MAX_BYTES\`).\n`;
