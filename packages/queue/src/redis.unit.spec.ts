import { describe, expect, it } from '@jest/globals';
import { transportOptions } from './redis.js';

describe('the options of the transport of messages', () => {
  it.each([
    ['redis://redis', { host: 'redis', port: 6379, db: 0 }],
    ['redis://redis:6380/3', { host: 'redis', port: 6380, db: 3 }],
    ['redis://:p%40ss@redis', { host: 'redis', port: 6379, db: 0, password: 'p@ss' }],
    ['redis://us%3Aer:pass@10.0.0.7', { host: '10.0.0.7', port: 6379, db: 0, username: 'us:er', password: 'pass' }],
    ['redis://[::1]:6379', { host: '::1', port: 6379, db: 0 }],
    ['rediss://redis', { host: 'redis', port: 6379, db: 0, tls: {} }],
  ])('of %s are those of the URL', (url, expected) => {
    const { retryAttempts, retryDelay, ...connection } = transportOptions(url);
    expect(connection).toEqual(expected);
    expect(retryAttempts).toBe(Number.MAX_SAFE_INTEGER);
    expect(retryDelay).toBeGreaterThan(0);
  });
});
