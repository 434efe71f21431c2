import fc from 'fast-check';

/** A JSON text as producers may write it, and what it is made of. */
export interface JsonText {
  text: string;
  /** The same without white space between the tokens. */
  compact: string;
  /** How deep it nests: 0 for a scalar. */
  depth: number;
}

export interface JsonObjectText extends JsonText {
  /** The text of each member's value, by its decoded key; of a repeated key the last. */
  members: Map<string, string>;
}

export interface JsonArrayText extends JsonText {
  elements: string[];
}

const space = fc.string({ unit: fc.constantFrom(' ', '\n', '\r', '\t'), maxLength: 3 });

const scalar = (text: string): JsonText => ({ text, compact: text, depth: 0 });

const hexEscape = (unit: number, upper: boolean): string => {
  const hex = unit.toString(16).padStart(4, '0');
  return `\\u${upper ? hex.toUpperCase() : hex}`;
};

const shortEscapes = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['/', '\\/'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** One of the ways to write a UTF-16 unit in a JSON string. */
function escaped(unit: string, way: number): string {
  const short = shortEscapes.get(unit);
  if (short !== undefined && way !== 1) return unit === '/' && way === 0 ? unit : short;
  const plain = unit >= ' ' && unit !== '"' && unit !== '\\';
  return plain && way !== 1 ? unit : hexEscape(unit.charCodeAt(0), way === 2);
}

/** A string as it may be spelled, beside its value. */
const spelled = (value: fc.Arbitrary<string>): fc.Arbitrary<{ value: string; text: string }> =>
  fc.tuple(value, fc.array(fc.nat(2), { minLength: 1, maxLength: 20 })).map(([string, ways]) => {
    const units = string.split('').map((unit, i) => escaped(unit, ways[i % ways.length] ?? 0));
    return { value: string, text: `"${units.join('')}"` };
  });

const anyString = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('\\', '"', '{', '}', '[', ']', ',', ':', ' ', '\n', 'a', '\ud83d') }),
);

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.constantFrom(
    '-0',
    '0.10',
    '1.0',
    '1E400',
    '1e-7',
    '12345678901234567890',
    '-1.5E+3',
    '0.1000000000000000055511151231257827',
  ),
);

/** Keys that an object would reorder or swallow, and that repeat. */
const key = spelled(
  fc.oneof(
    fc.constantFrom('a', 'b', '1', '2', '10', '__proto__', 'constructor', 'toString', '', 'data', 'ключ'),
    anyString,
  ),
);

interface Trees {
  value: JsonText;
  object: JsonObjectText;
  array: JsonArrayText;
}

const { value, object, array } = fc.letrec<Trees>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc
      .oneof(
        number,
        fc.constantFrom('null', 'true', 'false'),
        spelled(anyString).map(({ text }) => text),
      )
      .map(scalar),
    tie('object'),
    tie('array'),
  ),
  object: fc
    .tuple(space, fc.array(fc.tuple(key, tie('value'), space, space, space, space), { maxLength: 6 }))
    .map(([empty, members]) => ({
      text: `{${members.length === 0 ? empty : members.map(([name, child, ...s]) => `${s[0]}${name.text}${s[1]}:${s[2]}${child.text}${s[3]}`).join(',')}}`,
      compact: `{${members.map(([name, child]) => `${name.text}:${child.compact}`).join(',')}}`,
      depth: 1 + Math.max(0, ...members.map(([, child]) => child.depth)),
      members: new Map(members.map(([name, child]) => [name.value, child.text])),
    })),
  array: fc.tuple(space, fc.array(fc.tuple(tie('value'), space, space), { maxLength: 6 })).map(([empty, elements]) => ({
    text: `[${elements.length === 0 ? empty : elements.map(([child, ...s]) => `${s[0]}${child.text}${s[1]}`).join(',')}]`,
    compact: `[${elements.map(([child]) => child.compact).join(',')}]`,
    depth: 1 + Math.max(0, ...elements.map(([child]) => child.depth)),
    elements: elements.map(([child]) => child.text),
  })),
}));

/** As a body has it: with white space around. */
const inSpace = <T extends JsonText>(tree: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.tuple(space, tree, space).map(([before, inner, behind]) => ({ ...inner, text: before + inner.text + behind }));

export const anyJson = inSpace(value);
export const anyJsonObject = inSpace(object);
export const anyJsonArray = inSpace(array);
