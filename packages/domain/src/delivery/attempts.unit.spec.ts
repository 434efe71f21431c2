import { describe, expect, it } from '@jest/globals';
import { decideAttempt } from './decide.js';
import { evolveDelivery } from './delivery.js';
import { after, responded, DeliveryHistory, start, timedOut } from './delivery-history.fixture.spec.js';

const active = { active: true };
const inactive = { active: false };
const first = { attempt: 1, queue: 'deliver' } as const;
const second = { attempt: 2, queue: 'retry' } as const;

describe('a scheduled delivery', () => {
  it('is pending and due at once', () => {
    expect(new DeliveryHistory().state).toMatchObject({
      organization_id: 'org_1',
      version: 1,
      endpoint_id: 'whe_1',
      event_id: 'order-17',
      event_stream_id: 'evt_1',
      event_type: 'budget.exceeded',
      test: false,
      own_payload: false,
      status: 'pending',
      attempt_count: 0,
      response_status: null,
      last_duration_ms: null,
      failure_reason: null,
      created_at: start,
      next_attempt_at: start,
      completed_at: null,
      queue: 'deliver',
      budget_started_at: start,
      budget_attempts: 0,
    });
  });

  it('has a flag for a payload of its own', () => {
    expect(new DeliveryHistory({ payload: '{"text":"…"}' }).state.own_payload).toBe(true);
  });

  it('cannot begin with anything else', () => {
    const recorded = { stream_id: 'whd_1', organization_id: 'org_1', version: 1, occurred_at: start };
    const event = { type: 'ReplayRequested', data: { queue: 'replay' } } as const;
    expect(() => evolveDelivery(undefined, { ...recorded, event })).toThrow('whd_1');
  });
});

describe('a job', () => {
  it('makes its attempt', () => {
    expect(decideAttempt(new DeliveryHistory().state, active, first)).toBe('send');
  });

  it('does nothing when its attempt is already in the stream', () => {
    const delivery = new DeliveryHistory();
    delivery.attempt(timedOut);
    expect(decideAttempt(delivery.state, active, first)).toBe('skip');
    expect(decideAttempt(delivery.state, active, second)).toBe('send');
  });

  it('does nothing when the delivery is delivered or has failed', () => {
    const delivered = new DeliveryHistory();
    delivered.attempt(responded(200));
    expect(decideAttempt(delivered.state, active, second)).toBe('skip');

    const failed = new DeliveryHistory();
    failed.attempt(responded(410));
    expect(decideAttempt(failed.state, active, second)).toBe('skip');
  });

  it('does nothing when the attempt belongs to another queue since a replay was requested', () => {
    const delivery = new DeliveryHistory();
    delivery.replay(after(1_000));
    expect(decideAttempt(delivery.state, active, first)).toBe('skip');
    expect(decideAttempt(delivery.state, active, { attempt: 1, queue: 'replay' })).toBe('send');
  });

  it('fails the delivery when its endpoint is inactive', () => {
    expect(decideAttempt(new DeliveryHistory().state, inactive, first)).toBe('fail_inactive');
  });

  it('sends a test delivery to an inactive endpoint', () => {
    expect(decideAttempt(new DeliveryHistory({ test: true }).state, inactive, first)).toBe('send');
  });
});

describe('an attempt', () => {
  it.each([200, 201, 202, 204, 299])('with response %i delivers', (status) => {
    const delivery = new DeliveryHistory();
    expect(delivery.attempt(responded(status), { now: after(100) })).toEqual(['AttemptSucceeded']);
    expect(delivery.state).toMatchObject({
      status: 'delivered',
      attempt_count: 1,
      response_status: status,
      last_duration_ms: 12,
      failure_reason: null,
      next_attempt_at: null,
      completed_at: after(100),
      budget_attempts: 1,
    });
  });

  it.each([
    [100, 'http_error'],
    [199, 'http_error'],
    [301, 'redirect'],
    [302, 'redirect'],
    [304, 'redirect'],
    [307, 'redirect'],
    [400, 'http_error'],
    [401, 'http_error'],
    [404, 'http_error'],
    [429, 'http_error'],
    [500, 'http_error'],
    [503, 'http_error'],
  ])('with response %i fails as %s and is retried', (status, reason) => {
    const delivery = new DeliveryHistory();
    expect(delivery.attempt(responded(status), { now: after(100) })).toEqual(['AttemptFailed', 'RetryScheduled']);
    expect(delivery.state).toMatchObject({
      status: 'pending',
      attempt_count: 1,
      response_status: status,
      failure_reason: reason,
      next_attempt_at: after(100 + 5_000),
      completed_at: null,
      queue: 'retry',
    });
    expect(delivery.events[1]).toMatchObject({ data: { error: expect.stringContaining(String(status)) } });
  });

  it('is recorded with what was sent, what came back, and its timing', () => {
    const known = {
      request_headers: { 'webhook-signature': 'v1,ab' },
      response_headers: ['Date', 'today'],
      response_headers_truncated: true,
      timing: { connect: 2, first_byte: 9 },
    } as const;
    const delivery = new DeliveryHistory();
    delivery.attempt({ ...responded(200), ...known, response_headers: [...known.response_headers] });
    expect(delivery.events[1]).toMatchObject({ data: known });
  });

  it('without a response fails with its reason', () => {
    const delivery = new DeliveryHistory();
    delivery.attempt(timedOut);
    expect(delivery.events[1]).toEqual({
      type: 'AttemptFailed',
      data: {
        number: 1,
        trigger: 'initial',
        started_at: start.toISOString(),
        duration_ms: 12,
        response_status: null,
        response_body: null,
        response_truncated: false,
        failure_reason: 'timeout',
        error: 'no complete response within 15000 ms',
      },
    });
    expect(delivery.state).toMatchObject({ response_status: null, failure_reason: 'timeout' });
  });

  it('is recorded with its response', () => {
    const delivery = new DeliveryHistory();
    delivery.attempt({ ...responded(200), truncated: true });
    expect(delivery.events[1]).toEqual({
      type: 'AttemptSucceeded',
      data: {
        number: 1,
        trigger: 'initial',
        started_at: start.toISOString(),
        duration_ms: 12,
        response_status: 200,
        response_body: 'response 200',
        response_truncated: true,
      },
    });
  });

  it('with response 410 ends the delivery, however much of its budget is left', () => {
    const delivery = new DeliveryHistory();
    expect(delivery.attempt(responded(410), { now: after(50) })).toEqual(['AttemptFailed', 'DeliveryFailed']);
    expect(delivery.state).toMatchObject({
      status: 'failed',
      failure_reason: 'endpoint_gone',
      response_status: 410,
      next_attempt_at: null,
      completed_at: after(50),
    });
  });

  it('that succeeds clears the failure reason of earlier ones', () => {
    const delivery = new DeliveryHistory();
    delivery.attempt(timedOut);
    delivery.attempt(responded(200));
    expect(delivery.state).toMatchObject({ status: 'delivered', attempt_count: 2, failure_reason: null });
  });
});

describe('an attempt that another worker has recorded', () => {
  it('returns no events, and the first record stands', () => {
    const delivery = new DeliveryHistory();
    const [mine, theirs] = [delivery.begin(), delivery.begin()];
    delivery.end(theirs, responded(500));
    const before = delivery.state;
    expect(delivery.end(mine, responded(200))).toEqual([]);
    expect(delivery.state).toEqual(before);
  });

  it('returns no events if later attempts are recorded too', () => {
    const delivery = new DeliveryHistory();
    const slow = delivery.begin();
    delivery.attempt(responded(500));
    delivery.attempt(responded(500));
    expect(delivery.end(slow, timedOut)).toEqual([]);
  });

  it('returns no events if the delivery is delivered', () => {
    const delivery = new DeliveryHistory();
    const slow = delivery.begin();
    delivery.attempt(responded(200));
    expect(delivery.end(slow, responded(500))).toEqual([]);
    expect(delivery.end({ ...slow, number: 2 }, responded(500))).toEqual([]);
  });
});

describe('a deactivated endpoint', () => {
  it('fails its pending deliveries', () => {
    const delivery = new DeliveryHistory();
    expect(delivery.endpointDeactivated(after(7))).toEqual(['DeliveryFailed']);
    expect(delivery.state).toMatchObject({
      status: 'failed',
      failure_reason: 'endpoint_inactive',
      next_attempt_at: null,
      completed_at: after(7),
      attempt_count: 0,
    });
  });

  it('changes no delivery that is delivered or has failed', () => {
    const delivered = new DeliveryHistory();
    delivered.attempt(responded(200));
    expect(delivered.endpointDeactivated()).toEqual([]);

    const failed = new DeliveryHistory();
    failed.endpointDeactivated();
    expect(failed.endpointDeactivated()).toEqual([]);
  });

  it('does not stop an attempt in progress from delivering', () => {
    const delivery = new DeliveryHistory();
    const inProgress = delivery.begin();
    delivery.endpointDeactivated();
    expect(delivery.end(inProgress, responded(200), { now: after(9) })).toEqual(['AttemptSucceeded']);
    expect(delivery.state).toMatchObject({ status: 'delivered', failure_reason: null, completed_at: after(9) });
  });

  it('keeps a failing attempt in progress from being retried', () => {
    const delivery = new DeliveryHistory();
    const inProgress = delivery.begin();
    delivery.endpointDeactivated();
    expect(delivery.end(inProgress, timedOut)).toEqual(['AttemptFailed', 'DeliveryFailed']);
    expect(delivery.state).toMatchObject({ status: 'failed', attempt_count: 1, next_attempt_at: null });
  });
});
