import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jsonFault } from './json-fault.js';
import { parseJsonObject } from './parse-json-object.js';

describe('a JSON object that somebody types', () => {
  it('is read', () => {
    expect(parseJsonObject(' {"a": [1, null]}\n')).toEqual({ value: { a: [1, null] } });
  });

  it.each(['[]', 'null', '4', '"text"'])('may not be another JSON value: %s', (text) => {
    expect(parseJsonObject(text)).toEqual({ problem: 'Expected a JSON object, such as { "name": "value" }.' });
  });

  it.each([
    ['{\n  "a": 1,\n}', 'Line 3, column 1: expected a name in double quotes.'],
    ['{\n  "a": oops\n}', 'Line 2, column 8: expected a value.'],
    ['{\n  "a": 1', 'Line 2, column 9: expected “,” or “}”.'],
    ["{'a': 1}", 'Line 1, column 2: expected a name in double quotes or “}”.'],
    ['{"a": "open}', 'Line 1, column 7: expected a value.'],
    ['{"a" 1}', 'Line 1, column 6: expected “:” and a value.'],
    ['{"a": [1 2]}', 'Line 1, column 10: expected “,” or “]”.'],
    ['{"a": [}', 'Line 1, column 8: expected a value or “]”.'],
    ['{} {}', 'Line 1, column 4: expected nothing after the end.'],
  ])('names the line and the column of what is wrong: %j', (text, problem) => {
    expect(parseJsonObject(text)).toEqual({ problem });
  });

  it('is asked for where nothing was typed', () => {
    expect(parseJsonObject('  ')).toEqual({ problem: 'Expected a JSON object, such as {}.' });
  });
});

describe('the first fault of a text', () => {
  it('is found in what JSON.parse refuses, and in nothing else', () => {
    const json = fc.json({ maxDepth: 3 });
    const broken = fc
      .tuple(json, fc.nat(), fc.constantFrom('', '"', ',', '}', ']', '\\', '0', '-', ' ', '\u0001', '{'))
      .map(
        ([text, at, other]) => text.slice(0, at % (text.length + 1)) + other + text.slice((at % (text.length + 1)) + 1),
      );
    fc.assert(
      fc.property(fc.oneof(json, broken), (text) => {
        expect(jsonFault(text) === undefined).toBe(isJson(text));
      }),
      { numRuns: 2_000 },
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
