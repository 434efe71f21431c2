import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Budget } from './budget.js';
import { TextPattern } from './text-pattern.js';

const hostname = String.raw`^(?=.{1,20}\.?$)[a-z0-9](?:[a-z0-9-]{0,6}[a-z0-9])?(?:\.[a-z0-9](?:[-0-9a-z]{0,6}[0-9a-z])?)*\.?$`;
const decimal = String.raw`^(?!^[-+.]*$)[+-]?0*\d*\.?\d*$`;
const password = String.raw`^(?=.*\d)(?=.*[a-z])(?!.*(ab|[|)-]))\S{3,}$`;

const compile = (source: string): TextPattern | string => TextPattern.compile(source, new Budget(1_000_000));

describe('an expression that begins with lookaheads', () => {
  it.each([hostname, decimal, password, '^(?=a)(?=.b)', '^(?!a|b)', '^(?!(?:a|b)c)[ab]'])(
    '%s matches what it matches in JavaScript',
    (source) => {
      const compiled = compile(source);
      if (typeof compiled === 'string') throw new Error(compiled);
      const native = new RegExp(source, 'u');
      const text = fc.array(fc.constantFrom('a', 'b', 'c', '1', '0', '.', '-', '+', '|', ')', ' '), { maxLength: 24 });
      fc.assert(
        fc.property(text, (parts) => {
          const each = parts.join('');
          expect([each, compiled.test(each, new Budget(1_000_000))]).toEqual([each, native.test(each)]);
        }),
        { numRuns: 500 },
      );
    },
  );

  it.each([
    '^a(?=b)',
    '(?=a)b',
    '^(?=a)b|c',
    '^(?=a)*b',
    '^(?=a',
    '^(?=(?!a)b)c',
    '^(?<=a)b',
    '^(?=[]a])b',
    '^(?=a)(?<!b)c',
  ])('is rejected with those that RE2 cannot take: %s', (source) => {
    expect(compile(source)).toEqual(expect.stringContaining('expected a regular expression of RE2'));
  });
});
