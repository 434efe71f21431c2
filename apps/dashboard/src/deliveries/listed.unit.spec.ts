import { describe, expect, it } from '@jest/globals';
import { placeOf } from './listed.js';

const listed = ['whd_3', 'whd_2', 'whd_1'];

describe('the place of a delivery in its list', () => {
  it('has its neighbors in the order of the list', () => {
    expect(placeOf('whd_2', { listed })).toEqual({ previous: 'whd_3', next: 'whd_1', position: 2, count: 3 });
    expect(placeOf('whd_3', { listed })).toMatchObject({ previous: undefined, next: 'whd_2' });
    expect(placeOf('whd_1', { listed })).toMatchObject({ previous: 'whd_2', next: undefined });
  });

  it('is unknown without a list, in another list, and if there is no other', () => {
    expect(placeOf('whd_2', {})).toBeUndefined();
    expect(placeOf('whd_9', { listed })).toBeUndefined();
    expect(placeOf('whd_2', { listed: ['whd_2'] })).toBeUndefined();
  });
});
