import { describe, expect, it } from '@jest/globals';
import { attemptTiming } from './attempt-timing.js';

describe('the timing of an attempt', () => {
  it('has only the response for a reused connection', () => {
    const exchange = { writtenAt: 100.2, respondedAt: 112.4, connection: undefined };
    expect(attemptTiming(exchange, 100)).toEqual({ first_byte: 12 });
  });

  it('has the wait for a free connection', () => {
    const exchange = { writtenAt: 130, respondedAt: 150, connection: undefined };
    expect(attemptTiming(exchange, 100)).toEqual({ queue: 30, first_byte: 20 });
  });

  it('does not count the phases of a new connection as a wait', () => {
    const exchange = { writtenAt: 160, respondedAt: 170, connection: { dns: 10, connect: 20, tls: 30 } };
    expect(attemptTiming(exchange, 100)).toEqual({ dns: 10, connect: 20, tls: 30, first_byte: 10 });
  });

  it('counts at most the time since the start for a connection that was begun for an earlier request', () => {
    const exchange = { writtenAt: 110, respondedAt: 120, connection: { dns: 10, connect: 20, tls: 30 } };
    expect(attemptTiming(exchange, 100)).toEqual({ dns: 0, connect: 0, tls: 10, first_byte: 10 });
  });

  it('is unknown if no request was written', () => {
    const exchange = { writtenAt: undefined, respondedAt: undefined, connection: undefined };
    expect(attemptTiming(exchange, 100)).toBeUndefined();
  });
});
