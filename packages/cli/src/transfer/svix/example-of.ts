import { isObject } from '../line-type.js';

const formats: Readonly<Record<string, string>> = {
  'date-time': '2026-01-01T00:00:00Z',
  date: '2026-01-01',
  time: '00:00:00Z',
  email: 'user@example.com',
  uri: 'https://example.com/',
  uuid: '00000000-0000-4000-8000-000000000000',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
};

const maxDepth = 10;

/** Data that may be valid by a JSON Schema: one of its examples, or else the required properties. The caller checks it. */
export function exampleOf(schema: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const value = valueOf(schema, schema, 0);
  return isObject(value) ? value : {};
}

type Value = unknown;

function valueOf(schema: unknown, root: Readonly<Record<string, unknown>>, depth: number): Value {
  if (!isObject(schema) || depth > maxDepth) return null;
  const given = givenIn(schema);
  if (given !== undefined) return given.value;
  const next = (below: unknown): Value => valueOf(below, root, depth + 1);
  if (typeof schema.$ref === 'string') return next(resolved(schema.$ref, root));
  const parts = Array.isArray(schema.allOf) ? schema.allOf.map(next).filter(isObject) : [];
  const choice = [schema.oneOf, schema.anyOf].find((each): each is unknown[] => Array.isArray(each) && each.length > 0);
  if (choice && schema.type === undefined && schema.properties === undefined) return next(choice[0]);
  switch (typeOf(schema)) {
    case 'object':
      return Object.assign({}, ...parts, objectOf(schema, next)) as Value;
    case 'array':
      return Array.from({ length: Math.min(numberIn(schema.minItems) ?? 0, 10) }, () => next(schema.items));
    case 'string':
      return textOf(schema);
    case 'integer':
    case 'number':
      return numberIn(schema.minimum) ?? (numberIn(schema.exclusiveMinimum) ?? -1) + 1;
    case 'boolean':
      return true;
    default:
      return null;
  }
}

/** A value that the schema itself has. */
function givenIn(schema: Readonly<Record<string, unknown>>): { value: unknown } | undefined {
  for (const name of ['examples', 'enum']) {
    const values = schema[name];
    if (Array.isArray(values) && values.length > 0) return { value: values[0] as unknown };
  }
  const name = ['example', 'const', 'default'].find((each) => schema[each] !== undefined);
  return name === undefined ? undefined : { value: schema[name] };
}

function typeOf({ type, properties, allOf, items }: Readonly<Record<string, unknown>>): unknown {
  if (type !== undefined) return Array.isArray(type) ? (type[0] as unknown) : type;
  if (properties !== undefined || allOf !== undefined) return 'object';
  return items === undefined ? undefined : 'array';
}

function objectOf(
  { properties, required }: Readonly<Record<string, unknown>>,
  next: (schema: unknown) => Value,
): object {
  const below = isObject(properties) ? properties : {};
  const names = Array.isArray(required) ? required.filter((name) => typeof name === 'string') : [];
  return Object.fromEntries(names.map((name) => [name, next(below[name])]));
}

function textOf({ format, minLength }: Readonly<Record<string, unknown>>): string {
  const text = (typeof format === 'string' ? formats[format] : undefined) ?? 'text';
  return text.padEnd(Math.min(numberIn(minLength) ?? 0, 1_000), 'x');
}

const numberIn = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** `#/$defs/User` in the schema itself. Nothing is fetched. */
function resolved(reference: string, root: Readonly<Record<string, unknown>>): unknown {
  if (!reference.startsWith('#')) return undefined;
  const path = reference.slice(1).split('/').slice(1);
  return path.reduce<unknown>((at, part) => {
    const name = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
    return isObject(at) ? at[name] : undefined;
  }, root);
}
