import { describe, expect, it } from '@jest/globals';
import { withRawMember } from './raw-member.js';

describe('withRawMember', () => {
  it('adds a member whose JSON stays as it is', () => {
    const json = '{"b":1.0,"10":12345678901234567890,"9":"\\u0041"}';
    expect(withRawMember({ id: 'evt_1', count: 2 }, 'data', json)).toBe(`{"id":"evt_1","count":2,"data":${json}}`);
  });
});
