import { failureReasons } from '@postrider/contracts';
import { describe, expect, it } from '@jest/globals';
import { de } from './de.js';
import { en } from './en.js';
import { textProblems } from './message-texts.js';

describe('the German texts of messages', () => {
  it('have the values of the English ones', () => {
    expect(textProblems(de)).toEqual([]);
    const valuesOf = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted();
    const english: Readonly<Record<string, string>> = en;
    const differing = Object.entries(de).filter(
      ([name, text]) => valuesOf(text).join() !== valuesOf(english[name] ?? '').join(),
    );
    expect(differing).toEqual([]);
  });

  it.each([
    ['English', en],
    ['German', de],
  ])('have twelve months and words for each reason: %s', (_, texts) => {
    expect(texts.months.split(' ')).toHaveLength(12);
    expect(Object.keys(texts)).toEqual(expect.arrayContaining(failureReasons.map((reason) => `reason.${reason}`)));
  });
});

describe('texts of an organization', () => {
  it.each([
    ['another name', { nothing: 'x' }, 'is not a text of messages'],
    ['a name of all objects', { constructor: 'x' }, 'is not a text of messages'],
    ['a form of what has none', { more_few: 'x' }, 'is not a text of messages'],
    ['a form that no language has', { failing_some: 'x' }, 'is not a text of messages'],
    ['another value', { more: '{{sum}} more' }, 'expected {{count}} in it, and not {{sum}}'],
    ['a value where there is none', { openDashboard: '{{url}}' }, 'expected no value in it, and not {{url}}'],
    ['no link where there is one', { unsubscribe: 'Unsubscribe' }, 'expected {{url}} in it'],
  ])('with %s are refused', (_, texts, message) => {
    expect(textProblems(texts)).toEqual([{ name: Object.keys(texts)[0], message }]);
  });

  it('may leave out a value, and have a form of their language', () => {
    expect(textProblems({ more: 'and more', failing_few: '{{count}}' })).toEqual([]);
  });
});
