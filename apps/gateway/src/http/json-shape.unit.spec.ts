import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyJson } from './json-text.fixture.spec.js';
import { exceededLimit } from './json-shape.js';

const exceedsDepth = (text: string, maxDepth: number): boolean =>
  exceededLimit(text, { maxDepth, maxMembers: Infinity }) === 'maxDepth';
const exceedsMembers = (text: string, maxMembers: number): boolean =>
  exceededLimit(text, { maxDepth: Infinity, maxMembers }) === 'maxMembers';

describe('the depth of JSON', () => {
  it('is that of its objects and arrays', () => {
    fc.assert(
      fc.property(anyJson, fc.nat(8), ({ text, depth }, max) => {
        expect(exceedsDepth(text, max)).toBe(depth > max);
      }),
      { numRuns: 500 },
    );
  });

  it('is reached, not exceeded, at the limit', () => {
    expect(exceedsDepth('[[{}]]', 3)).toBe(false);
    expect(exceedsDepth('[[{}]]', 2)).toBe(true);
  });

  it('does not add up side by side', () => {
    expect(exceedsDepth('[[],[],{},{"a":[]}]', 3)).toBe(false);
  });

  it('is not made by brackets in strings', () => {
    expect(exceedsDepth('{"[[[[":"{{{{ \\" [[[["}', 1)).toBe(false);
  });

  it('can be absurd without exhausting the stack', () => {
    const levels = 1_000_000;
    expect(exceedsDepth('['.repeat(levels), 64)).toBe(true);
    expect(exceedsDepth('['.repeat(levels), levels)).toBe(false);
  });

  it('is defined for any text, since it is checked before the text is parsed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('"', '\\', '{', '}', '[', ']', ' ', 'a') }),
        fc.nat(5),
        (text, max) => {
          expect(typeof exceedsDepth(text, max)).toBe('boolean');
        },
      ),
    );
    expect(exceedsDepth('"[[[[', 1)).toBe(false);
    expect(exceedsDepth('}}}}[[', 1)).toBe(false);
  });
});

describe('the members of JSON', () => {
  it('are counted with its arrays and objects, and with an eighth of its elements', () => {
    for (const [text, members] of [
      ['{"a":1,"b":2}', 3 + 1 / 8],
      ['[[],{}]', 3 + 1 / 8],
      ['[1,2,3,4,5,6,7,8,9]', 2],
      ['"a,b:{["', 0],
      ['{"a\\":[":{"b":0}}', 4],
    ] as const) {
      expect([text, exceedsMembers(text, members), exceedsMembers(text, members - 1 / 8)]).toEqual([text, false, true]);
    }
  });

  it('are at least as many as any parser finds', () => {
    const count = (value: unknown): number => {
      if (typeof value !== 'object' || value === null) return 0;
      const inside = Object.values(value);
      const own = Array.isArray(value) ? 1 : 1 + inside.length;
      return inside.reduce<number>((sum, each) => sum + count(each), own);
    };
    fc.assert(
      fc.property(anyJson, ({ text }) => {
        const members = count(JSON.parse(text));
        if (members > 0) expect(exceedsMembers(text, members - 1)).toBe(true);
      }),
    );
  });
});
