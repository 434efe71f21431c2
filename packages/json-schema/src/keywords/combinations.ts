import { isObject } from '../json.js';
import type { Context, Keyword } from '../keyword.js';
import type { SchemaNode } from '../schema-node.js';

function branches(value: unknown, { subInPlace, problem }: Context): SchemaNode[] | null {
  if (!Array.isArray(value) || value.length === 0) return problem('expected a list of at least one schema');
  return value.map((each, i) => subInPlace(each, String(i)));
}

const allOf: Keyword = (value, context) => {
  const nodes = branches(value, context);
  return (
    nodes &&
    ((data, place, run, seen) => {
      let holds = true;
      for (const node of nodes) {
        holds = node.checkInPlace(data, place, run, seen) && holds;
        if (!holds && run.isQuiet) break;
      }
      return holds;
    })
  );
};

const anyOf: Keyword = (value, context) => {
  const nodes = branches(value, context);
  if (!nodes) return null;
  const message = `matches none of the ${String(nodes.length)} schemas of anyOf`;
  return (data, place, run, seen) => {
    const matches = (node: SchemaNode): boolean => run.quietly(() => node.checkInPlace(data, place, run, seen));
    // Who asks what was looked at has to hear of every branch.
    const holds = seen ? nodes.filter(matches).length > 0 : nodes.some(matches);
    return holds || run.fail(place, message);
  };
};

const oneOf: Keyword = (value, context) => {
  const nodes = branches(value, context);
  return (
    nodes &&
    ((data, place, run, seen) => {
      const matching = nodes.filter((node) => run.quietly(() => node.checkInPlace(data, place, run, seen)));
      const found = matching.length === 0 ? 'none' : String(matching.length);
      return (
        matching.length === 1 ||
        run.fail(place, `matches ${found} of the ${String(nodes.length)} schemas of oneOf, expected one`)
      );
    })
  );
};

const not: Keyword = (value, { subInPlace }) => {
  const node = subInPlace(value);
  return (data, place, run) =>
    !run.quietly(() => node.check(data, place, run)) || run.fail(place, 'matches the schema of not');
};

const condition: Keyword = (value, { node, subInPlace }) => {
  const test = subInPlace(value);
  return (data, place, run, seen) => {
    const isTrue = run.quietly(() => test.checkInPlace(data, place, run, seen));
    return node.branches.get(isTrue ? 'then' : 'else')?.checkInPlace(data, place, run, seen) ?? true;
  };
};

/** Compiled where it stands, and used by `if`. */
const branchOf =
  (name: 'then' | 'else'): Keyword =>
  (value, { node, subInPlace }) => {
    node.branches.set(name, subInPlace(value));
    return null;
  };

const dependentSchemas: Keyword = (value, { subInPlace, problem }) => {
  if (!isObject(value)) return problem('expected an object of schemas');
  const rules = Object.entries(value).map(([name, each]) => ({ name, node: subInPlace(each, name) }));
  return (data, place, run, seen) => {
    if (!isObject(data)) return true;
    run.spend(rules.length);
    return rules
      .filter(({ name }) => Object.hasOwn(data, name))
      .map(({ node }) => node.checkInPlace(data, place, run, seen))
      .every(Boolean);
  };
};

const ref: Keyword = (value, { refer, problem }) => {
  if (typeof value !== 'string') return problem('expected a string');
  const target = refer(value);
  return (data, place, run, seen) => target().checkInPlace(data, place, run, seen);
};

const definitions: Keyword = (value, { sub, problem }) => {
  if (!isObject(value)) return problem('expected an object of schemas');
  for (const [name, each] of Object.entries(value)) sub(each, name);
  return null;
};

export const combinationKeywords = {
  $defs: definitions,
  definitions,
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
