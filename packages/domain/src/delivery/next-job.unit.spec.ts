import { describe, expect, it } from '@jest/globals';
import { nextTrigger } from './delivery.js';
import { after, DeliveryHistory, start, timedOut, withoutJitter } from './delivery-history.fixture.spec.js';
import { nextJob } from './next-job.js';

const next = ({ state }: DeliveryHistory) => {
  const { queue, attempt, at } = nextJob(state);
  return { queue, attempt, at, trigger: nextTrigger(state) };
};

describe('the next job of a delivery', () => {
  it('names the delivery and its endpoint', () => {
    const { state } = new DeliveryHistory();
    expect(nextJob(state)).toMatchObject({ delivery_id: state.id, endpoint_id: state.endpoint_id });
  });

  it.each(['deliver', 'replay'] as const)('is first in the queue that it was scheduled in: %s', (queue) => {
    const delivery = new DeliveryHistory({ queue });
    expect(next(delivery)).toEqual({ queue, attempt: 1, at: start, trigger: 'initial' });
  });

  it.each(['deliver', 'replay'] as const)('is in retry after a failed attempt from %s', (queue) => {
    const delivery = new DeliveryHistory({ queue });
    delivery.attempt(timedOut);
    expect(next(delivery)).toEqual({ queue: 'retry', attempt: 2, at: after(withoutJitter.baseMs), trigger: 'retry' });
  });

  it('is in replay after a replay was requested, also before the first attempt', () => {
    const delivery = new DeliveryHistory();
    delivery.replay(after(1_000));
    expect(next(delivery)).toEqual({ queue: 'replay', attempt: 1, at: after(1_000), trigger: 'replay' });
  });

  it('stays in replay when an attempt fails that was in progress when the replay was requested', () => {
    const delivery = new DeliveryHistory();
    const inProgress = delivery.begin();
    delivery.replay(after(1_000));
    delivery.end(inProgress, timedOut, { now: after(1_500) });
    expect(next(delivery)).toEqual({ queue: 'replay', attempt: 2, at: after(1_500), trigger: 'replay' });
  });
});
