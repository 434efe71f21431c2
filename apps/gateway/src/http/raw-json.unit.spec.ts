import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyJson, anyJsonArray, anyJsonObject } from './json-text.fixture.spec.js';
import { compact, endOfString, rawElements, rawMembers } from './raw-json.js';

const parse = (text: string): unknown => JSON.parse(text);
const many = { numRuns: 500 };

describe('the members of an object', () => {
  it('are the producer’s own text, by key, whatever the spelling', () => {
    fc.assert(
      fc.property(anyJsonObject, ({ text, members }) => {
        expect(rawMembers(text)).toEqual(members);
      }),
      many,
    );
  });

  it('have the values that JSON.parse returns', () => {
    fc.assert(
      fc.property(anyJsonObject, ({ text }) => {
        const parsed = Object.entries(parse(text) as Record<string, unknown>);
        const raw = Array.from(rawMembers(text), ([key, value]) => [key, parse(value)] as const);
        expect(new Map(raw)).toEqual(new Map(parsed));
      }),
      many,
    );
  });

  it('come in the order in which they are written, integer-like keys too', () => {
    expect([...rawMembers('{"b":1,"10":2,"9":3,"a":4}').keys()]).toEqual(['b', '10', '9', 'a']);
  });

  it('that are repeated have the last value, also when their keys are spelled differently', () => {
    expect(rawMembers('{"data":1,"d\\u0061ta":[2]}')).toEqual(new Map([['data', '[2]']]));
    expect(rawMembers('{"\\u0064ata":1,"data":2}').get('data')).toBe('2');
  });

  it('may have the key __proto__', () => {
    expect(rawMembers('{"__proto__":{"a":1}}').get('__proto__')).toBe('{"a":1}');
  });

  it('keep numbers that a double cannot hold', () => {
    expect(rawMembers('{"id":12345678901234567890,"big":1E400,"exact":1.0}')).toEqual(
      new Map([
        ['id', '12345678901234567890'],
        ['big', '1E400'],
        ['exact', '1.0'],
      ]),
    );
  });

  it('end correctly after strings full of quotes, backslashes and brackets', () => {
    const text = '{"a":"\\\\","b":"\\"}{][,:","c":"\\\\\\"","d":[{"e":"]}"}],"f":{}}';
    expect([...rawMembers(text).values()]).toEqual(['"\\\\"', '"\\"}{][,:"', '"\\\\\\""', '[{"e":"]}"}]', '{}']);
  });

  it('of an empty object are none', () => {
    expect(rawMembers(' { } ').size).toBe(0);
  });
});

describe('the elements of an array', () => {
  it('are the producer’s own text, in order', () => {
    fc.assert(
      fc.property(anyJsonArray, ({ text, elements }) => {
        expect(rawElements(text)).toEqual(elements);
      }),
      many,
    );
  });

  it('have the values that JSON.parse returns', () => {
    fc.assert(
      fc.property(anyJsonArray, ({ text }) => {
        expect(rawElements(text).map(parse)).toEqual(parse(text));
      }),
      many,
    );
  });

  it('of an empty array are none', () => {
    expect(rawElements('[\n]')).toEqual([]);
  });
});

describe('compact', () => {
  it('drops the white space between tokens and nothing else', () => {
    fc.assert(
      fc.property(anyJson, ({ text, compact: expected }) => {
        expect(compact(text)).toBe(expected);
      }),
      many,
    );
  });

  it('changes nothing that JSON.parse can see', () => {
    fc.assert(
      fc.property(anyJson, ({ text }) => {
        expect(parse(compact(text))).toEqual(parse(text));
      }),
      many,
    );
  });

  it('leaves white space inside strings alone', () => {
    expect(compact('{ "a b" : "c\\" d\\\\" , "e" : " " }')).toBe('{"a b":"c\\" d\\\\","e":" "}');
  });

  it('is the same when done twice', () => {
    fc.assert(
      fc.property(anyJson, ({ text }) => {
        expect(compact(compact(text))).toBe(compact(text));
      }),
    );
  });

  it('keeps characters that JSON does not count as white space', () => {
    expect(compact('{ "a": "\u00a0\u2028" }')).toBe('{"a":"\u00a0\u2028"}');
  });
});

describe('the end of a string', () => {
  it('is behind its closing quote', () => {
    expect(endOfString('"a" "b"', 0)).toBe(3);
    expect(endOfString('"a" "b"', 4)).toBe(7);
    expect(endOfString('"\\\\"x', 0)).toBe(4);
    expect(endOfString('"\\""x', 0)).toBe(4);
  });

  it('is the end of the text when it is not closed', () => {
    expect(endOfString('"abc', 0)).toBe(4);
    expect(endOfString('"abc\\"', 0)).toBe(6);
    expect(endOfString('"', 0)).toBe(1);
  });
});
