import { expect, it } from '@jest/globals';
import { rateWhileActive } from './rates.js';

it.each([
  [600, 600, '60 a minute'],
  [5, 120, '2.5 a minute'],
  [1, 600, 'less than 1 a minute'],
  [0, 60, '0 a minute'],
  [0, 0, undefined],
])('%i deliveries in %i seconds with traffic are %s', (total, seconds, rate) => {
  expect(rateWhileActive(total, seconds)).toBe(rate);
});
