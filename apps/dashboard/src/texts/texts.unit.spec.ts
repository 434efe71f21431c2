import { describe, expect, it } from '@jest/globals';
import { de } from './de/de.js';
import { inPortal as germanInPortal } from './de/in-portal.js';
import { en } from './en/en.js';
import { inPortal } from './en/in-portal.js';
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

describe('the texts of the portal', () => {
  const english = new Map(textsOf(en));

  it.each([
    ['English', inPortal],
    ['German', germanInPortal],
  ])('replace texts of the dashboard, with the same values and elements: %s', (_, texts) => {
    const differing = textsOf(texts).filter(
      ([key, text]) => filledIn(english.get(key) ?? 'none').join() !== filledIn(text).join() || !english.has(key),
    );
    expect(differing).toStrictEqual([]);
  });

  it('are the same ones in German', () => {
    expect(textsOf(germanInPortal).map(([key]) => key)).toStrictEqual(textsOf(inPortal).map(([key]) => key));
  });

  it('name neither the product nor those who run it', () => {
    const texts = textsOf(inPortal).map(([, text]) => text);
    expect(texts.filter((text) => /Postrider|operator|organization|dashboard/i.test(text))).toStrictEqual([]);
  });
});

it('a text takes its plural by the count', () => {
  expect(t(($) => $.parts.deliveries, { count: 1 })).toBe('1 delivery');
  expect(t(($) => $.parts.deliveries, { count: 2 })).toBe('2 deliveries');
});
