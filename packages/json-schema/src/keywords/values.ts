import { canonical, isObject, shown } from '../json.js';
import type { Keyword } from '../keyword.js';

const types: Readonly<Record<string, { name: string; holds: (value: unknown) => boolean }>> = {
  string: { name: 'a string', holds: (value) => typeof value === 'string' },
  number: { name: 'a number', holds: (value) => typeof value === 'number' },
  integer: { name: 'a whole number', holds: Number.isInteger },
  boolean: { name: 'true or false', holds: (value) => typeof value === 'boolean' },
  null: { name: 'null', holds: (value) => value === null },
  array: { name: 'an array', holds: Array.isArray },
  object: { name: 'an object', holds: isObject },
};

const type: Keyword = (value, { problem }) => {
  const names: unknown[] = Array.isArray(value) ? value : [value];
  const wanted = names.flatMap((name) =>
    typeof name === 'string' && Object.hasOwn(types, name) ? (types[name] ?? []) : [],
  );
  if (names.length === 0 || wanted.length < names.length || new Set(names).size < names.length) {
    return problem(`expected one of ${Object.keys(types).join(', ')}, or a list of them`);
  }
  const message = `expected ${wanted.map(({ name }) => name).join(' or ')}`;
  return (data, location, run) => wanted.some(({ holds }) => holds(data)) || run.fail(location, message);
};

const enumeration: Keyword = (value, { problem, budget }) => {
  if (!Array.isArray(value) || value.length === 0) return problem('expected a list of at least one value');
  const allowed = new Set(value.map((each) => canonical(each, budget)));
  const message = `expected one of ${shown(value, 200).slice(1).replace(/\]$/, '')}`;
  return (data, location, run) => allowed.has(canonical(data, run)) || run.fail(location, message);
};

const constant: Keyword = (value, { budget }) => {
  const allowed = canonical(value, budget);
  const message = `expected ${shown(value)}`;
  return (data, location, run) => canonical(data, run) === allowed || run.fail(location, message);
};

export const valueKeywords = { type, enum: enumeration, const: constant } satisfies Record<string, Keyword>;
