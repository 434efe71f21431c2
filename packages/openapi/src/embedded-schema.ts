import type { ComponentNames } from './component-names.js';
import { isObject, mapSubschemas, type JsonObject, type JsonSchema } from './subschemas.js';

interface Embedded {
  name: string;
  /** The schema, and those that its references lead to. */
  components: Record<string, JsonSchema>;
}

const root = '';
/** Of the schema as a document of its own. */
const ofDocument = new Set(['$schema', '$id', '$defs', 'definitions']);

/**
 * Turns the JSON Schema of an event type into components. Each schema that a `$ref` leads to becomes a component of its
 * own: all generators follow `#/components/schemas/…`, while few know `$id` or a path into `$defs`. Returns undefined if a
 * reference leads nowhere.
 */
export function embedSchema(schema: JsonObject, name: string, names: ComponentNames): Embedded | undefined {
  const all = new Map<string, JsonSchema>();
  const references = new Set<string>();
  collect(schema, root, all, references);
  const targets = new Map([[root, names.claim(name)]]);
  for (const location of references) {
    if (!all.has(location)) return undefined;
    if (!targets.has(location)) targets.set(location, names.claim(`${name}_${lastOf(location)}`));
  }
  const components = [...targets].map(([location, component]): [string, JsonSchema] => [
    component,
    contentOf(all.get(location) ?? true, location, targets),
  ]);
  return { name: targets.get(root) ?? name, components: Object.fromEntries(components) };
}

export const referenceTo = (component: string): { $ref: string } => ({ $ref: `#/components/schemas/${component}` });

function collect(schema: unknown, location: string, all: Map<string, JsonSchema>, references: Set<string>): void {
  if (typeof schema === 'boolean') all.set(location, schema);
  if (!isObject(schema)) return;
  all.set(location, schema);
  for (const [keyword, value] of Object.entries(schema)) {
    mapSubschemas(keyword, value, (each, ...path) => {
      collect(each, join(location, path), all, references);
    });
    if (keyword === '$ref') references.add(locationOf(value) ?? 'nowhere');
    if (keyword === 'discriminator') for (const each of mappingOf(value)) references.add(each.location);
  }
}

function contentOf(schema: JsonSchema, location: string, targets: ReadonlyMap<string, string>): JsonSchema {
  if (!isObject(schema)) return schema;
  const entries = Object.entries(schema).flatMap(([keyword, value]): [string, unknown][] => {
    if (ofDocument.has(keyword)) return [];
    if (keyword === '$ref') return [[keyword, referenceTo(targets.get(locationOf(value) ?? '') ?? '').$ref]];
    if (keyword === 'discriminator') return discriminatorOf(value, targets);
    const mapped = mapSubschemas(keyword, value, (each, ...path) => {
      const at = join(location, path);
      const target = targets.get(at);
      return target === undefined ? contentOf(each as JsonSchema, at, targets) : referenceTo(target);
    });
    if (mapped !== undefined) return [[keyword, mapped]];
    return isUsable(keyword, value) ? [[keyword, value]] : [];
  });
  return Object.fromEntries(location === root && !saysType(schema) ? [['type', 'object'], ...entries] : entries);
}

/** The data of an event is an object, and generators make nothing of properties without a type. */
const saysType = (schema: JsonObject): boolean =>
  ['type', '$ref', 'allOf', 'anyOf', 'oneOf'].some((keyword) => keyword in schema);

/** The types that OpenAPI has for annotations, which Postrider does not check. */
const annotations: Readonly<Record<string, (value: unknown) => boolean>> = {
  ...Object.fromEntries(
    ['title', 'description', '$comment', 'format', 'contentEncoding', 'contentMediaType'].map((name) => [name, isText]),
  ),
  ...Object.fromEntries(['deprecated', 'readOnly', 'writeOnly'].map((name) => [name, isFlag])),
  examples: Array.isArray,
  contentSchema: () => false,
};

const isUsable = (keyword: string, value: unknown): boolean =>
  (annotations[keyword]?.(value) ?? true) && !hasReference(value);

/** Tools follow every `$ref`, even one in an example, and to any URL. */
export const hasReference = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.some(hasReference)
    : isObject(value) && ('$ref' in value || Object.values(value).some(hasReference));

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isFlag(value: unknown): boolean {
  return typeof value === 'boolean';
}

function discriminatorOf(value: unknown, targets: ReadonlyMap<string, string>): [string, unknown][] {
  if (!isObject(value) || typeof value.propertyName !== 'string') return [];
  const mapping = mappingOf(value).map(({ key, location }) => [key, referenceTo(targets.get(location) ?? '').$ref]);
  return [
    [
      'discriminator',
      {
        propertyName: value.propertyName,
        ...(mapping.length > 0 && { mapping: Object.fromEntries(mapping) as JsonObject }),
      },
    ],
  ];
}

function mappingOf(discriminator: unknown): { key: string; location: string }[] {
  if (!isObject(discriminator) || !isObject(discriminator.mapping)) return [];
  return Object.entries(discriminator.mapping).flatMap(([key, value]) => {
    const location = locationOf(value);
    return location === undefined ? [] : [{ key, location }];
  });
}

/** A JSON Pointer, `/$defs/money`. */
const join = (location: string, path: readonly string[]): string =>
  [location, ...path.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1'))].join('/');

const lastOf = (location: string): string => location.slice(location.lastIndexOf('/') + 1);

function locationOf(reference: unknown): string | undefined {
  if (typeof reference !== 'string' || !/^#(\/|$)/.test(reference)) return undefined;
  try {
    return decodeURIComponent(reference.slice(1));
  } catch {
    return undefined;
  }
}
