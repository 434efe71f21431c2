import { describe, expect, it } from '@jest/globals';
import { requestReplay } from './decide.js';
import { after, responded, DeliveryHistory, timedOut, withoutJitter } from './delivery-history.fixture.spec.js';

const hour = 3_600_000;

/** Makes attempts until the budget is used up. Returns the time of the last one. */
function exhaust(delivery: DeliveryHistory): Date {
  const now = delivery.state.next_attempt_at;
  if (now === null) throw new Error('the delivery is not pending');
  delivery.attempt(timedOut, { now });
  return delivery.state.status === 'failed' ? now : exhaust(delivery);
}

describe('a request for a replay', () => {
  it('is refused for a deleted endpoint, and for an inactive one', () => {
    expect(requestReplay({ active: true, deleted_at: after(0) })).toEqual({ refused: 'endpoint_deleted' });
    expect(requestReplay({ active: false, deleted_at: after(0) })).toEqual({ refused: 'endpoint_deleted' });
    expect(requestReplay({ active: false, deleted_at: null })).toEqual({ refused: 'endpoint_inactive' });
  });
});

describe('a replay', () => {
  it('of a failed delivery makes it pending and due at once, and keeps its history', () => {
    const delivery = new DeliveryHistory();
    delivery.attempt(responded(410));
    expect(delivery.replay(after(hour))).toEqual(['ReplayRequested']);
    expect(delivery.state).toMatchObject({
      status: 'pending',
      queue: 'replay',
      next_attempt_at: after(hour),
      completed_at: null,
      attempt_count: 1,
      response_status: 410,
    });
  });

  it('of a delivered delivery sends it again', () => {
    const delivery = new DeliveryHistory();
    delivery.attempt(responded(200));
    delivery.replay(after(hour));
    expect(delivery.attempt(responded(201), { now: after(hour + 9) })).toEqual(['AttemptSucceeded']);
    expect(delivery.state).toMatchObject({
      status: 'delivered',
      attempt_count: 2,
      response_status: 201,
      completed_at: after(hour + 9),
    });
    expect(delivery.events.at(-1)).toMatchObject({ data: { number: 2, trigger: 'replay' } });
  });

  it('has a fresh budget: as many attempts again, from the time of the replay on', () => {
    const delivery = new DeliveryHistory();
    exhaust(delivery);
    expect(delivery.state.attempt_count).toBe(13);

    const week = 7 * 24 * hour;
    delivery.replay(after(week));
    expect(delivery.state).toMatchObject({ budget_started_at: after(week), budget_attempts: 0 });
    const last = exhaust(delivery);
    expect(delivery.state.attempt_count).toBe(26);
    expect(last.getTime()).toBeLessThanOrEqual(after(week + 24 * hour).getTime());
  });

  it('that fails is retried with the first backoff', () => {
    const delivery = new DeliveryHistory();
    exhaust(delivery);
    delivery.replay(after(48 * hour));
    delivery.attempt(timedOut, { now: after(48 * hour) });
    expect(delivery.state).toMatchObject({
      status: 'pending',
      queue: 'retry',
      next_attempt_at: after(48 * hour + withoutJitter.baseMs),
      budget_attempts: 1,
    });
  });

  it('of a pending delivery brings its next attempt forward', () => {
    const delivery = new DeliveryHistory();
    delivery.attempt(responded(503, 2 * hour));
    expect(delivery.state.next_attempt_at).toEqual(after(2 * hour));
    delivery.replay(after(1_000));
    expect(delivery.state).toMatchObject({ status: 'pending', next_attempt_at: after(1_000), queue: 'replay' });
  });

  it('that is requested twice is made once, with the budget of the second request', () => {
    const delivery = new DeliveryHistory();
    delivery.attempt(responded(410));
    delivery.replay(after(1_000));
    delivery.replay(after(2_000));
    expect(delivery.state).toMatchObject({ budget_started_at: after(2_000), budget_attempts: 0, attempt_count: 1 });
    delivery.attempt(responded(200), { now: after(2_100) });
    expect(delivery.state).toMatchObject({ status: 'delivered', attempt_count: 2 });
  });
});

describe('a replay that is requested while an attempt is in progress', () => {
  it('is due at once when that attempt fails', () => {
    const delivery = new DeliveryHistory();
    const inProgress = delivery.begin();
    delivery.replay(after(1_000));
    expect(delivery.end(inProgress, timedOut, { now: after(1_500) })).toEqual(['AttemptFailed', 'RetryScheduled']);
    expect(delivery.state).toMatchObject({
      status: 'pending',
      attempt_count: 1,
      next_attempt_at: after(1_500),
      queue: 'replay',
      budget_attempts: 0,
    });
  });

  it('is not delayed by the Retry-After of that attempt', () => {
    const delivery = new DeliveryHistory();
    const inProgress = delivery.begin();
    delivery.replay(after(1_000));
    delivery.end(inProgress, responded(503, hour), { now: after(1_500) });
    expect(delivery.state.next_attempt_at).toEqual(after(1_500));
  });

  it('is not made when that attempt succeeds', () => {
    const delivery = new DeliveryHistory();
    const inProgress = delivery.begin();
    delivery.replay(after(1_000));
    expect(delivery.end(inProgress, responded(200), { now: after(1_500) })).toEqual(['AttemptSucceeded']);
    expect(delivery.state).toMatchObject({ status: 'delivered', next_attempt_at: null });
  });

  it('is not made when the response to that attempt is 410', () => {
    const delivery = new DeliveryHistory();
    const inProgress = delivery.begin();
    delivery.replay(after(1_000));
    expect(delivery.end(inProgress, responded(410), { now: after(1_500) })).toEqual([
      'AttemptFailed',
      'DeliveryFailed',
    ]);
    expect(delivery.state.status).toBe('failed');
  });

  it('counts its budget from its own first attempt on', () => {
    const delivery = new DeliveryHistory();
    const inProgress = delivery.begin();
    delivery.replay(after(1_000));
    delivery.end(inProgress, timedOut, { now: after(1_500) });
    delivery.attempt(timedOut, { now: after(1_600) });
    expect(delivery.state).toMatchObject({
      attempt_count: 2,
      budget_attempts: 1,
      queue: 'retry',
      next_attempt_at: after(1_600 + withoutJitter.baseMs),
    });
  });

  it('of a delivery that failed in the meantime is made whether or not that attempt fails', () => {
    const delivery = new DeliveryHistory();
    const inProgress = delivery.begin();
    delivery.endpointDeactivated();
    delivery.replay(after(1_000));
    delivery.end(inProgress, timedOut, { now: after(1_500) });
    expect(delivery.state).toMatchObject({ status: 'pending', queue: 'replay', next_attempt_at: after(1_500) });
  });
});
