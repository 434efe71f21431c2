import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RE2JS } from 're2js';
import { Budget, TooCostly } from './budget.js';
import { patternWork } from './pattern-work.js';
import { compileProgram } from './program.js';
import { TextPattern } from './text-pattern.js';

const enough = 1_000_000_000;
const compile = (source: string): TextPattern => {
  const compiled = TextPattern.compile(source, new Budget(enough));
  if (typeof compiled === 'string') throw new Error(`${source}: ${compiled}`);
  return compiled;
};

/** Regular expressions with every construct, and texts for them. */
const atom = fc.constantFrom(
  ...['a', 'b', 'k', 'é', '.', '\\d', '\\w', '\\W', '\\s', '\\pL', '\\P{Greek}', '^', '$', '\\b', '\\B', '\\A', '\\z'],
  ...['[ab]', '[^a]', '[a-c]', '[\\d-]', '[]a]', '[^]a]', '[[:alpha:]]', '[[:^digit:]_]', '[a-\\x{10ffff}]', '[\\pN.]'],
  ...['\\x41', '\\x{1F600}', '\\101', '\\.', '\\n', '', '(?:)', '\\[', '\\{', '{', '}', '-', '[-a]', '[+--]', '😀'],
);
const { pattern } = fc.letrec<{ pattern: string; part: string }>((tie) => {
  const group = fc.constantFrom('(', '(?:', '(?i:', '(?s:', '(?m:', '(?-i:', '(?P<x>');
  const repetition = fc.constantFrom('', '', '*', '+', '?', '*?', '{2}', '{0,3}', '{2,}', '{1,4}?', '{0}');
  const grouped = fc.tuple(group, tie('pattern'), fc.constant(')')).map((parts) => parts.join(''));
  return {
    part: fc
      .tuple(fc.oneof({ maxDepth: 3 }, atom, grouped), repetition)
      .map(([one, times]) => (one === '' || one === '{' ? one : one + times)),
    pattern: fc
      .tuple(fc.constantFrom('', '', '', '(?i)', '(?s)'), fc.array(tie('part'), { maxLength: 4 }), fc.array(atom))
      .map(([flags, parts, more]) => flags + parts.join('') + (more.length > 2 ? `|${more.slice(0, 3).join('')}` : '')),
  };
});
const text = fc.array(
  fc.constantFrom('a', 'b', 'K', 'k', '\u212a', 'É', '1', '_', ' ', '\n', '😀', '\ud83d', '.', '-'),
  {
    maxLength: 12,
  },
);

const isKnownToRe2 = (source: string): boolean => {
  try {
    RE2JS.compile(RE2JS.translateRegExp(source));
    return true;
  } catch {
    return false;
  }
};

const isTooLarge = (source: string): boolean => {
  const compiled = TextPattern.compile(source, new Budget(enough));
  return typeof compiled === 'string' && compiled.startsWith('expected a simpler regular expression');
};

describe('a regular expression', () => {
  it('matches the same texts as in RE2', () => {
    fc.assert(
      fc.property(pattern, fc.array(text, { minLength: 1, maxLength: 6 }), (source, texts) => {
        fc.pre(isKnownToRe2(source));
        // Nested repetitions may exceed the limit.
        fc.pre(!isTooLarge(source));
        const other = RE2JS.compile(RE2JS.translateRegExp(source));
        const own = compile(source);
        const fast = compile(source);
        fast.speedUp(new Budget(enough));
        for (const each of texts.map((characters) => characters.join(''))) {
          const found = [own, fast].map((one) => one.test(each, new Budget(enough)));
          expect([source, each, ...found]).toEqual([source, each, other.test(each), other.test(each)]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is rejected if RE2 rejects it', () => {
    for (const source of ['a)(b', ')', '(', 'a)|(b', '(?i', '[a', 'a\\', 'x{2}{3}', '*', '[b-a]', '(?P<a>)(?P<a>)']) {
      expect([source, isKnownToRe2(source)]).toEqual([source, false]);
      expect(TextPattern.compile(source, new Budget(enough))).toEqual(expect.stringContaining('expected a regular'));
    }
  });

  it('is no larger than its estimate', () => {
    fc.assert(
      fc.property(pattern, (source) => {
        const translated = RE2JS.translateRegExp(source);
        fc.pre(isKnownToRe2(source));
        expect(compileProgram(translated).inst.length).toBeLessThanOrEqual(patternWork(translated).size);
      }),
      { numRuns: 300 },
    );
  });

  const last = '\\x{10ffff}';
  it.each([
    ['a range that ignores case', `(?i)[a-${last}]`],
    ['one inside of a group', `(?s-m:x(?i:[a-${last}]))`],
    ['one behind a class', `(?i)[[:alpha:]!-${last}]`],
    ['one behind a set and a hyphen', `(?i)[\\d-!-${last}]`],
    ['one behind a bracket', `(?i)[]-${last}]`],
    ['one from an escape', `(?i)[\\n-${last}]`],
    ['one from an octal number', `(?i)[\\101-${last}]`],
    ['one to a character itself', `(?i)[a-\u{10ffff}]`],
  ])('with %s takes a step for each character of the range', (_, source) => {
    expect(patternWork(source).steps).toBeGreaterThan(100_000);
    expect(() => TextPattern.compile(source.repeat(5), new Budget(500_000))).toThrow(TooCostly);
  });

  it.each([
    '(?:a{1,1000}){1,1000}',
    '.{1000}.{1000}.{1000}.{1000}.{1000}',
    '((a{0,30}){0,30}){0,30}',
    '(?:x{0,999}){7}',
  ])('%s is rejected without being compiled, since it is too large with repetitions expanded', (source) => {
    const budget = new Budget(enough);
    expect(TextPattern.compile(source, budget)).toEqual(expect.stringContaining('limit 1000 instructions'));
    expect(budget.spent).toBe(0);
  });

  it.each([
    ['many threads', '(a|b)*a(a|b){200}$', 'ab'],
    ['optional characters', `(?:a?){300}a{300}`, 'a'],
    ['conditions', '(?:\\b|\\B|^|$|x){100}y', 'a '],
    ['large classes', '(?:\\pL|\\pN|x){300}$', '\u4e01z'],
  ])('with %s takes steps for each of its instructions and each character of the text', (_, source, part) => {
    const own = compile(source);
    const stepsOf = (length: number): number => {
      let steps = 0;
      own.test(part.repeat(length), { spend: (spent) => void (steps += spent) });
      return steps;
    };
    expect(stepsOf(2_000)).toBeGreaterThan(2_000);
    expect(stepsOf(4_000)).toBeLessThan(2.2 * stepsOf(2_000));
    expect(() => own.test(part.repeat(100_000), new Budget(200_000))).toThrow(TooCostly);
  });
});
