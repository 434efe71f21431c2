import { isObject } from '../json.js';
import { leaf, type Context, type Keyword } from '../keyword.js';
import type { SchemaNode } from '../schema-node.js';

function branches(value: unknown, { subInPlace, problem }: Context): SchemaNode[] | null {
  if (!Array.isArray(value) || value.length === 0) return problem('expected a list of at least one schema');
  return value.map((each, i) => subInPlace(each, String(i)));
}

const allOf: Keyword = (value, context) => {
  const nodes = branches(value, context);
  if (!nodes) return null;
  return {
    check: (data, location, run, seen) => run.every(nodes, (node) => node.checkInPlace(data, location, run, seen)),
    test: (data, run) => nodes.every((node) => node.holds(data, run)),
  };
};

const anyOf: Keyword = (value, context) => {
  const nodes = branches(value, context);
  if (!nodes) return null;
  const message = `matches none of the ${String(nodes.length)} schemas of anyOf`;
  return {
    check: (data, location, run, seen) => {
      const matches = (node: SchemaNode): boolean => run.quietly(() => node.checkInPlace(data, location, run, seen));
      // Evaluated properties come from every matching branch.
      const holds = seen ? nodes.filter(matches).length > 0 : nodes.some(matches);
      return holds || run.fail(location, message);
    },
    test: (data, run) => nodes.some((node) => node.holds(data, run)),
  };
};

const oneOf: Keyword = (value, context) => {
  const nodes = branches(value, context);
  if (!nodes) return null;
  return {
    check: (data, location, run, seen) => {
      const matching = nodes.filter((node) => run.quietly(() => node.checkInPlace(data, location, run, seen)));
      if (matching.length === 1) return true;
      const found = matching.length === 0 ? 'none' : String(matching.length);
      return run.fail(location, `matches ${found} of the ${String(nodes.length)} schemas of oneOf, expected one`);
    },
    test: (data, run) => {
      let matching = 0;
      for (const node of nodes) {
        if (node.holds(data, run)) matching += 1;
        if (matching > 1) return false;
      }
      return matching === 1;
    },
  };
};

const not: Keyword = (value, { subInPlace }) => {
  const node = subInPlace(value);
  return leaf((data, run) => !node.holds(data, run), 'matches the schema of not');
};

const condition: Keyword = (value, { node, subInPlace }) => {
  const test = subInPlace(value);
  return {
    check: (data, location, run, seen) => {
      const isTrue = run.quietly(() => test.checkInPlace(data, location, run, seen));
      return node.branches.get(isTrue ? 'then' : 'else')?.checkInPlace(data, location, run, seen) ?? true;
    },
    test: (data, run) => node.branches.get(test.holds(data, run) ? 'then' : 'else')?.holds(data, run) ?? true,
  };
};

/** Compiled for `if`, which checks it. */
const branchOf =
  (name: 'then' | 'else'): Keyword =>
  (value, { node, subInPlace }) => {
    node.branches.set(name, subInPlace(value));
    return null;
  };

const dependentSchemas: Keyword = (value, { subInPlace, problem }) => {
  if (!isObject(value)) return problem('expected an object of schemas');
  const rules = Object.entries(value).map(([name, each]) => ({ name, node: subInPlace(each, name) }));
  return (data, location, run, seen) => {
    if (!isObject(data)) return true;
    run.spend(rules.length);
    return rules
      .filter(({ name }) => Object.hasOwn(data, name))
      .map(({ node }) => node.checkInPlace(data, location, run, seen))
      .every(Boolean);
  };
};

const ref: Keyword = (value, { refer, problem }) => {
  if (typeof value !== 'string') return problem('expected a string');
  const target = refer(value);
  return {
    check: (data, location, run, seen) => target().checkInPlace(data, location, run, seen),
    test: (data, run) => target().holds(data, run),
  };
};

const definitions: Keyword = (value, { sub, problem }) => {
  if (!isObject(value)) return problem('expected an object of schemas');
  for (const [name, each] of Object.entries(value)) sub(each, name);
  return null;
};

/** The schemas of an OpenAPI document, for a `$ref` such as `#/components/schemas/Money`. */
const components: Keyword = (value, { sub, problem }) => {
  const schemas = isObject(value) && Object.keys(value).every((name) => name === 'schemas') ? value.schemas : undefined;
  if (!isObject(schemas)) return problem('expected an object with "schemas" only, an object of schemas');
  for (const [name, each] of Object.entries(schemas)) sub(each, 'schemas', name);
  return null;
};

export const combinationKeywords = {
  $defs: definitions,
  definitions,
  components,
  $ref: ref,
  allOf,
  anyOf,
  oneOf,
  not,
  then: branchOf('then'),
  else: branchOf('else'),
  if: condition,
  dependentSchemas,
} satisfies Record<string, Keyword>;
