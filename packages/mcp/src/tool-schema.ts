import type { Tool } from '@modelcontextprotocol/server';
import { NoFields, type Operation } from '@postrider/contracts';
import { z } from 'zod';
import { idempotencyKey, takesIdempotencyKey } from './idempotency-key.js';

type Schema = z.core.JSONSchema.JSONSchema;

/** Parameters, query and body of an operation, merged flat: the arguments of its tool. */
export function inputSchema(operation: Operation): Tool['inputSchema'] {
  const parts = [fields(operation.params), fields(operation.query), fields(operation.body)];
  if (takesIdempotencyKey(operation)) parts.push(fields(z.object({ idempotency_key: idempotencyKey.optional() })));
  const properties = Object.assign({}, ...parts.map((part) => part.properties)) as Tool['inputSchema']['properties'];
  const required = parts.flatMap((part) => part.required ?? []);
  return { type: 'object', properties, ...(required.length > 0 && { required }), additionalProperties: false };
}

/** What a successful call answers; undefined where that is nothing. */
export function outputSchema({ output, status }: Operation): Tool['outputSchema'] {
  return status === 204 ? undefined : ({ ...plain(toJsonSchema(output, 'output')), type: 'object' } as const);
}

const fields = (schema: z.ZodType): Schema => (schema === NoFields ? {} : plain(toJsonSchema(schema, 'input')));

function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): Schema {
  return z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      // Answers may get more fields in later versions.
      if (io === 'output') delete jsonSchema.additionalProperties;
      // Zod's own patterns for what `format` says, and its bounds of whole numbers, are nothing but tokens to a model. A
      // number has a pattern where it is text in a query string.
      if (jsonSchema.format !== undefined || jsonSchema.type === 'integer') delete jsonSchema.pattern;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
}

/** Without references, and of one type each: not every client knows more. */
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

/** For `type` with a list of types; a property of that name has a schema there. */
const anyOf = (key: string, value: unknown): [string, unknown] | undefined =>
  key === 'type' && Array.isArray(value) ? ['anyOf', value.map((type: unknown) => ({ type }))] : undefined;
