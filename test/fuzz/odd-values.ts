import fc from 'fast-check';

/** Postgres takes it in no text: as it stands, and percent-encoded. */
const nul = fc.constantFrom('\0', 'a\0b', '%00');

const knownTrouble = fc.constantFrom(
  '',
  ' ',
  '\ud800',
  'a\udfffb',
  '\ufeff',
  '..',
  '.',
  '/',
  '//',
  '%',
  '%zz',
  '%ed%a0%80',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'null',
  'undefined',
  'NaN',
  '-1',
  '0',
  '1e309',
  '9223372036854775808',
  "' OR 1=1 --",
  '$1',
  '{}',
  '[]',
  '*',
  '.*',
  '\u202e',
  '٣',
);

/** Texts that have been trouble somewhere: for databases, for URLs, for JavaScript, for whoever cuts or counts. */
export const oddText: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: nul, weight: 2 },
  { arbitrary: knownTrouble, weight: 6 },
  { arbitrary: fc.string({ unit: 'binary', maxLength: 40 }), weight: 1 },
  { arbitrary: fc.string({ maxLength: 40 }), weight: 1 },
  { arbitrary: fc.nat({ max: 5_000 }).map((length) => 'x'.repeat(length)), weight: 1 },
  { arbitrary: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()), weight: 1 },
);

/** Numbers as they may be written in JSON. */
const oddNumber = fc.constantFrom('0', '-0', '1e400', '-1e400', '1e-400', '9007199254740993', '1.0', '0.1', '-1');

const quoted = oddText.map((text) => JSON.stringify(text));

/** A string as no program writes it: escapes that need none, and halves of surrogate pairs. */
const oddString = fc
  .array(fc.constantFrom('\\u0000', '\\ud83d', '\\udc00', '\\u0041', '\\/', '\\"', 'a', '🦄'), { maxLength: 8 })
  .map((parts) => `"${parts.join('')}"`);

const deep = fc
  .tuple(fc.nat({ max: 200 }), fc.constantFrom(['[', ']'], ['{"a":', '}']))
  .map(([levels, [open = '', close = '']]) => `${open.repeat(levels)}0${close.repeat(levels)}`);

/** The text of any JSON value. */
export const oddJson: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'json' },
    fc.oneof(fc.constantFrom('null', 'true', 'false'), oddNumber, quoted, oddString, deep),
    fc.array(tie('value'), { maxLength: 4 }).map((elements) => `[${elements.join(',')}]`),
    fc.array(fc.tuple(fc.oneof(quoted, oddString), tie('value')), { maxLength: 4 }).map(objectOf),
  ),
})).value;

/** An object of members that are written out; keys may repeat. */
export function objectOf(members: readonly (readonly [key: string, value: string])[]): string {
  return `{${members.map(([key, value]) => `${key}:${value}`).join(',')}}`;
}
