import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyJson } from '../publish/json-text.fixture.spec.js';
import { exceedsDepth } from './json-depth.js';

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

  it('is asked before the text is known to be JSON, so any text has one', () => {
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
