import { canonical, charactersPerStep } from '../json.js';
import { count, inRules, type Context, type Keyword } from '../keyword.js';
import { within } from '../run.js';
import { stepsPerSeen } from '../seen.js';

const size = (
  rule: 'minItems' | 'maxItems',
  words: string,
  holds: (length: number, limit: number) => boolean,
): Keyword => {
  return (value, context) => {
    const limit = count(value, context);
    if (limit === null) return null;
    const message = `expected ${words} ${String(limit)} elements`;
    context.node.arrays[rule] = limit;
    return inRules(
      (data, location, run) => !Array.isArray(data) || holds(data.length, limit) || run.fail(location, message),
    );
  };
};

const uniqueItems: Keyword = (value, { problem }) => {
  if (typeof value !== 'boolean') return problem('expected true or false');
  if (!value) return null;
  return (data, location, run) => {
    if (!Array.isArray(data)) return true;
    const earlier = new Set<string>();
    for (const [i, element] of data.entries()) {
      const text = canonical(element, run);
      run.spend(stepsPerSeen + Math.ceil(text.length / charactersPerStep));
      earlier.add(text);
      if (earlier.size <= i) return run.fail(within(location, i), 'repeats an earlier element');
    }
    return true;
  };
};

const prefixItems: Keyword = (value, { sub, problem, node }) => {
  if (!Array.isArray(value) || value.length === 0) return problem('expected a list of schemas');
  const nodes = value.map((each, i) => sub(each, String(i)));
  node.arrays.prefix = nodes;
  return inRules((data, location, run, seen) => {
    if (!Array.isArray(data)) return true;
    seen?.elements(nodes.length);
    return run.every(nodes.slice(0, data.length), (each, i) => each.check(data[i], within(location, i), run));
  });
};

/** Applies to the elements after those of `prefixItems`. */
const items: Keyword = (value, { schema, sub, problem, node }) => {
  if (Array.isArray(value)) return problem('expected one schema; use prefixItems for a list');
  const rest = sub(value);
  node.arrays.items = rest;
  const first = Array.isArray(schema.prefixItems) ? schema.prefixItems.length : 0;
  return inRules((data, location, run, seen) => {
    if (!Array.isArray(data)) return true;
    seen?.elements(data.length);
    return run.every(data.slice(first), (each, i) => rest.check(each, within(location, first + i), run));
  });
};

const contains: Keyword = (value, context) => {
  const node = context.sub(value);
  const least = countOr(context, 'minContains', 1);
  const most = countOr(context, 'maxContains', Infinity);
  return {
    check: (data, location, run, seen) => {
      if (!Array.isArray(data)) return true;
      let found = 0;
      for (const [i, element] of data.entries()) {
        if (!node.holds(element, run)) continue;
        found += 1;
        seen?.key(i, run);
      }
      if (found < least) return run.fail(location, `expected at least ${String(least)} elements that match "contains"`);
      return found <= most || run.fail(location, `expected at most ${String(most)} elements that match "contains"`);
    },
    test: (data, run) => {
      if (!Array.isArray(data)) return true;
      let found = 0;
      for (const element of data) if (node.holds(element, run)) found += 1;
      return found >= least && found <= most;
    },
  };
};

/** The keyword itself reports an invalid value. */
const countOr = ({ schema }: Context, name: string, otherwise: number): number =>
  typeof schema[name] === 'number' ? schema[name] : otherwise;

const counted: Keyword = (value, context) => {
  count(value, context);
  return null;
};

const unevaluatedItems: Keyword = (value, { sub, node }) => {
  const rest = sub(value);
  node.wantsSeen = true;
  return (data, location, run, seen) => {
    if (!Array.isArray(data)) return true;
    run.spend(data.length * (seen ? stepsPerSeen : 1));
    const isValid = (each: unknown, i: number): boolean =>
      seen?.has(i) === true || rest.check(each, within(location, i), run);
    const holds = run.every(data, isValid);
    seen?.elements(data.length);
    return holds;
  };
};

export const arrayKeywords = {
  minItems: size('minItems', 'at least', (length, least) => length >= least),
  maxItems: size('maxItems', 'at most', (length, most) => length <= most),
  uniqueItems,
  prefixItems,
  items,
  contains,
  minContains: counted,
  maxContains: counted,
} satisfies Record<string, Keyword>;

/** Must run after all others. */
export const lastArrayKeywords = { unevaluatedItems } satisfies Record<string, Keyword>;
