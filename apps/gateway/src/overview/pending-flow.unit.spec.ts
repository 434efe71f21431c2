import { describe, expect, it } from '@jest/globals';
import { measuredFrom, pendingFlow } from './pending-flow.js';

const now = new Date('2026-11-23T12:51:00.000Z');
const from = measuredFrom(now);
const flow = (completed: number, created: number, pending: number, capped = false) =>
  pendingFlow({ now, from, completed, arrivals: { deliveries: created, since: from }, pending, capped });

describe('the flow of pending deliveries', () => {
  it('is measured from a minute on', () => {
    expect(measuredFrom(new Date('2026-11-23T12:51:48.751Z'))).toEqual(new Date('2026-11-23T12:46:00Z'));
  });

  it('tells when none is pending, if they become fewer', () => {
    expect(flow(600, 100, 200)).toEqual({
      created_per_minute: 20,
      completed_per_minute: 120,
      seconds_until_empty: 120,
    });
    expect(flow(100, 100, 200).seconds_until_empty).toBeNull();
    expect(flow(100, 600, 200).seconds_until_empty).toBeNull();
  });

  it('has no end if none is pending, or more than were counted', () => {
    expect(flow(600, 100, 0).seconds_until_empty).toBeNull();
    expect(flow(600, 100, 100_000, true).seconds_until_empty).toBeNull();
  });

  it('has the rate of the newest deliveries if there are many', () => {
    const arrivals = { deliveries: 10_000, since: new Date(now.getTime() - 30_000) };
    const { created_per_minute } = pendingFlow({ now, from, completed: 0, arrivals, pending: 1, capped: false });
    expect(created_per_minute).toBe(20_000);
  });
});
