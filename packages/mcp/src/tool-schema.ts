import type { Tool } from '@modelcontextprotocol/server';
import { NoFields, type Operation } from '@postrider/contracts';
import * as z from 'zod';
import { argumentTexts, unlisted } from './argument-texts.js';
import { views } from './result/views.js';
import type { ToolOperation } from './tools.js';

type Schema = z.core.JSONSchema.JSONSchema;
type Properties = NonNullable<Tool['inputSchema']['properties']>;
type Property = Properties[string] & object;

export const takesIdempotencyKey = ({ errors }: Operation): boolean => errors.includes('idempotency_key_reused');
export const takesFields = ({ name }: Operation): boolean => Object.hasOwn(views, name);

/** Whether it is a list with pages. A page of a tool has ten items: the API's own default is for programs. */
export const takesLimit = (operation: Operation): boolean =>
  operation.method === 'GET' && 'limit' in (fields(operation.query).properties ?? {});
export const defaultLimit = 10;

/** Names of all arguments that a tool takes, also of those that it does not list. */
export function argumentNames(operation: Operation): Set<string> {
  const names = partsOf(operation).flatMap(({ properties }) => Object.keys(properties ?? {}));
  if (takesFields(operation)) names.push('fields');
  if (takesIdempotencyKey(operation)) names.push('idempotency_key');
  return new Set(names);
}

/**
 * The arguments of a tool: parameters, query and body of its operation, in one flat object. With types and names of
 * values, but without limits and patterns: a model pays for each byte before its first call, and the API checks them.
 */
export function inputSchema({ operation, annotations }: ToolOperation): Tool['inputSchema'] {
  const parts = partsOf(operation);
  const properties: Properties = {};
  for (const part of parts) {
    for (const [name, schema] of Object.entries(part.properties ?? {})) {
      if (unlisted.has(name) || unlisted.has(`${operation.name}.${name}`)) continue;
      properties[name] = argument(operation, name, schema as Schema);
    }
  }
  if (takesFields(operation)) properties.fields = argument(operation, 'fields', strings);
  // Elsewhere a second call has no second effect anyway.
  if (takesIdempotencyKey(operation) && annotations.idempotentHint !== true) {
    properties.idempotency_key = { type: 'string' };
  }
  const required = parts.flatMap((part) => part.required ?? []);
  return { type: 'object', properties, ...(required.length > 0 && { required }) };
}

const strings: Schema = { type: 'array', items: { type: 'string' } };

/** An argument with its text. Where something is created, null is the same as no value. */
function argument(operation: Operation, name: string, schema: Schema): Property {
  const description = argumentTexts[`${operation.name}.${name}`] ?? argumentTexts[name];
  const creates = operation.method === 'POST' || operation.method === 'PUT';
  return {
    ...(creates ? withoutNull(typeOf(schema)) : typeOf(schema)),
    ...(name === 'limit' && { default: defaultLimit }),
    ...(description !== undefined && { description }),
  } as Property;
}

/** A reference is to an object, whose members the API checks. */
function typeOf({ type, enum: values, items, anyOf, oneOf, $ref }: Schema): Schema {
  if ($ref !== undefined || oneOf) return { type: 'object' };
  if (anyOf) return { anyOf: anyOf.map(typeOf) };
  if (values && values.length <= mostValues) return { type: 'string', enum: values };
  if (type === 'array') return { type, items: typeOf(items as Schema) };
  return type === undefined ? {} : { type };
}

/** Longer lists of values are in the error for another one. */
const mostValues = 6;

function withoutNull(schema: Schema): Schema {
  const [only, ...others] = (schema.anyOf ?? []).filter(({ type }) => type !== 'null');
  return only && others.length === 0 ? only : schema;
}

const partsOf = ({ params, query, body }: Operation): Schema[] => [params, query, body].map(fields);

function fields(schema: z.ZodType): Schema {
  if (schema === NoFields) return {};
  const { $ref, $defs = {}, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  return $ref === undefined ? rest : ($defs[$ref.replace('#/$defs/', '')] ?? {});
}
