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

const shortEscapes = new Map(Object.entries({ '"': '\\"', '\\': '\\\\', '/': '\\/', '\n': '\\n', '\t': '\\t' }));

const ways = ['plain', 'short', 'hex', 'HEX'] as const;

/** One of the ways to write a UTF-16 unit in a JSON string. */
function escaped(unit: string, way: (typeof ways)[number]): string {
  const mustBeEscaped = unit < ' ' || unit === '"' || unit === '\\';
  if (way === 'plain' && !mustBeEscaped) return unit;
  const short = shortEscapes.get(unit);
  if (way === 'short' && short !== undefined) return short;
  const hex = unit.charCodeAt(0).toString(16).padStart(4, '0');
  return `\\u${way === 'HEX' ? hex.toUpperCase() : hex}`;
}

/** A string as it may be spelled, beside its value. */
const spelled = (anyValue: fc.Arbitrary<string>): fc.Arbitrary<{ value: string; text: string }> =>
  fc.tuple(anyValue, fc.array(fc.constantFrom(...ways), { minLength: 1, maxLength: 20 })).map(([value, spelling]) => {
    const units = value.split('').map((unit, i) => escaped(unit, spelling[i % spelling.length] ?? 'plain'));
    return { value, text: `"${units.join('')}"` };
  });

const anyString = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('\\', '"', '{', '}', '[', ']', ',', ':', ' ', '\n', 'a', '\ud83d') }),
);

/** A key of one escaped character is misread by the JSON.parse of V8 13.6 (Node 24), which the tests compare with. */
const readable = ({ value, text }: { value: string; text: string }): boolean =>
  value.length !== 1 || text === `"${value}"`;

/** Among them those that an object would reorder or swallow; from so few, some repeat. */
const anyKey = spelled(
  fc.oneof(fc.constantFrom('a', 'b', '1', '2', '10', '__proto__', 'constructor', '', 'data', 'ключ'), anyString),
).filter(readable);

const anyScalar: fc.Arbitrary<JsonText> = fc
  .oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.constantFrom('-0', '0.10', '1.0', '1E400', '1e-7', '12345678901234567890', '-1.5E+3', '0.10000000000000000555'),
    fc.constantFrom('null', 'true', 'false'),
    spelled(anyString).map(({ text }) => text),
  )
  .map((text) => ({ text, compact: text, depth: 0 }));

const depthOf = (children: readonly JsonText[]): number => 1 + Math.max(0, ...children.map(({ depth }) => depth));

const objectOf = (child: fc.Arbitrary<JsonText>): fc.Arbitrary<JsonObjectText> =>
  fc
    .tuple(space, fc.array(fc.tuple(anyKey, child, space, space, space, space), { maxLength: 6 }))
    .map(([empty, members]) => {
      const texts = members.map(([key, value, a, b, c, d]) => a + key.text + b + ':' + c + value.text + d);
      return {
        text: `{${members.length === 0 ? empty : texts.join(',')}}`,
        compact: `{${members.map(([key, value]) => `${key.text}:${value.compact}`).join(',')}}`,
        depth: depthOf(members.map(([, value]) => value)),
        members: new Map(members.map(([key, value]) => [key.value, value.text])),
      };
    });

const arrayOf = (child: fc.Arbitrary<JsonText>): fc.Arbitrary<JsonArrayText> =>
  fc.tuple(space, fc.array(fc.tuple(child, space, space), { maxLength: 6 })).map(([empty, elements]) => ({
    text: `[${elements.length === 0 ? empty : elements.map(([value, a, b]) => a + value.text + b).join(',')}]`,
    compact: `[${elements.map(([value]) => value.compact).join(',')}]`,
    depth: depthOf(elements.map(([value]) => value)),
    elements: elements.map(([value]) => value.text),
  }));

const { anyValue } = fc.letrec<{ anyValue: JsonText }>((tie) => ({
  anyValue: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    anyScalar,
    objectOf(tie('anyValue')),
    arrayOf(tie('anyValue')),
  ),
}));

/** As a body has it: with white space around. */
const inSpace = <T extends JsonText>(tree: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.tuple(space, tree, space).map(([before, inner, behind]) => ({ ...inner, text: before + inner.text + behind }));

export const anyJson = inSpace(anyValue);
export const anyJsonObject = inSpace(objectOf(anyValue));
export const anyJsonArray = inSpace(arrayOf(anyValue));
