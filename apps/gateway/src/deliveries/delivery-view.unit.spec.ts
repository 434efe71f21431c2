import { Attempt, DeliverySummary, newId, type AttemptRecord, type DeliveryEvent } from '@postrider/contracts';
import { deliveryView, evolveDelivery } from '@postrider/domain';
import { toRecorded } from '@postrider/event-store';
import { describe, expect, it } from '@jest/globals';
import { attemptsOf, historyOf } from './delivery-view.js';

const now = new Date('2026-11-23T10:00:00.000Z');
const stream = {
  id: newId('delivery', new Date()),
  organization_id: newId('organization', new Date()),
  version: 0,
};
const scheduled = {
  endpoint_id: newId('endpoint', new Date()),
  event_id: 'order-17',
  event_stream_id: newId('event', new Date()),
  event_type: 'budget.exceeded',
  test: false,
  queue: 'deliver' as const,
};
const attempt: AttemptRecord = {
  number: 1,
  trigger: 'initial',
  started_at: now.toISOString(),
  duration_ms: 12,
  response_status: 200,
  response_body: 'ok',
  response_truncated: false,
};
const history: DeliveryEvent[] = [
  { type: 'DeliveryScheduled', data: scheduled },
  {
    type: 'AttemptFailed',
    data: {
      ...attempt,
      response_status: null,
      response_body: null,
      failure_reason: 'timeout',
      error: 'no complete response within 15000 ms',
    },
  },
  { type: 'RetryScheduled', data: { next_attempt_at: '2026-11-23T10:00:05.000Z', queue: 'retry' } },
  {
    type: 'AttemptSucceeded',
    data: { ...attempt, number: 2, trigger: 'retry', response_body: 'a'.repeat(5), response_truncated: true },
  },
];
const recorded = toRecorded(stream, history, now);

describe('a delivery as the API shows it', () => {
  it('has the fields of the contract only', () => {
    const [first, ...others] = recorded;
    if (!first) throw new Error('a history has a beginning');
    const states = others.reduce(
      (all, event) => [...all, evolveDelivery(all.at(-1), event)],
      [evolveDelivery(undefined, first)],
    );
    const views = states.map((state) => deliveryView(state));
    for (const view of views) expect(DeliverySummary.strict().parse(view)).toEqual(view);
    expect(views[0]).toMatchObject({
      id: stream.id,
      status: 'pending',
      next_attempt_at: now.toISOString(),
      completed_at: null,
    });
    expect(views.at(-1)).toMatchObject({
      status: 'delivered',
      attempt_count: 2,
      next_attempt_at: null,
      completed_at: now.toISOString(),
    });
  });
});

describe('the attempts of a delivery', () => {
  const delivery = { id: stream.id, event_id: 'order-17', event_type: 'budget.exceeded' };

  it('are those of its stream, in order', () => {
    const attempts = attemptsOf(delivery, recorded);
    for (const shown of attempts) expect(Attempt.strict().parse(shown)).toEqual(shown);
    expect(attempts.map(({ number, trigger, response_status }) => [number, trigger, response_status])).toEqual([
      [1, 'initial', null],
      [2, 'retry', 200],
    ]);
  });

  it('have the headers that are the same in every attempt, if the others are not stored', () => {
    expect(attemptsOf(delivery, recorded)[1]?.request_headers).toEqual({
      'content-type': 'application/json',
      'webhook-id': 'order-17',
      'x-modelux-event': 'budget.exceeded',
      'x-modelux-delivery': stream.id,
      'x-modelux-attempt': '2',
    });
  });

  it('have the request as sent, the headers of the response and the phases, if they are stored', () => {
    const stored: AttemptRecord = {
      ...attempt,
      started_at: '2026-11-23T10:00:00.999Z',
      duration_ms: 40,
      request_headers: {
        'user-agent': 'Postrider/0.1.0',
        'x-modelux-signature': 'ab',
        'webhook-signature': 'v1,ab v1,cd',
        traceparent: '00-1-2-01',
      },
      response_headers: ['X-A', '1', 'X-A', '2'],
      response_headers_truncated: true,
      timing: { dns: 1, connect: 2, tls: 3, first_byte: 30 },
    };
    const [shown] = attemptsOf(delivery, toRecorded(stream, [{ type: 'AttemptSucceeded', data: stored }], now));
    expect(Attempt.strict().parse(shown)).toEqual(shown);
    expect(Object.entries(shown?.request_headers ?? {})).toEqual([
      ['content-type', 'application/json'],
      ['webhook-id', 'order-17'],
      ['x-modelux-event', 'budget.exceeded'],
      ['x-modelux-delivery', stream.id],
      ['x-modelux-attempt', '1'],
      ['user-agent', 'Postrider/0.1.0'],
      ['x-modelux-signature', 'ab'],
      ['webhook-timestamp', '1795428000'],
      ['webhook-signature', 'v1,ab v1,cd'],
      ['traceparent', '00-1-2-01'],
    ]);
    expect(shown).toMatchObject({
      response_headers: [
        { name: 'X-A', value: '1' },
        { name: 'X-A', value: '2' },
      ],
      response_headers_truncated: true,
      timing: { queue_ms: 0, dns_ms: 1, connect_ms: 2, tls_ms: 3, first_byte_ms: 30, download_ms: 4 },
    });
  });

  it('have all headers as sent in a request format, whatever the format is now', () => {
    const own_headers = {
      'content-type': 'application/json',
      'X-GitHub-Event': 'budget.exceeded',
      'X-Hub': 'sha256=ab',
    };
    const stored: AttemptRecord = { ...attempt, own_headers, timing: { first_byte: 1 } };
    const [shown] = attemptsOf(delivery, toRecorded(stream, [{ type: 'AttemptSucceeded', data: stored }], now));
    expect(Object.entries(shown?.request_headers ?? {})).toEqual(Object.entries(own_headers));
    expect(shown?.request_headers_complete).toBe(true);
  });

  it('tell whether all headers are shown', () => {
    const completeness = (data: AttemptRecord): boolean | undefined =>
      attemptsOf(delivery, toRecorded(stream, [{ type: 'AttemptSucceeded', data }], now))[0]?.request_headers_complete;
    expect(completeness(attempt)).toBe(false);
    expect(completeness({ ...attempt, request_headers: { 'user-agent': 'Postrider/0.1.0' } })).toBe(true);
    expect(completeness({ ...attempt, own_headers: {} })).toBe(false);
  });

  it('have nothing that an old event lacks', () => {
    expect(attemptsOf(delivery, recorded)[1]).toMatchObject({
      response_headers: null,
      response_headers_truncated: false,
      timing: null,
    });
  });

  it('have the reason of their failure', () => {
    const [failed, succeeded] = attemptsOf(delivery, recorded);
    expect(failed).toMatchObject({ error: 'timeout: no complete response within 15000 ms', response_body: null });
    expect(succeeded?.error).toBeNull();
  });

  it('show whether the response body is truncated', () => {
    expect(attemptsOf(delivery, recorded)[1]?.response_body).toBe('aaaaa… [cut]');
  });
});

describe('the history of a delivery', () => {
  it('is its stream, without the payload', () => {
    const own = toRecorded(
      stream,
      [{ type: 'DeliveryScheduled', data: { ...scheduled, payload: '{"text":"…"}' } }],
      now,
    );
    expect(historyOf(own)).toEqual([
      { version: 1, type: 'DeliveryScheduled', occurred_at: now.toISOString(), data: scheduled },
    ]);
    expect(historyOf(recorded).map(({ type }) => type)).toEqual(history.map(({ type }) => type));
  });
});
