import type { Tool } from '@modelcontextprotocol/server';
import { NoFields, type Operation } from '@postrider/contracts';
import * as z from 'zod';
import { idempotencyKey, takesIdempotencyKey } from './idempotency-key.js';

type Schema = z.core.JSONSchema.JSONSchema;

/** The arguments of a tool: parameters, query and body of its operation, in one flat object. */
export function inputSchema(operation: Operation): Tool['inputSchema'] {
  const parts = [fields(operation.params), fields(operation.query), fields(operation.body)];
  if (takesIdempotencyKey(operation)) parts.push(fields(z.object({ idempotency_key: idempotencyKey.optional() })));
  const properties = Object.assign({}, ...parts.map((part) => part.properties)) as Tool['inputSchema']['properties'];
  const required = parts.flatMap((part) => part.required ?? []);
  return { type: 'object', properties, ...(required.length > 0 && { required }), additionalProperties: false };
}

/** The schema of a successful response; undefined for an empty response. */
export function outputSchema({ output, status }: Operation): Tool['outputSchema'] {
  return status === 204 ? undefined : ({ ...plain(toJsonSchema(output, 'output')), type: 'object' } as const);
}

const fields = (schema: z.ZodType): Schema => (schema === NoFields ? {} : plain(toJsonSchema(schema, 'input')));

function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): Schema {
  return z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      // Later versions may add fields to responses.
      if (io === 'output') delete jsonSchema.additionalProperties;
      // `format` makes Zod's patterns redundant, and its bounds of integers only cost tokens. Integers and booleans have a
      // pattern in a query string, where they are text.
      if (jsonSchema.format !== undefined || isNoText(jsonSchema.type)) delete jsonSchema.pattern;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
}

const isNoText = (type: unknown): boolean => type === 'integer' || type === 'boolean';

/** Resolves references and lists of types, which some clients do not support. */
function plain({ $schema: _, $defs = {}, ...schema }: Schema): Schema {
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== 'object' || value === null) return value;
    const { $ref, ...rest } = value as Schema;
    const target = $ref === undefined ? {} : ($defs[$ref.replace('#/$defs/', '')] ?? {});
    const entries = Object.entries<unknown>({ ...target, ...rest });
    return Object.fromEntries(entries.map(([key, inner]) => anyOf(key, inner) ?? [key, resolve(inner)]));
  };
  return resolve(schema) as Schema;
}

/** Replaces `type` with a list of types. A property named `type` has a schema instead of a list. */
const anyOf = (key: string, value: unknown): [string, unknown] | undefined =>
  key === 'type' && Array.isArray(value) ? ['anyOf', value.map((type: unknown) => ({ type }))] : undefined;
