import { isObject, shown, type JsonObject } from '../json.js';
import { count, inRules, texts, type Context, type Keyword } from '../keyword.js';
import { within, type DataLocation, type Run } from '../run.js';
import type { Check, SchemaNode } from '../schema-node.js';
import type { TextPattern } from '../text-pattern.js';

const size = (words: string, holds: (count: number, limit: number) => boolean): Keyword => {
  return (value, context) => {
    const limit = count(value, context);
    if (limit === null) return null;
    const message = `expected ${words} ${String(limit)} properties`;
    return (data, location, run) =>
      !isObject(data) || holds(run.keysOf(data).length, limit) || run.fail(location, message);
  };
};

const required: Keyword = (value, context) => {
  const names = texts(value, context);
  for (const name of names ?? []) context.node.objects.require(name);
  return (
    names && inRules((data, location, run) => !isObject(data) || haveAll(names, data, location, run, 'is required'))
  );
};

function haveAll(
  names: readonly string[],
  data: JsonObject,
  location: DataLocation | undefined,
  run: Run,
  message: string,
): boolean {
  run.spend(names.length);
  let holds = true;
  for (const name of names) if (!Object.hasOwn(data, name)) holds = run.fail(within(location, name), message);
  return holds;
}

const dependentRequired: Keyword = (value, context) => {
  if (!isObject(value)) return context.problem('expected an object of lists of property names');
  const rules = Object.entries(value).map(([name, others]) => ({
    name,
    others: texts(others, context, name) ?? [],
    message: `is required beside ${shown(name)}`,
  }));
  return (data, location, run) => {
    if (!isObject(data)) return true;
    run.spend(rules.length);
    return rules
      .filter(({ name }) => Object.hasOwn(data, name))
      .map(({ others, message }) => haveAll(others, data, location, run, message))
      .every(Boolean);
  };
};

/** Null if the value is invalid. */
function schemasOf(value: unknown, { sub, problem }: Context): [name: string, node: SchemaNode][] | null {
  if (!isObject(value)) return problem('expected an object of schemas');
  return Object.entries(value).map(([name, each]) => [name, sub(each, name)]);
}

/** A lookup takes longer than a comparison. */
const stepsPerName = 2;

/** Checks properties against their schemas. */
function checkEach(
  data: JsonObject,
  location: DataLocation | undefined,
  run: Run,
  names: readonly string[],
  nodesOf: (name: string) => readonly SchemaNode[],
): boolean {
  let holds = true;
  for (const name of names) {
    run.spend(stepsPerName);
    for (const node of nodesOf(name)) holds = node.check(data[name], within(location, name), run) && holds;
    if (!holds && run.isQuiet) break;
  }
  return holds;
}

const properties: Keyword = (value, context) => {
  const nodes = schemasOf(value, context);
  if (!nodes) return null;
  const byName = new Map(nodes.map(([name, node]) => [name, [node]]));
  for (const [name, node] of nodes) context.node.objects.describe(name, node);
  return inRules((data, location, run, seen) => {
    if (!isObject(data)) return true;
    run.spend(byName.size);
    const present = [...byName.keys()].filter((name) => Object.hasOwn(data, name));
    for (const name of present) seen?.key(name, run);
    return checkEach(data, location, run, present, (name) => byName.get(name) ?? []);
  });
};

const patternProperties: Keyword = (value, context) => {
  const rules = (schemasOf(value, context) ?? []).flatMap(([source, node]) => {
    const pattern = context.pattern(source);
    if (typeof pattern !== 'string') return { pattern, node };
    context.problem(pattern, source);
    return [];
  });
  return {
    check: (data, location, run, seen) => {
      if (!isObject(data)) return true;
      return checkEach(data, location, run, run.keysOf(data), (name) => {
        const matching = rules.filter(({ pattern }) => pattern.test(name, run));
        if (matching.length > 0) seen?.key(name, run);
        return matching.map(({ node }) => node);
      });
    },
    test: (data, run) => {
      if (!isObject(data)) return true;
      for (const name of run.keysOf(data)) {
        for (const { pattern, node } of rules) {
          if (pattern.test(name, run) && !node.holds(data[name], run)) return false;
        }
      }
      return true;
    },
  };
};

const additionalProperties: Keyword = (value, { schema, sub, pattern, node }) => {
  const others = sub(value);
  const rest = [others];
  const named = new Set(keysOf(schema.properties));
  const patterns = keysOf(schema.patternProperties)
    .map(pattern)
    // `patternProperties` reports invalid ones.
    .filter((each): each is TextPattern => typeof each !== 'string');
  const check: Check = (data, location, run, seen) => {
    if (!isObject(data)) return true;
    return checkEach(data, location, run, run.keysOf(data), (name) => {
      if (named.has(name) || patterns.some((each) => each.test(name, run))) return [];
      seen?.key(name, run);
      return rest;
    });
  };
  if (patterns.length > 0) {
    const test = (data: unknown, run: Run): boolean => {
      if (!isObject(data)) return true;
      for (const name of run.keysOf(data)) {
        run.spend(stepsPerName);
        if (named.has(name) || patterns.some((each) => each.test(name, run))) continue;
        if (!others.holds(data[name], run)) return false;
      }
      return true;
    };
    return { check, test };
  }
  node.objects.rest = value === false ? false : others;
  return inRules(check);
};

const keysOf = (value: unknown): string[] => (isObject(value) ? Object.keys(value) : []);

const propertyNames: Keyword = (value, { sub }) => {
  const node = sub(value);
  return (data, location, run) => {
    if (!isObject(data)) return true;
    let holds = true;
    for (const name of run.keysOf(data)) {
      const isAllowed = node.holds(name, run);
      if (!isAllowed) holds = run.fail(within(location, name), 'has a name that is not allowed');
    }
    return holds;
  };
};

const unevaluatedProperties: Keyword = (value, { sub, node }) => {
  const rest = [sub(value)];
  node.wantsSeen = true;
  return (data, location, run, seen) => {
    if (!isObject(data)) return true;
    const names = run.keysOf(data);
    const holds = checkEach(data, location, run, names, (name) => (seen?.has(name) === true ? [] : rest));
    for (const name of names) seen?.key(name, run);
    return holds;
  };
};

export const objectKeywords = {
  required,
  minProperties: size('at least', (found, least) => found >= least),
  maxProperties: size('at most', (found, most) => found <= most),
  dependentRequired,
  properties,
  patternProperties,
  additionalProperties,
  propertyNames,
} satisfies Record<string, Keyword>;

/** Must run after all others. */
export const lastObjectKeywords = { unevaluatedProperties } satisfies Record<string, Keyword>;
