import { describe, expect, it } from '@jest/globals';
import { Budget } from './budget.js';
import { TextPattern } from './text-pattern.js';

const matcherOf = (source: string): ((text: string) => boolean) => {
  const compiled = TextPattern.compile(source, new Budget(1_000_000));
  if (typeof compiled === 'string') throw new Error(compiled);
  return (text) => compiled.test(text, new Budget(1_000_000));
};

const characters = Array.from({ length: 0x31_00 }, (_, code) => String.fromCharCode(code)).concat('\ufeff');

describe('an expression of ECMAScript', () => {
  it.each([String.raw`^\s$`, String.raw`^\S$`, String.raw`^[a\s]$`, String.raw`^[^\s]$`])(
    '%s matches the same characters as in JavaScript',
    (source) => {
      const native = new RegExp(source, 'u');
      const matches = matcherOf(source);
      const wrong = characters.filter((each) => matches(each) !== native.test(each));
      expect(wrong).toEqual([]);
    },
  );

  it.each([
    [String.raw`^\p{Letter}+$`, 'é', '1'],
    [String.raw`^\P{Letter}+$`, '1', 'é'],
    [String.raw`^\p{digit}+$`, '১', 'a'],
    [String.raw`^[\p{Uppercase_Letter}_]+$`, 'Ä_', 'ä'],
    [String.raw`^\p{Script=Greek}+$`, 'α', 'a'],
    [String.raw`^\p{gc=Currency_Symbol}$`, '€', 'E'],
    [String.raw`^\\p{1}$`, '\\p', '\\P'],
  ])('%s knows properties by their long names', (source, text, other) => {
    expect([text, other].map(matcherOf(source))).toEqual([true, false]);
  });
});
