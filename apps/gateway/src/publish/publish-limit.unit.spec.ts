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

  it('follows a change of the limit', () => {
    expect(limit.take([events('e', 10)])).toBeUndefined();
    now += 100;
    expect(limit.take([events('e', 10, 100)])).toBeUndefined();
  });
});
