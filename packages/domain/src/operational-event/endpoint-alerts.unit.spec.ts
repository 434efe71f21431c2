import type { EndpointData } from '@postrider/contracts';
import { describe, expect, it } from '@jest/globals';
import { dueAt, isQuiet, takeFact, takeTime, type EndpointAlerts } from './endpoint-alerts.js';
import type { AttemptsFact, EndpointFact } from './fact.js';
import type { OperationalEvent } from './operational-event.js';

const minute = 60_000;
const start = Date.parse('2026-11-23T12:00:00.000Z');
const at = (ms: number): Date => new Date(start + ms);
const iso = (ms: number): string => at(ms).toISOString();
const settings = { failingAfterMs: 15 * minute, windowMs: 10 * minute, secretExpiringMs: 120 * minute };
const endpoint = { endpoint_id: 'whe_1', url: 'https://example.com/', customer: { id: 'cus_1', uid: 'acme' } };
const nothing: AttemptsFact = {
  delivered: 0,
  failed_attempts: 0,
  last_success: null,
  first_failure: null,
  last_failure: null,
  failed: 0,
  first_failed: null,
  last_failed: null,
};

/** An endpoint whose facts are taken one after the other. */
class Subject {
  alerts: EndpointAlerts = {};

  constructor(private readonly about: EndpointData = endpoint) {}

  take(fact: EndpointFact, now = 0): OperationalEvent[] {
    const { alerts, events } = takeFact(this.alerts, fact, this.about, { settings, now: at(now) });
    this.alerts = alerts;
    return events;
  }

  wait(now: number): OperationalEvent[] {
    const { alerts, events } = takeTime(this.alerts, this.about, { settings, now: at(now) });
    this.alerts = alerts;
    return events;
  }

  fails(ms: number, attempts = 1): OperationalEvent[] {
    const failure = `${iso(ms)} http_error 503`;
    const data = { ...nothing, failed_attempts: attempts, first_failure: failure, last_failure: failure };
    return this.take({ type: 'attempts', data }, ms);
  }

  succeeds(ms: number): OperationalEvent[] {
    const last_success = iso(Math.floor(ms / minute) * minute);
    return this.take({ type: 'attempts', data: { ...nothing, delivered: 1, last_success } }, ms);
  }

  loses(ms: number, ids: readonly string[]): OperationalEvent[] {
    const texts = ids.map((id, i) => `${iso(ms + i)} ${id} budget.exceeded timeout`);
    const data = { ...nothing, failed: ids.length, first_failed: texts[0] ?? null, last_failed: texts.at(-1) ?? null };
    return this.take({ type: 'attempts', data }, ms);
  }
}

describe('an endpoint whose attempts fail', () => {
  it('is reported once, at the first failure after the time', () => {
    const subject = new Subject();
    expect(subject.fails(0)).toEqual([]);
    expect(subject.fails(14 * minute, 3)).toEqual([]);
    expect(subject.fails(15 * minute)).toEqual([
      {
        event_id: `postrider_endpoint_failing:whe_1:${String(start)}`,
        type: 'postrider.endpoint.failing',
        data: {
          ...endpoint,
          failing_since: iso(0),
          failed_attempts: 5,
          last_failure: { reason: 'http_error', response_status: 503, at: iso(15 * minute) },
        },
      },
    ]);
    expect(subject.fails(16 * minute)).toEqual([]);
  });

  it('is not reported for one failure, however long ago it was', () => {
    const subject = new Subject();
    subject.fails(0);
    expect(subject.wait(60 * minute)).toEqual([]);
    expect(dueAt(subject.alerts)).toBeNull();
  });

  it('recovers with the first success after it was reported', () => {
    const subject = new Subject();
    subject.fails(0);
    subject.fails(20 * minute);
    expect(subject.succeeds(25 * minute)).toEqual([
      {
        event_id: `postrider_endpoint_recovered:whe_1:${String(start)}`,
        type: 'postrider.endpoint.recovered',
        data: { ...endpoint, failing_since: iso(0), failed_attempts: 2 },
      },
    ]);
    expect(subject.succeeds(26 * minute)).toEqual([]);
    expect(isQuiet(subject.alerts)).toBe(true);
  });

  it('begins anew after a success, without a report', () => {
    const subject = new Subject();
    subject.fails(0);
    expect(subject.succeeds(10 * minute)).toEqual([]);
    expect(subject.fails(16 * minute)).toEqual([]);
    expect(subject.fails(31 * minute).map(({ data }) => data)).toMatchObject([{ failing_since: iso(16 * minute) }]);
  });

  it('does not recover with a success from before its failures that was counted late', () => {
    const subject = new Subject();
    subject.fails(5 * minute);
    subject.fails(20 * minute);
    expect(subject.succeeds(3 * minute)).toEqual([]);
    expect(subject.succeeds(21 * minute)).toMatchObject([{ type: 'postrider.endpoint.recovered' }]);
  });

  it('begins anew when it is activated or has another URL, but stays reported', () => {
    const [unreported, reported] = [new Subject(), new Subject()];
    unreported.fails(0);
    unreported.take({ type: 'renewed', data: {} });
    expect(unreported.fails(15 * minute)).toEqual([]);

    for (const ms of [0, 15 * minute]) reported.fails(ms);
    reported.take({ type: 'renewed', data: {} });
    expect(reported.fails(40 * minute)).toEqual([]);
    expect(reported.succeeds(41 * minute)).toMatchObject([{ type: 'postrider.endpoint.recovered' }]);
  });

  it('is forgotten when it is deleted', () => {
    const subject = new Subject();
    subject.fails(0);
    subject.loses(1, ['whd_1']);
    subject.take({ type: 'deleted', data: {} });
    expect(isQuiet(subject.alerts)).toBe(true);
  });
});

describe('a deactivation', () => {
  it.each([
    [null, { via: 'api', key_id: 'key_1' } as const, 'manual'],
    ['failing', null, 'failing'],
  ] as const)(
    "of an organization's own endpoint for the reason %s is reported, with who did it",
    (reason, actor, reported) => {
      const { customer: _, ...own } = endpoint;
      expect(new Subject(own).take({ type: 'deactivated', data: { version: 7, reason, actor } })).toEqual([
        {
          event_id: 'postrider_endpoint_deactivated:whe_1:7',
          type: 'postrider.endpoint.deactivated',
          data: { ...own, reason: reported, actor },
        },
      ]);
    },
  );

  it.each([
    [{ via: 'api', key_id: 'key_1' }, { via: 'api' }],
    [{ via: 'mcp', key_id: 'key_1', oauth_grant_id: 'oag_1', oauth_client_name: 'An agent' }, { via: 'mcp' }],
    [
      { via: 'portal', key_id: null, portal_session_id: 'pst_1' },
      { via: 'portal', portal_session_id: 'pst_1' },
    ],
    [null, null],
  ] as const)("of a customer's endpoint names neither keys nor agents of the platform: %j", (actor, told) => {
    const [event] = new Subject().take({ type: 'deactivated', data: { version: 7, reason: null, actor } });
    expect(event?.data).toEqual({ ...endpoint, reason: 'manual', actor: told });
  });
});

describe('failed deliveries', () => {
  const counts = (events: readonly OperationalEvent[]): number[] =>
    events.map(({ type, data }) => (type === 'postrider.delivery.failed' ? (data as { count: number }).count : -1));

  it('are reported at once, then at most once in a window, with their number', () => {
    const subject = new Subject();
    expect(subject.loses(0, ['whd_1'])).toEqual([
      {
        event_id: `postrider_delivery_failed:whe_1:whd_1:${String(start)}`,
        type: 'postrider.delivery.failed',
        data: {
          ...endpoint,
          count: 1,
          first_delivery_id: 'whd_1',
          first_failed_at: iso(0),
          last_delivery_id: 'whd_1',
          last_failed_at: iso(0),
          event_type: 'budget.exceeded',
          failure_reason: 'timeout',
        },
      },
    ]);
    expect(dueAt(subject.alerts)).toEqual(at(10 * minute));
    expect(subject.loses(minute, ['whd_2', 'whd_3'])).toEqual([]);
    expect(subject.loses(2 * minute, ['whd_4'])).toEqual([]);
    expect(subject.wait(9 * minute)).toEqual([]);
    const later = subject.wait(10 * minute);
    expect(counts(later)).toEqual([3]);
    expect(later[0]?.data).toMatchObject({ first_delivery_id: 'whd_2', last_delivery_id: 'whd_4' });
  });

  it('begin a new window after one in which none failed', () => {
    const subject = new Subject();
    subject.loses(0, ['whd_1']);
    expect(subject.wait(10 * minute)).toEqual([]);
    expect(isQuiet(subject.alerts)).toBe(true);
    expect(counts(subject.loses(11 * minute, ['whd_2', 'whd_3']))).toEqual([2]);
  });
});

describe('the overlap of a rotation', () => {
  const rotated = (overlapMs: number, version = 2): EndpointFact => ({
    type: 'secret_rotated',
    data: { version, at: iso(0), expires_at: iso(overlapMs) },
  });

  it('is reported once, the set time before its end', () => {
    const subject = new Subject();
    expect(subject.take(rotated(1_440 * minute))).toEqual([]);
    expect(dueAt(subject.alerts)).toEqual(at(1_320 * minute));
    expect(subject.wait(1_319 * minute)).toEqual([]);
    expect(subject.wait(1_320 * minute)).toEqual([
      {
        event_id: 'postrider_secret_expiring:whe_1:2',
        type: 'postrider.secret.expiring',
        data: { ...endpoint, rotated_at: iso(0), previous_secret_expires_at: iso(1_440 * minute) },
      },
    ]);
    expect(subject.wait(1_400 * minute)).toEqual([]);
    expect(isQuiet(subject.alerts)).toBe(true);
  });

  it('is reported at its half if it is short', () => {
    const subject = new Subject();
    subject.take(rotated(60 * minute));
    expect(dueAt(subject.alerts)).toEqual(at(30 * minute));
  });

  it('is reported for each rotation', () => {
    const subject = new Subject();
    subject.take(rotated(1_440 * minute, 2));
    subject.take(rotated(1_441 * minute, 3));
    expect(subject.wait(1_330 * minute).map(({ event_id }) => event_id)).toEqual([
      'postrider_secret_expiring:whe_1:2',
      'postrider_secret_expiring:whe_1:3',
    ]);
  });

  it('is not reported without an overlap, after its end, or if the previous secret was expired at once', () => {
    const [none, late, expired] = [new Subject(), new Subject(), new Subject()];
    none.take(rotated(0));
    expect(isQuiet(none.alerts)).toBe(true);
    late.take(rotated(60 * minute));
    expect(late.wait(61 * minute)).toEqual([]);
    expired.take(rotated(60 * minute));
    expired.take({ type: 'previous_secrets_expired', data: {} });
    expect(isQuiet(expired.alerts)).toBe(true);
  });
});

describe('a state', () => {
  it('is the same after it was stored as JSON', () => {
    const subject = new Subject();
    subject.fails(0);
    subject.loses(1, ['whd_1']);
    subject.take({ type: 'secret_rotated', data: { version: 2, at: iso(0), expires_at: iso(minute) } });
    expect(JSON.parse(JSON.stringify(subject.alerts))).toEqual(subject.alerts);
  });
});
