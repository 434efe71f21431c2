import type { Budget } from './budget.js';
import { isObject, type JsonObject } from './json.js';
import type { Context } from './keyword.js';
import { isDialect, isNote, keywords, replacements } from './keywords/vocabulary.js';
import { Run, type Problem } from './run.js';
import { SchemaNode } from './schema-node.js';
import { TextPattern } from './text-pattern.js';

export const schemaLimits = { depth: 32, subschemas: 2_000, patterns: 50, problems: 20 } as const;

/** What is wrong with a schema, and where in it. */
export class SchemaRefused extends Error {
  override name = 'SchemaRefused';

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ path, message }) => `${path.join('.') || 'the schema'}: ${message}`).join('; '));
  }
}

export interface CompiledSchema {
  /** What is wrong with a JSON value, `schemaLimits.problems` at most. Throws TooCostly when the budget is spent. */
  check(value: unknown, budget: Budget): Problem[];
}

/**
 * Prepares a JSON Schema (draft 2020-12) that anybody may have written. No code is made from it, nothing is fetched, and
 * what checking costs is counted. Throws SchemaRefused, with everything that is wrong with it.
 */
export function compileSchema(schema: unknown): CompiledSchema {
  const root = new Compilation().compile(schema);
  return {
    check: (value, budget) => {
      const run = new Run(budget, schemaLimits.problems);
      root.check(value, undefined, run);
      return run.problems;
    },
  };
}

class Compilation {
  readonly #problems: Problem[] = [];
  /** By where they stand, so that a `$ref` finds them. */
  readonly #nodes = new Map<string, SchemaNode>();
  readonly #references: (() => void)[] = [];
  readonly #patterns = new Map<string, TextPattern | string>();

  compile(schema: unknown): SchemaNode {
    const root = this.#node(schema, [], 0);
    for (const resolve of this.#references) resolve();
    if (this.#problems.length === 0) this.#refuseCircles();
    if (this.#problems.length > 0) throw new SchemaRefused(this.#problems);
    return root;
  }

  #node(schema: unknown, path: readonly string[], depth: number): SchemaNode {
    const node = new SchemaNode();
    if (this.#nodes.size >= schemaLimits.subschemas) {
      this.#problem([], `expected at most ${String(schemaLimits.subschemas)} schemas inside each other`);
    } else if (depth > schemaLimits.depth) {
      this.#problem(path, `expected at most ${String(schemaLimits.depth)} levels of schemas`);
    } else {
      this.#nodes.set(keyOf(path), node);
      if (schema === false) node.checks.push((_value, place, run) => run.fail(place, 'is not allowed'));
      else if (isObject(schema)) this.#keywords(schema, node, path, depth);
      else if (schema !== true) this.#problem(path, 'expected a schema: an object, true or false');
    }
    return node;
  }

  #keywords(schema: JsonObject, node: SchemaNode, path: readonly string[], depth: number): void {
    for (const name of Object.keys(schema)) this.#known(name, schema[name], path);
    for (const [name, keyword] of keywords) {
      if (!Object.hasOwn(schema, name)) continue;
      const check = keyword(schema[name], this.#context(schema, node, [...path, name], depth));
      if (check) node.checks.push(check);
    }
  }

  /** A mistyped keyword would check nothing. */
  #known(name: string, value: unknown, path: readonly string[]): void {
    if (keywords.has(name) || isNote(name)) return;
    const at = [...path, name];
    if (name === '$schema') {
      if (!isDialect(value)) this.#problem(at, 'expected https://json-schema.org/draft/2020-12/schema, or no $schema');
    } else if (name === '$id') {
      if (path.length > 0) this.#problem(at, 'is known at the root alone: a schema here is no document of its own');
    } else {
      const instead = Object.hasOwn(replacements, name) ? `: write ${replacements[name] ?? ''}` : '';
      this.#problem(at, `is no keyword that is known here${instead}`);
    }
  }

  #context(schema: JsonObject, node: SchemaNode, at: readonly string[], depth: number): Context {
    const sub = (value: unknown, ...path: readonly string[]): SchemaNode =>
      this.#node(value, [...at, ...path], depth + 1);
    return {
      schema,
      node,
      sub,
      subInPlace: (value, ...path) => {
        const inPlace = sub(value, ...path);
        node.inPlace.push(inPlace);
        return inPlace;
      },
      pattern: (source) => this.#pattern(source),
      refer: (ref) => this.#refer(ref, node, at),
      problem: (message, ...path) => {
        this.#problem([...at, ...path], message);
        return null;
      },
    };
  }

  /** Each is compiled once; many large ones would take long. */
  #pattern(source: string): TextPattern | string {
    const known = this.#patterns.get(source);
    if (known !== undefined) return known;
    const isOneTooMany = this.#patterns.size >= schemaLimits.patterns;
    const limit = `expected at most ${String(schemaLimits.patterns)} different regular expressions`;
    const compiled = isOneTooMany ? limit : TextPattern.compile(source);
    if (!isOneTooMany) this.#patterns.set(source, compiled);
    return compiled;
  }

  #refer(ref: string, from: SchemaNode, at: readonly string[]): () => SchemaNode {
    let target = from;
    this.#references.push(() => {
      const found = this.#nodes.get(keyOf(pathOfRef(ref) ?? ['', '']));
      if (!found) {
        this.#problem(at, 'expected the place of a schema in this schema, such as #/$defs/money');
        return;
      }
      target = found;
      from.inPlace.push(found);
    });
    return () => target;
  }

  /** A schema that leads back to itself without going into the data would never end. */
  #refuseCircles(): void {
    const done = new Set<SchemaNode>();
    const open = new Set<SchemaNode>();
    const leadsBack = (node: SchemaNode): boolean => {
      if (done.has(node)) return false;
      if (open.has(node)) return true;
      open.add(node);
      const found = node.inPlace.some(leadsBack);
      open.delete(node);
      done.add(node);
      return found;
    };
    for (const [key, node] of this.#nodes) {
      if (!leadsBack(node)) continue;
      this.#problem(JSON.parse(key) as string[], 'leads back to itself, and not into the data');
      return;
    }
  }

  #problem(path: readonly string[], message: string): void {
    const isNew = this.#problems.every((other) => other.message !== message || keyOf(other.path) !== keyOf(path));
    if (isNew && this.#problems.length < schemaLimits.problems) this.#problems.push({ path, message });
  }
}

const keyOf = (path: readonly string[]): string => JSON.stringify(path);

/** The path of a reference into this document: a JSON Pointer behind `#`. */
function pathOfRef(ref: string): string[] | undefined {
  if (!/^#(\/|$)/.test(ref) || !URL.canParse(ref, 'schema:/')) return undefined;
  try {
    const parts = decodeURIComponent(ref).split('/').slice(1);
    return parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  } catch {
    return undefined;
  }
}
