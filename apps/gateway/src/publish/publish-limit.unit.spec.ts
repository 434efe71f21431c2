import { describe, expect, it } from '@jest/globals';
import { PublishLimit } from './publish-limit.js';

let now = 0;
const limit = new PublishLimit(() => now);
const events = (customerId: string, count: number, perSecond = 10) => ({ customerId, limit: perSecond, events: count });

describe('the publish limit of a customer', () => {
  it('takes the events of a second at once, and then as many as time gives', () => {
    expect(limit.take([events('a', 10)])).toBeUndefined();
    expect(limit.take([events('a', 1)])).toMatchObject({ customerId: 'a', seconds: 0.1 });
    now += 100;
    expect(limit.take([events('a', 1)])).toBeUndefined();
    expect(limit.take([events('a', 1)])).toMatchObject({ seconds: 0.1 });
  });

  it('takes a batch of more events than the limit from a full bucket, and then pauses for all of them', () => {
    expect(limit.take([events('b', 25)])).toBeUndefined();
    expect(limit.take([events('b', 1)])).toMatchObject({ seconds: 1.6 });
    now += 2_500;
    expect(limit.take([events('b', 25)])).toBeUndefined();
  });

  it('counts nothing of a call for several customers that one of them refuses', () => {
    expect(limit.take([events('c', 10)])).toBeUndefined();
    expect(limit.take([events('d', 10), events('c', 5)])).toMatchObject({ customerId: 'c', seconds: 0.5 });
    expect(limit.take([events('d', 10)])).toBeUndefined();
  });

  it('counts a customer that a call names by both of its ids once', () => {
    expect(limit.take([events('f', 10)])).toBeUndefined();
    now += 1_000;
    expect(limit.take([events('f', 6), events('g', 1), events('f', 6)])).toBeUndefined();
    expect(limit.take([events('f', 1)])).toMatchObject({ customerId: 'f', seconds: 0.3 });
    now += 900;
    expect(limit.take([events('f', 5), events('f', 5)])).toMatchObject({ events: 10, seconds: 0.3 });
  });

  it('follows a change of the limit', () => {
    expect(limit.take([events('e', 10)])).toBeUndefined();
    now += 100;
    expect(limit.take([events('e', 10, 100)])).toBeUndefined();
  });
});
