import type { Spender } from './budget.js';
import type { Run } from './run.js';
import type { Check, CheckAndTest, SchemaNode } from './schema-node.js';
import type { JsonObject } from './json.js';
import type { TextPattern } from './text-pattern.js';

/** The context in which a keyword is compiled. */
export interface Context {
  /** The schema with the keyword. */
  readonly schema: JsonObject;
  readonly node: SchemaNode;
  readonly budget: Spender;
  /** Compiles a subschema at `path` below the keyword. */
  readonly sub: (value: unknown, ...path: readonly string[]) => SchemaNode;
  /** Compiles a subschema that applies to the same value as the schema. */
  readonly subInPlace: (value: unknown, ...path: readonly string[]) => SchemaNode;
  /** Resolves a `$ref` after all subschemas are compiled. */
  readonly refer: (ref: string) => () => SchemaNode;
  /** Compiles a regular expression. Returns a text if it is invalid. */
  readonly pattern: (source: string) => TextPattern | string;
  /** Adds a problem of the schema at `path` below the keyword. */
  readonly problem: (message: string, ...path: readonly string[]) => null;
}

/** Compiles a keyword's value. Null if it checks nothing or is invalid. */
export type Keyword = (value: unknown, context: Context) => Check | CheckAndTest | null;

/** A keyword that looks at the value alone. */
export const leaf = (test: (value: unknown, run: Run) => boolean, message: string): CheckAndTest => ({
  check: (value, location, run) => test(value, run) || run.fail(location, message),
  test,
});

/** A check that the rules of the node have, too. */
export const inRules = (check: Check): CheckAndTest => ({ check, test: null });

/** Returns the value if it is a whole number from 0; otherwise adds a problem. */
export function count(value: unknown, { problem }: Context): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0
    ? value
    : problem('expected a whole number from 0');
}

/** Returns the value if it is a list of different texts; otherwise adds a problem. */
export function texts(value: unknown, { problem, budget }: Context, ...path: string[]): string[] | null {
  if (Array.isArray(value)) budget.spend(value.length);
  const isList = Array.isArray(value) && value.every((each): each is string => typeof each === 'string');
  return isList && new Set(value).size === value.length
    ? value
    : problem('expected a list of different strings', ...path);
}
