import type { Spender } from './budget.js';
import type { Check, SchemaNode } from './schema-node.js';
import type { JsonObject } from './json.js';
import type { TextPattern } from './text-pattern.js';

/** What a keyword knows while its schema is compiled. */
export interface Context {
  /** The schema that the keyword stands in. */
  readonly schema: JsonObject;
  readonly node: SchemaNode;
  /** What compiling takes its steps from. */
  readonly budget: Spender;
  /** A subschema below the keyword; `path` leads there from the keyword. */
  readonly sub: (value: unknown, ...path: readonly string[]) => SchemaNode;
  /** The same for one that is applied to the same value as the schema itself. */
  readonly subInPlace: (value: unknown, ...path: readonly string[]) => SchemaNode;
  /** The node that a `$ref` leads to, once all are known. */
  readonly refer: (ref: string) => () => SchemaNode;
  /** The regular expression, or what is wrong with it. */
  readonly pattern: (source: string) => TextPattern | string;
  /** Something is wrong with the schema: below the keyword at `path`. */
  readonly problem: (message: string, ...path: readonly string[]) => null;
}

/** Compiles a keyword's value; no check where it has none, or is wrong. */
export type Keyword = (value: unknown, context: Context) => Check | null;

/** The value as a whole number from 0, or a problem. */
export function count(value: unknown, { problem }: Context): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0
    ? value
    : problem('expected a whole number from 0');
}

/** The value as a list of different texts, or a problem. */
export function texts(value: unknown, { problem, budget }: Context, ...path: string[]): string[] | null {
  if (Array.isArray(value)) budget.spend(value.length);
  const isList = Array.isArray(value) && value.every((each): each is string => typeof each === 'string');
  return isList && new Set(value).size === value.length
    ? value
    : problem('expected a list of different strings', ...path);
}
