import { describe, expect, it } from '@jest/globals';
import { localeOf } from './language.js';
import { languageOf } from './languages.js';

describe('the language', () => {
  it.each([
    [null, ['de-AT', 'en-US'], 'de'],
    [null, ['fr-FR', 'de', 'en'], 'de'],
    [null, ['fr-FR'], 'en'],
    [null, [], 'en'],
    ['en', ['de-DE'], 'en'],
    ['xx', ['de-DE'], 'de'],
    ['toString', ['de-DE'], 'de'],
  ])('chosen as %p in a browser that prefers %p is %s', (chosen, preferred, language) => {
    expect(languageOf(chosen, preferred)).toBe(language);
  });
});

describe('numbers and times', () => {
  it('follow the region of the browser that speaks the language', () => {
    expect(localeOf('de', ['en-US', 'de-AT', 'de'])).toBe('de-AT');
    expect(localeOf('de', ['en-US'])).toBe('de');
  });
});
