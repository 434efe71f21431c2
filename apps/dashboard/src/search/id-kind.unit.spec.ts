import { describe, expect, it } from '@jest/globals';
import { idHint } from './id-kind.js';

describe('the hint for an id', () => {
  it.each([
    ['whd_01m847cvcgejtsxwjsa44x', 'The id of a delivery has 30 characters; this has 26.'],
    ['evt_01m847cvc8f3h9k2vq0m6n4t7!', undefined],
    ['evt_91m847cvc8f3h9k2vq0m6n4t7b', 'This is not a valid id of an event.'],
    ['msg_2fVxgHWWoxPpPUvNCKqrJJJJJJJ', expect.stringContaining('No id of Postrider begins with msg_')],
    ['org_01m847cvc8f3h9k2vq0m6n4t7b', expect.stringContaining('an organization')],
    ['whd_01m847cvcgejtsxwjsa44xms5w', undefined],
    ['order_4711', undefined],
    ['acme', undefined],
  ])('for %j says %j', (query, hint) => {
    expect(idHint(query)).toEqual(hint);
  });
});
