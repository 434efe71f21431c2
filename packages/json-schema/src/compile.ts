import { Budget, TooCostly } from './budget.js';
import { isObject, type JsonObject } from './json.js';
import type { Context } from './keyword.js';
import { isDialect, isAnnotation, keywords, replacements } from './keywords/vocabulary.js';
import { Run, type Problem } from './run.js';
import { SchemaNode } from './schema-node.js';
import { TextPattern } from './text-pattern.js';

/** `steps` is the budget for compiling. */
export const schemaLimits = { depth: 32, subschemas: 2_000, patterns: 50, problems: 20, steps: 300_000 } as const;

/** A schema is invalid, or larger than the limits. */
export class SchemaRefused extends Error {
  override name = 'SchemaRefused';

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ path, message }) => `${path.join('.') || 'the schema'}: ${message}`).join('; '));
  }
}

export interface CompiledSchema {
  /** Steps of compiling; always the same for the same schema. */
  readonly steps: number;
  /** Approximate memory in bytes, without the texts of the schema. */
  readonly weight: number;
  /** Returns the problems of a JSON value, at most `schemaLimits.problems`. Throws TooCostly. */
  check(value: unknown, budget: Budget): Problem[];
}

/**
 * Compiles an untrusted JSON Schema (draft 2020-12) without generating code or fetching anything, within a budget.
 * Throws SchemaRefused with all problems.
 */
export function compileSchema(schema: unknown): CompiledSchema {
  const compilation = new Compilation();
  const root = compilation.compile(schema);
  return {
    steps: compilation.steps,
    weight: compilation.weight,
    check: (value, budget) => {
      const run = new Run(budget, schemaLimits.problems);
      if (!root.holds(value, run)) root.check(value, undefined, run);
      return run.problems;
    },
  };
}

/** A location in the schema, with the subschema there if any, and the locations below. */
class Location {
  private readonly below = new Map<string, Location>();
  node: SchemaNode | undefined;
  /** Whether references in it are relative to another document. */
  hasOwnId = false;

  constructor(
    private readonly parent: Location | undefined,
    private readonly key: string,
  ) {}

  at(key: string): Location {
    const known = this.below.get(key);
    if (known) return known;
    const location = new Location(this, key);
    this.below.set(key, location);
    return location;
  }

  find(path: readonly string[]): Location | undefined {
    return path.reduce<Location | undefined>((location, key) => location?.below.get(key), this);
  }

  /** Whether it is in a schema below the root with an `$id`. */
  get isEmbedded(): boolean {
    return this.hasOwnId || (this.parent?.isEmbedded ?? false);
  }

  get path(): string[] {
    return this.parent ? [...this.parent.path, this.key] : [];
  }
}

const stepsPerSchema = 50;
const stepsPerKeyword = 5;
/** Memory of a node and its checks. */
const bytesPerSchema = 1_500;

class Compilation {
  readonly #budget = new Budget(schemaLimits.steps);
  readonly #problems: Problem[] = [];
  /** Finds the schema of a `$ref`. */
  readonly #root = new Location(undefined, '');
  readonly #locations: Location[] = [];
  readonly #references: (() => void)[] = [];
  readonly #anchors = new Map<string, Location>();
  #id: string | undefined;
  readonly #patterns = new Map<string, TextPattern | string>();

  get steps(): number {
    return Math.ceil(this.#budget.spent);
  }

  get weight(): number {
    const patterns = [...this.#patterns.values()];
    return patterns.reduce(
      (sum, pattern) => sum + (typeof pattern === 'string' ? 0 : pattern.weight),
      this.#locations.length * bytesPerSchema,
    );
  }

  compile(schema: unknown): SchemaNode {
    try {
      const root = this.#node(schema, this.#root, 0);
      for (const resolve of this.#references) resolve();
      if (this.#problems.length === 0) this.#refuseCycles();
      if (this.#problems.length === 0) {
        this.#speedUp();
        return root;
      }
    } catch (error) {
      if (!(error instanceof TooCostly)) throw error;
      this.#problem([], `expected a schema that takes at most ${String(schemaLimits.steps)} steps to compile`);
    }
    throw new SchemaRefused(this.#problems);
  }

  #node(schema: unknown, location: Location, depth: number): SchemaNode {
    const node = new SchemaNode();
    if (this.#locations.length >= schemaLimits.subschemas) {
      this.#problem([], `expected at most ${String(schemaLimits.subschemas)} subschemas`);
    } else if (depth > schemaLimits.depth) {
      this.#problem(location.path, `expected at most ${String(schemaLimits.depth)} levels of schemas`);
    } else {
      this.#budget.spend(stepsPerSchema);
      location.node = node;
      this.#locations.push(location);
      if (schema === false) node.add((_value, location, run) => run.fail(location, 'is not allowed'));
      else if (isObject(schema)) this.#keywords(schema, node, location, depth);
      else if (schema !== true) this.#problem(location.path, 'expected a schema: an object, true or false');
    }
    return node;
  }

  #keywords(schema: JsonObject, node: SchemaNode, location: Location, depth: number): void {
    const names = Object.keys(schema);
    this.#budget.spend(names.length * stepsPerKeyword);
    for (const name of names) this.#requireKnown(name, schema[name], location);
    for (const [name, keyword] of keywords) {
      if (!Object.hasOwn(schema, name)) continue;
      const check = keyword(schema[name], this.#context(schema, node, location.at(name), depth));
      if (check) node.add(check);
    }
  }

  /** Rejects unknown keywords: a mistyped one would check nothing. */
  #requireKnown(name: string, value: unknown, location: Location): void {
    if (keywords.has(name) || isAnnotation(name)) return;
    if (name === '$schema') {
      if (isDialect(value)) return;
      this.#problem([...location.path, name], 'expected https://json-schema.org/draft/2020-12/schema, or no $schema');
    } else if (name === '$id') {
      this.#identify(value, location);
    } else if (name === '$anchor') {
      this.#anchor(value, location);
    } else {
      const instead = Object.hasOwn(replacements, name) ? `: use ${replacements[name] ?? ''}` : '';
      this.#problem([...location.path, name], `is not a supported keyword${instead}`);
    }
  }

  #identify(id: unknown, location: Location): void {
    if (typeof id !== 'string') this.#problem([...location.path, '$id'], 'expected a string');
    else if (location === this.#root) this.#id = id.replace(/#$/, '');
    else location.hasOwnId = true;
  }

  #anchor(name: unknown, location: Location): void {
    const isName = typeof name === 'string' && /^[A-Za-z_][\w.-]*$/.test(name);
    const isNew = isName && !this.#anchors.has(name);
    if (isNew) this.#anchors.set(name, location);
    else this.#problem([...location.path, '$anchor'], 'expected a name that no other schema has');
  }

  #context(schema: JsonObject, node: SchemaNode, location: Location, depth: number): Context {
    const sub = (value: unknown, ...path: readonly string[]): SchemaNode =>
      this.#node(
        value,
        path.reduce((at, key) => at.at(key), location),
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
      refer: (ref) => this.#refer(ref, node, location),
      problem: (message, ...path) => {
        this.#problem([...location.path, ...path], message);
        return null;
      },
    };
  }

  /** Compiles each expression once. */
  #pattern(source: string): TextPattern | string {
    const known = this.#patterns.get(source);
    if (known !== undefined) return known;
    if (this.#patterns.size >= schemaLimits.patterns) {
      return `expected at most ${String(schemaLimits.patterns)} different regular expressions`;
    }
    const compiled = TextPattern.compile(source, this.#budget);
    this.#patterns.set(source, compiled);
    return compiled;
  }

  /** Never exceeds the budget: patterns without a table match slower. */
  #speedUp(): void {
    for (const pattern of this.#patterns.values()) if (typeof pattern !== 'string') pattern.speedUp(this.#budget);
  }

  #refer(ref: string, from: SchemaNode, location: Location): () => SchemaNode {
    let target = from;
    this.#budget.spend(ref.length + stepsPerKeyword);
    if (location.isEmbedded) this.#problem(location.path, 'is not allowed below an $id, except that of the root');
    this.#references.push(() => {
      const found = this.#find(ref)?.node;
      if (!found) {
        this.#problem(location.path, 'expected the path of a schema in this schema, such as #/$defs/money');
        return;
      }
      target = found;
      from.inPlace.push(found);
    });
    return () => target;
  }

  #find(ref: string): Location | undefined {
    const { fragment, isPath } = fragmentOf(ref, this.#id) ?? {};
    if (fragment === undefined) return undefined;
    if (isPath) return this.#root.find(fragment.split('/').slice(1).map(unescaped));
    const anchored = this.#anchors.get(fragment);
    return anchored?.isEmbedded === true ? undefined : anchored;
  }

  /** A schema that refers to itself for the same value would check it endlessly. */
  #refuseCycles(): void {
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
    for (const location of this.#locations) {
      if (!location.node || !leadsBack(location.node)) continue;
      this.#problem(location.path, 'refers to itself for the same value');
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

/**
 * Returns the fragment of a reference into this schema: a JSON Pointer or an anchor. `id` is the `$id` of the root, which a
 * reference may repeat.
 */
function fragmentOf(ref: string, id: string | undefined): { fragment: string; isPath: boolean } | undefined {
  const [document = '', encoded = '', ...rest] = ref.split('#');
  if (rest.length > 0 || (document !== '' && document !== id) || ref === '') return undefined;
  if (!URL.canParse(ref, 'schema:/')) return undefined;
  try {
    const fragment = decodeURIComponent(encoded);
    return { fragment, isPath: fragment === '' || fragment.startsWith('/') };
  } catch {
    return undefined;
  }
}

const unescaped = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');
