import { beforeEach, expect, it } from '@jest/globals';
import { given, giveTexts } from './given.js';

beforeEach(() => {
  delete given.language;
  delete given.texts;
});

it.each([
  ['de', 'de'],
  ['de-AT', 'de-AT'],
  ['en-GB', 'en-GB'],
  ['fr', undefined],
])('takes a language that the catalogue has, and no other: %s', (language, taken) => {
  giveTexts({ language });
  expect(given.language).toBe(taken);
});

it('takes any language that comes with its texts', () => {
  const texts = { title: 'Titre' };
  giveTexts({ language: 'fr', texts });
  expect(given).toEqual({ language: 'fr', texts });
});
