import { Budget, TooCostly } from './budget.js';
import { isObject, type JsonObject } from './json.js';
import type { Context } from './keyword.js';
import { isDialect, isNote, keywords, replacements } from './keywords/vocabulary.js';
import { Run, type Problem } from './run.js';
import { SchemaNode } from './schema-node.js';
import { TextPattern } from './text-pattern.js';

/** `steps` are those of compiling. */
export const schemaLimits = { depth: 32, subschemas: 2_000, patterns: 50, problems: 20, steps: 300_000 } as const;

/** What is wrong with a schema, and where in it. */
export class SchemaRefused extends Error {
  override name = 'SchemaRefused';

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ path, message }) => `${path.join('.') || 'the schema'}: ${message}`).join('; '));
  }
}

export interface CompiledSchema {
  /** What compiling took, as the same schema always does. */
  readonly steps: number;
  /** About how many bytes of memory it takes besides the texts of the schema. */
  readonly weight: number;
  /** What is wrong with a JSON value, `schemaLimits.problems` at most. Throws TooCostly when the budget is spent. */
  check(value: unknown, budget: Budget): Problem[];
}

/**
 * Compiles a JSON Schema (draft 2020-12) that anybody may have written. No code is made from it, nothing is fetched, and
 * what compiling and checking cost is counted. Throws SchemaRefused, with everything that is wrong with it.
 */
export function compileSchema(schema: unknown): CompiledSchema {
  const compilation = new Compilation();
  const root = compilation.compile(schema);
  return {
    steps: compilation.steps,
    weight: compilation.weight,
    check: (value, budget) => {
      const run = new Run(budget, schemaLimits.problems);
      root.check(value, undefined, run);
      return run.problems;
    },
  };
}

/** Where in the schema something stands: the schema there, if there is one, and what is below. */
class Spot {
  private readonly below = new Map<string, Spot>();
  node: SchemaNode | undefined;

  constructor(
    private readonly parent: Spot | undefined,
    private readonly key: string,
  ) {}

  at(key: string): Spot {
    const known = this.below.get(key);
    if (known) return known;
    const spot = new Spot(this, key);
    this.below.set(key, spot);
    return spot;
  }

  find(path: readonly string[]): Spot | undefined {
    return path.reduce<Spot | undefined>((spot, key) => spot?.below.get(key), this);
  }

  get path(): string[] {
    return this.parent ? [...this.parent.path, this.key] : [];
  }
}

const stepsPerSchema = 50;
const stepsPerKeyword = 5;
/** Of memory: a node, its checks, and what those keep. */
const bytesPerSchema = 1_500;

class Compilation {
  readonly #budget = new Budget(schemaLimits.steps);
  readonly #problems: Problem[] = [];
  /** Knows the schemas by where they stand, so that a `$ref` finds them. */
  readonly #root = new Spot(undefined, '');
  readonly #spots: Spot[] = [];
  readonly #references: (() => void)[] = [];
  readonly #patterns = new Map<string, TextPattern | string>();

  get steps(): number {
    return Math.ceil(this.#budget.spent);
  }

  get weight(): number {
    const patterns = [...this.#patterns.values()];
    return patterns.reduce(
      (sum, pattern) => sum + (typeof pattern === 'string' ? 0 : pattern.weight),
      this.#spots.length * bytesPerSchema,
    );
  }

  compile(schema: unknown): SchemaNode {
    try {
      const root = this.#node(schema, this.#root, 0);
      for (const resolve of this.#references) resolve();
      if (this.#problems.length === 0) this.#refuseCircles();
      if (this.#problems.length === 0) return root;
    } catch (error) {
      if (!(error instanceof TooCostly)) throw error;
      this.#problem([], `expected a schema that takes at most ${String(schemaLimits.steps)} steps to compile`);
    }
    throw new SchemaRefused(this.#problems);
  }

  #node(schema: unknown, spot: Spot, depth: number): SchemaNode {
    const node = new SchemaNode();
    if (this.#spots.length >= schemaLimits.subschemas) {
      this.#problem([], `expected at most ${String(schemaLimits.subschemas)} schemas inside each other`);
    } else if (depth > schemaLimits.depth) {
      this.#problem(spot.path, `expected at most ${String(schemaLimits.depth)} levels of schemas`);
    } else {
      this.#budget.spend(stepsPerSchema);
      spot.node = node;
      this.#spots.push(spot);
      if (schema === false) node.checks.push((_value, place, run) => run.fail(place, 'is not allowed'));
      else if (isObject(schema)) this.#keywords(schema, node, spot, depth);
      else if (schema !== true) this.#problem(spot.path, 'expected a schema: an object, true or false');
    }
    return node;
  }

  #keywords(schema: JsonObject, node: SchemaNode, spot: Spot, depth: number): void {
    const names = Object.keys(schema);
    this.#budget.spend(names.length * stepsPerKeyword);
    for (const name of names) this.#known(name, schema[name], spot);
    for (const [name, keyword] of keywords) {
      if (!Object.hasOwn(schema, name)) continue;
      const check = keyword(schema[name], this.#context(schema, node, spot.at(name), depth));
      if (check) node.checks.push(check);
    }
  }

  /** A mistyped keyword would check nothing. */
  #known(name: string, value: unknown, spot: Spot): void {
    if (keywords.has(name) || isNote(name)) return;
    if (name === '$schema') {
      if (isDialect(value)) return;
      this.#problem([...spot.path, name], 'expected https://json-schema.org/draft/2020-12/schema, or no $schema');
    } else if (name === '$id') {
      if (spot === this.#root) return;
      this.#problem([...spot.path, name], 'is known at the root alone: a schema here is no document of its own');
    } else {
      const instead = Object.hasOwn(replacements, name) ? `: write ${replacements[name] ?? ''}` : '';
      this.#problem([...spot.path, name], `is no keyword that is known here${instead}`);
    }
  }

  #context(schema: JsonObject, node: SchemaNode, spot: Spot, depth: number): Context {
    const sub = (value: unknown, ...path: readonly string[]): SchemaNode =>
      this.#node(
        value,
        path.reduce((at, key) => at.at(key), spot),
        depth + 1,
      );
    return {
      schema,
      node,
      budget: this.#budget,
      sub,
      subInPlace: (value, ...path) => {
        const inPlace = sub(value, ...path);
        node.inPlace.push(inPlace);
        return inPlace;
      },
      pattern: (source) => this.#pattern(source),
      refer: (ref) => this.#refer(ref, node, spot),
      problem: (message, ...path) => {
        this.#problem([...spot.path, ...path], message);
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
    const compiled = isOneTooMany ? limit : TextPattern.compile(source, this.#budget);
    if (!isOneTooMany) this.#patterns.set(source, compiled);
    return compiled;
  }

  #refer(ref: string, from: SchemaNode, spot: Spot): () => SchemaNode {
    let target = from;
    this.#budget.spend(ref.length + stepsPerKeyword);
    this.#references.push(() => {
      const path = pathOfRef(ref);
      const found = path && this.#root.find(path)?.node;
      if (!found) {
        this.#problem(spot.path, 'expected the place of a schema in this schema, such as #/$defs/money');
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
    for (const spot of this.#spots) {
      if (!spot.node || !leadsBack(spot.node)) continue;
      this.#problem(spot.path, 'leads back to itself, and not into the data');
      return;
    }
  }

  #problem(path: readonly string[], message: string): void {
    if (this.#problems.length >= schemaLimits.problems) return;
    const key = path.join('\0');
    const isNew = this.#problems.every((other) => other.message !== message || other.path.join('\0') !== key);
    if (isNew) this.#problems.push({ path, message });
  }
}

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
