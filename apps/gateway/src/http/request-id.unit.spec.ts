import { describe, expect, it } from '@jest/globals';
import { requestIdOf } from './request-id.js';

const isNew = /^req_[0-9a-f]{32}$/;

describe('the id of a request', () => {
  it.each(['7c2f', 'a1b2-c3d4', '1-67891233-abcdef012345678912345678', 'Root=1-5759e988', 'a'.repeat(128)])(
    'is that of its X-Request-Id header: %s',
    (given) => {
      expect(requestIdOf({ 'x-request-id': given })).toBe(given);
    },
  );

  it.each([undefined, '', ' ', 'a b', 'a"b', 'a\u007f', '<script>', 'ü', 'a'.repeat(129)])(
    'is new if the header is missing or not acceptable: %j',
    (given) => {
      expect(requestIdOf({ 'x-request-id': given })).toMatch(isNew);
    },
  );

  it('is new if the header is repeated', () => {
    expect(requestIdOf({ 'x-request-id': ['a', 'b'] })).toMatch(isNew);
  });

  it('differs from all others', () => {
    expect(new Set(Array.from({ length: 1_000 }, () => requestIdOf({}))).size).toBe(1_000);
  });
});
