import { describe, expect, it } from '@jest/globals';
import { de } from './de/de.js';
import { en } from './en/en.js';
import { t } from './texts.js';

/** The texts of a catalogue, by their dotted keys. */
function textsOf(catalogue: object, before = ''): [string, string][] {
  return Object.entries(catalogue).flatMap(([key, value]: [string, string | object]): [string, string][] =>
    typeof value === 'string' ? [[before + key, value]] : textsOf(value, `${before}${key}.`),
  );
}

/** What code fills in: `{{count}}` and `<link>`. */
const filledIn = (text: string): string[] =>
  [...new Set(text.match(/\{\{[^}]+\}\}|<\/?[a-z]+\/?>/gi) ?? [])].toSorted();

describe('the German catalogue', () => {
  const german = new Map(textsOf(de));

  it('has every text of the English one', () => {
    expect([...german.keys()]).toStrictEqual(textsOf(en).map(([key]) => key));
  });

  it('has the same values and elements in each', () => {
    const differing = textsOf(en).filter(
      ([key, text]) => filledIn(german.get(key) ?? '').join() !== filledIn(text).join(),
    );
    expect(differing).toStrictEqual([]);
  });
});

it('a text takes its plural by the count', () => {
  expect(t(($) => $.parts.deliveries, { count: 1 })).toBe('1 delivery');
  expect(t(($) => $.parts.deliveries, { count: 2 })).toBe('2 deliveries');
});
