import { describe, expect, it } from '@jest/globals';
import { attemptFailure } from './attempt-failure.js';

describe('why an attempt failed', () => {
  it('is nothing where it delivered', () => {
    expect(attemptFailure({ response_status: 204, error: null })).toBeUndefined();
  });

  it('is what its error names', () => {
    const failure = attemptFailure({
      response_status: null,
      error: 'dns_error: the host name could not be resolved (ENOTFOUND)',
    });
    expect(failure?.brief).toBe('host not found');
    expect(failure?.explanation.what).toContain('ENOTFOUND');
    expect(attemptFailure({ response_status: 301, error: 'redirect: the endpoint responded with 301' })?.brief).toBe(
      '301',
    );
  });

  it('is the status where the error names no reason that is known', () => {
    expect(attemptFailure({ response_status: 503, error: null })?.brief).toBe('503');
    expect(attemptFailure({ response_status: null, error: 'a novelty: of a newer server' })?.brief).toBe(
      'connection failed',
    );
  });
});
