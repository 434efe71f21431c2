import { eventTypes, idKind, idPrefixes } from '@postrider/contracts';
import fc from 'fast-check';
import { z } from 'zod';

import { oddJson } from './odd-values.js';
import type { World } from './world.js';

/** As much of a JSON schema as is looked at. */
interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
}

/** Schemas with a name are in place, instead of references to them. */
function schemaOf(type: z.ZodType): Schema {
  const { $defs = {}, ...schema } = z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' });
  const inPlace = (_: string, value: unknown): unknown => {
    const name = isReference(value) ? value.$ref.replace('#/$defs/', '') : undefined;
    return name === undefined ? value : $defs[name];
  };
  return JSON.parse(JSON.stringify(schema, inPlace)) as Schema;
}

const isReference = (value: unknown): value is { $ref: string } =>
  typeof value === 'object' && value !== null && '$ref' in value && typeof value.$ref === 'string';

const types = eventTypes.map(({ type }) => type);
const instants = ['2020-01-01T00:00:00Z', '2026-01-01T00:00:00.000+01:00', '0001-01-01T00:00:00Z'];
const laterInstants = ['2099-01-01T00:00:00Z', '9999-12-31T23:59:59-23:59'];

/** Some that every example obeys, and some that few do, cost much, or are none. */
const schemas = [
  null,
  {},
  {},
  { type: 'object' },
  { properties: { a: { type: 'string', pattern: '^(a+)+$' } }, additionalProperties: { $ref: '#' } },
  { $defs: { a: { anyOf: [{ $ref: '#/$defs/b' }, { $ref: '#/$defs/b' }] }, b: {} }, $ref: '#/$defs/a' },
  { required: ['__proto__'], minProperties: 1e3 },
  { $ref: '#' },
  { type: 'nothing', properties: [] },
];

const newType = fc.uuid().map((name) => `made_up.${name}`);

/** Values of fields that a schema says too little of, by their names. */
const byName = (world: World): Readonly<Record<string, fc.Arbitrary<unknown>>> => ({
  ...Object.fromEntries(Object.entries(world.ids).map(([name, ids]) => [name, fc.constantFrom(...ids)])),
  id: fc.oneof(fc.uuid(), fc.constantFrom('a', 'b', '__proto__'), fc.constantFrom(...(world.ids.event_id ?? []))),
  type: fc.constantFrom(...types),
  event_type: fc.constantFrom(...types, ...(world.ids.event_type ?? [])),
  schema: fc.constantFrom(...schemas),
  description: fc.string({ minLength: 1, maxLength: 20 }),
  event_types: fc.array(fc.constantFrom('*', 'budget.*', ...types), { minLength: 1, maxLength: 3 }),
  origins: fc.subarray(['https://app.example.com', 'http://127.0.0.1:5173', 'https://xn--4ca.example']),
  paths: fc.subarray(['data.order_id', 'data.customer.id', 'data.__proto__', 'data.ü']),
  url: fc.webUrl({ validSchemes: ['https'] }),
  since: fc.constantFrom(...instants),
  until: fc.constantFrom(...laterInstants),
  limit: fc.integer({ min: 1, max: 250 }).map(String),
  cursor: fc.constantFrom(...cursorsOf(world)),
});

function cursorsOf(world: World): string[] {
  const ids = Object.values(world.ids).flat();
  const known = new Set(Object.keys(idPrefixes));
  return ids.filter((id) => known.has(idKind(id) ?? '')).map((id) => Buffer.from(id).toString('base64url'));
}

type Members = fc.Arbitrary<[key: string, value: string][]>;

/** The members of an object that the schema, as far as it tells, accepts; each as JSON text, to be changed before they are put together. */
export function plausibleMembers(type: z.ZodType, world: World): Members {
  const schema = schemaOf(type);
  const { address, ...properties } = schema.properties ?? {};
  if (address) return contactMembers(schema, properties, world);
  const makesType = Object.hasOwn(properties, 'example');
  return membersOf(schema, { ...byName(world), ...(makesType && { type: newType }) });
}

/** Without a mail server, only contacts in Slack can be created, and these have no address. */
function contactMembers(schema: Schema, withoutAddress: Record<string, Schema>, world: World): Members {
  const subscriptions = fc.constantFrom('postrider.*', 'postrider.endpoint.*', 'postrider.delivery.failed');
  const named = {
    ...byName(world),
    channel: fc.constantFrom('slack', 'slack', 'slack', 'email'),
    event_types: fc.uniqueArray(subscriptions, { minLength: 1 }),
  };
  return fc.oneof(
    { arbitrary: membersOf({ ...schema, properties: withoutAddress }, named), weight: 9 },
    { arbitrary: membersOf(schema, named), weight: 1 },
  );
}

type Named = ReturnType<typeof byName>;

function textOf(schema: Schema, named: Named): fc.Arbitrary<string> {
  if (schema.enum) return fc.constantFrom(...schema.enum).map((value) => JSON.stringify(value));
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each) => textOf(each, named)));
  switch (schema.type) {
    case 'object':
      return schema.properties
        ? membersOf(schema, named).map(objectText)
        : fc.array(fc.tuple(fc.string(), oddJson), { maxLength: 4 }).map(objectText);
    case 'array':
      return fc
        .array(textOf(schema.items ?? {}, named), { minLength: 1, maxLength: 4 })
        .map((elements) => `[${elements.join(',')}]`);
    case 'string':
      return fc.string().map((value) => JSON.stringify(value));
    case 'boolean':
      return fc.boolean().map(String);
    case 'integer':
    case 'number':
      return fc.nat({ max: 1_000 }).map(String);
    case 'null':
      return fc.constant('null');
    default:
      return oddJson;
  }
}

function membersOf(schema: Schema, named: Named): fc.Arbitrary<[string, string][]> {
  const members = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const value = named[name]?.map((each) => JSON.stringify(each)) ?? textOf(property, named);
    const member = value.map((text): [string, string][] => [[name, text]]);
    return schema.required?.includes(name) === true ? member : fc.oneof(member, fc.constant<[string, string][]>([]));
  });
  return fc.tuple(...members).map((found) => found.flat());
}

const objectText = (members: readonly (readonly [string, string])[]): string =>
  `{${members.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',')}}`;
