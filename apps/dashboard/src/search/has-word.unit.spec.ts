import { expect, it } from '@jest/globals';
import { hasWord } from './has-word.js';

it.each([
  ['retail', true],
  ['Umb', true],
  ['retail germ', true],
  ['mail', false],
  ['umbrella germany', false],
])('a name has the beginning %j of its words: %j', (query, isFound) => {
  expect(hasWord('Umbrella Retail  Germany', query)).toBe(isFound);
});
