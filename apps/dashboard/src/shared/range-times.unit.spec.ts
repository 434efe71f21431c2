import { describe, expect, it } from '@jest/globals';
import { timesOf, withTimes } from './range-times.js';

const now = Date.parse('2026-11-23T08:15:00Z');

describe('the times of a range', () => {
  it.each([
    ['15m', '2026-11-23T08:00:00.000Z'],
    ['1h', '2026-11-23T07:15:00.000Z'],
    ['24h', '2026-11-22T08:15:00.000Z'],
    ['7d', '2026-11-16T08:15:00.000Z'],
    ['today', '2026-11-23T00:00:00.000Z'],
  ] as const)('%s begins at %s and is open', (range, since) => {
    expect(timesOf(range, now, 'utc')).toEqual({ since });
  });

  it('yesterday is a whole day', () => {
    const times = { since: '2026-11-22T00:00:00.000Z', until: '2026-11-23T00:00:00.000Z' };
    expect(timesOf('yesterday', now, 'utc')).toEqual(times);
  });

  it('move on with the clock', () => {
    expect(withTimes({ range: '1h' }, now)).toEqual({ since: '2026-11-23T07:15:00.000Z' });
    expect(withTimes({ range: '1h' }, now + 60_000)).toEqual({ since: '2026-11-23T07:16:00.000Z' });
  });
});

it('filters without a range stay as they are', () => {
  const filters = { status: 'failed', since: '2026-11-20T00:00:00.000Z' } as const;
  expect(withTimes(filters, now)).toEqual(filters);
  expect(withTimes({ status: 'failed', range: '1h' }, now)).toEqual({
    status: 'failed',
    since: '2026-11-23T07:15:00.000Z',
  });
});
