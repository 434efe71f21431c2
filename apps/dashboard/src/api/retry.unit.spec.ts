import { describe, expect, it } from '@jest/globals';
import { errorOfResponse, UnreachableError } from './api-error.js';
import { retryDelay, shouldRetry } from './retry.js';

const response = (status: number, retryAfter: string | null = null) =>
  errorOfResponse(status, '{"error":{"type":"x","code":"internal_error","message":"x"}}', retryAfter);

describe('a query that failed', () => {
  it.each([400, 401, 403, 404, 409, 422])('with %i is not asked again: the response would be the same', (status) => {
    expect(shouldRetry(0, response(status))).toBe(false);
  });

  it.each([429, 500, 503])('with %i is asked again, a few times', (status) => {
    expect([0, 1, 2, 3].map((failures) => shouldRetry(failures, response(status)))).toEqual([true, true, true, false]);
  });

  it('is asked again when the server was away', () => {
    expect(shouldRetry(0, new UnreachableError('x'))).toBe(true);
  });

  it('waits as long as the server asks, at most a minute, else longer each time', () => {
    expect(retryDelay(0, response(429, '41'))).toBe(41_000);
    expect(retryDelay(0, response(503, '3600'))).toBe(60_000);
    expect([0, 1, 2].map((failures) => retryDelay(failures, response(500)))).toEqual([1000, 2000, 4000]);
  });
});
