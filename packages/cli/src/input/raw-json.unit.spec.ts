import { expect, it } from '@jest/globals';
import { keepNumber, keepUnusualNumber } from './raw-json.js';

const text = '{"big":18446744073709551617,"spelled":10.50,"exponent":1E2,"zero":-0,"usual":[1,0.5,-3]}';

it.each([keepNumber, keepUnusualNumber])('numbers keep their spelling with %p', (reviver) => {
  expect(JSON.stringify(JSON.parse(text, reviver))).toBe(text);
});

it('numbers that JavaScript writes alike stay numbers', () => {
  const { usual, spelled } = JSON.parse(text, keepUnusualNumber) as { usual: unknown; spelled: unknown };
  expect(usual).toEqual([1, 0.5, -3]);
  expect(JSON.isRawJSON(spelled)).toBe(true);
});
