import { isObject, shown } from '../json.js';
import { JsonSet } from '../json-set.js';
import { inRules, leaf, type Keyword } from '../keyword.js';
import { typeBits } from '../type-bits.js';

const types: Readonly<Record<string, { name: string; bit: number; holds: (value: unknown) => boolean }>> = {
  string: { name: 'a string', bit: typeBits.string, holds: (value) => typeof value === 'string' },
  number: { name: 'a number', bit: typeBits.number, holds: (value) => typeof value === 'number' },
  integer: { name: 'a whole number', bit: typeBits.integer, holds: Number.isInteger },
  boolean: { name: 'true or false', bit: typeBits.boolean, holds: (value) => typeof value === 'boolean' },
  null: { name: 'null', bit: typeBits.null, holds: (value) => value === null },
  array: { name: 'an array', bit: typeBits.array, holds: Array.isArray },
  object: { name: 'an object', bit: typeBits.object, holds: isObject },
};

const type: Keyword = (value, { problem, node }) => {
  const names: unknown[] = Array.isArray(value) ? value : [value];
  const wanted = names.flatMap((name) =>
    typeof name === 'string' && Object.hasOwn(types, name) ? (types[name] ?? []) : [],
  );
  if (names.length === 0 || wanted.length < names.length || new Set(names).size < names.length) {
    return problem(`expected one of ${Object.keys(types).join(', ')}, or a list of them`);
  }
  const message = `expected ${wanted.map(({ name }) => name).join(' or ')}`;
  node.types = wanted.reduce((bits, { bit }) => bits | bit, 0);
  return inRules((data, location, run) => wanted.some(({ holds }) => holds(data)) || run.fail(location, message));
};

const enumeration: Keyword = (value, { problem, budget }) => {
  if (!Array.isArray(value) || value.length === 0) return problem('expected a list of at least one value');
  const allowed = new JsonSet(value, budget);
  const message = `expected one of ${shown(value, 200).slice(1).replace(/\]$/, '')}`;
  return leaf((data, run) => allowed.has(data, run), message);
};

const constant: Keyword = (value, { budget }) => {
  const allowed = new JsonSet([value], budget);
  return leaf((data, run) => allowed.has(data, run), `expected ${shown(value)}`);
};

export const valueKeywords = { type, enum: enumeration, const: constant } satisfies Record<string, Keyword>;
