import { afterEach, describe, expect, it } from '@jest/globals';

import type { DeliveryDetail } from '@postrider/contracts';
import type { Receiver } from '@postrider/testing';

import { onlyDelivery } from '../support/api.js';
import { forAllTests } from '../support/for-all-tests.js';
import { historyOf } from '../support/history.js';
import { type Postrider, startPostrider, sweepSoon } from '../support/postrider.js';

const hourMs = 3_600_000;
const baseMs = 50;
const factor = 2;

let postrider: Postrider;
let receiver: Receiver;

const settings = {
  ...sweepSoon,
  POSTRIDER_RETRY_BASE_MS: String(baseMs),
  POSTRIDER_RETRY_FACTOR: String(factor),
  POSTRIDER_RETRY_JITTER: '0',
};
forAllTests({ settings }, (services) => {
  ({ postrider, receiver } = services);
});

afterEach(() => postrider.manage.deleteEndpoints());

async function publishTo(path: string): Promise<string> {
  await postrider.manage.createEndpoint({ url: receiver.url(path), event_types: ['provider.health_changed'] });
  return onlyDelivery(await postrider.project.publish('provider.health_changed'));
}

const afterFirstAttempt = (id: string): Promise<DeliveryDetail> =>
  postrider.manage.deliveryWhen(id, ({ attempt_count }) => attempt_count > 0);

const endOf = ({ started_at, duration_ms }: { started_at: string; duration_ms: number }): number =>
  Date.parse(started_at) + duration_ms;

describe('a failed attempt', () => {
  it('is repeated until one succeeds, each after a longer delay than the one before', async () => {
    receiver.on('/recovers', (_, n) => {
      // On a new connection: the end of one that was kept is not charged to the endpoint.
      const headers = n === 1 ? { connection: 'close' } : {};
      return n === 2 ? 'reset' : { status: n < 5 ? 503 : 200, body: `response ${n}`, headers };
    });
    const id = await publishTo('/recovers');
    const delivery = await postrider.manage.completed(id);

    expect(delivery).toMatchObject({
      status: 'delivered',
      attempt_count: 5,
      failure_reason: null,
      response_status: 200,
      response_body: 'response 5',
      next_attempt_at: null,
    });
    expect(delivery.attempts.map(({ number, trigger, response_status }) => [number, trigger, response_status])).toEqual(
      [1, 2, 3, 4, 5].map((n) => [n, n === 1 ? 'initial' : 'retry', n === 2 ? null : n < 5 ? 503 : 200]),
    );
    expect(receiver.requestsTo('/recovers')).toHaveLength(5);

    const retries = (await historyOf(postrider.admin, id)).filter(({ type }) => type === 'RetryScheduled');
    expect(retries).toHaveLength(4);
    for (const [i, { occurred_at, data }] of retries.entries()) {
      const delayMs = baseMs * factor ** i;
      const [failed, next] = delivery.attempts.slice(i, i + 2);
      if (!failed || !next) throw new Error('a retry between two attempts');
      const dueAt = Date.parse(String(data.next_attempt_at));
      // Both bounds follow from the order of things; a duration is rounded.
      expect(dueAt).toBeGreaterThanOrEqual(endOf(failed) + delayMs - 2);
      expect(dueAt).toBeLessThanOrEqual(Date.parse(occurred_at) + delayMs);
      expect(Date.parse(next.started_at)).toBeGreaterThanOrEqual(dueAt);
    }
  });

  it('keeps the delivery pending, with the last response and the time of the next attempt', async () => {
    receiver.on('/pending', { status: 500, body: 'not now', headers: { 'retry-after': '3600' } });
    const delivery = await afterFirstAttempt(await publishTo('/pending'));

    expect(delivery).toMatchObject({
      status: 'pending',
      attempt_count: 1,
      response_status: 500,
      failure_reason: 'http_error',
      response_body: 'not now',
      next_attempt_at: expect.any(String),
      completed_at: null,
    });
  });
});

describe('Retry-After', () => {
  async function nextAttempt(path: string, retryAfter: string): Promise<{ delivery: DeliveryDetail; dueAt: number }> {
    receiver.on(path, { status: 503, headers: { 'retry-after': retryAfter } });
    const delivery = await afterFirstAttempt(await publishTo(path));
    return { delivery, dueAt: Date.parse(delivery.next_attempt_at ?? '') };
  }

  it('in seconds moves the next attempt later', async () => {
    const { delivery, dueAt } = await nextAttempt('/seconds', '3600');
    const [attempt] = delivery.attempts;
    if (!attempt) throw new Error('no attempt was recorded');

    expect(dueAt).toBeGreaterThanOrEqual(endOf(attempt) + hourMs - 2);
    expect(dueAt).toBeLessThanOrEqual(Date.now() + hourMs);
  });

  it('as a date moves the next attempt there', async () => {
    const before = Date.now();
    const date = new Date(before + hourMs);
    const { dueAt } = await nextAttempt('/date', date.toUTCString());

    expect(dueAt).toBeGreaterThanOrEqual(date.getTime() - 1_000);
    expect(dueAt).toBeLessThanOrEqual(date.getTime() + (Date.now() - before));
  });

  it('moves it no further than 24 hours after scheduling', async () => {
    const { delivery, dueAt } = await nextAttempt('/far', '999999');
    expect(dueAt).toBe(Date.parse(delivery.created_at) + 24 * hourMs);
  });

  it.each(['0', '-5', 'soon', ''])('of "%s" leaves the delay as the policy has it', async (retryAfter) => {
    receiver.on('/odd', (_, n) =>
      n === 1 ? { status: 429, headers: { 'retry-after': retryAfter } } : { status: 200 },
    );
    expect(await postrider.manage.completed(await publishTo('/odd'))).toMatchObject({ status: 'delivered' });
  });
});

describe('an endpoint that responds 410 Gone', () => {
  it('ends the delivery and is deactivated with the reason; activating it clears the reason', async () => {
    receiver.on('/gone', { status: 410 });
    const { endpoint_id, ...delivery } = await postrider.manage.completed(await publishTo('/gone'));

    expect(delivery).toMatchObject({ status: 'failed', failure_reason: 'endpoint_gone', attempt_count: 1 });
    expect(await postrider.manage.endpoint(endpoint_id)).toMatchObject({ active: false, disabled_reason: 'gone' });
    expect((await postrider.project.publish('provider.health_changed')).deliveries).toEqual([]);
    const activated = await postrider.manage.updateEndpoint(endpoint_id, { active: true });
    expect(activated).toMatchObject({ active: true, disabled_reason: null });
  });

  it('fails its other pending deliveries as well', async () => {
    receiver.on('/half-gone', (_, n) =>
      n === 1 ? { status: 503, headers: { 'retry-after': '3600' } } : { status: 410 },
    );
    const waiting = await afterFirstAttempt(await publishTo('/half-gone'));
    await postrider.project.publish('provider.health_changed');

    expect(await postrider.manage.completed(waiting.id)).toMatchObject({
      status: 'failed',
      failure_reason: 'endpoint_inactive',
      attempt_count: 1,
    });
  });
});

describe('a delivery whose retries are used up', () => {
  it('is failed with the reason of its last attempt; no attempt was due past the horizon', async () => {
    const horizonMs = 3_000;
    const impatient = await startPostrider({ settings: { POSTRIDER_RETRY_HORIZON_MS: String(horizonMs) } });
    try {
      receiver.on('/exhausted', (_, n) => ({ status: 500 + (n % 3) }));
      await impatient.manage.createEndpoint({ url: receiver.url('/exhausted'), event_types: ['*'] });
      const id = onlyDelivery(await impatient.project.publish('budget.exceeded'));
      const delivery = await impatient.manage.completed(id);

      expect(delivery).toMatchObject({ status: 'failed', failure_reason: 'http_error', next_attempt_at: null });
      expect(delivery.attempt_count).toBeGreaterThan(1);
      expect(delivery.attempts.map(({ number }) => number)).toEqual(delivery.attempts.map((_, i) => i + 1));
      expect(delivery.response_status).toBe(500 + (delivery.attempt_count % 3));
      const history = await historyOf(impatient.admin, id);
      const due = history.flatMap((entry) =>
        entry.type === 'RetryScheduled' ? [String(entry.data.next_attempt_at)] : [],
      );
      expect(due).toHaveLength(delivery.attempt_count - 1);
      const horizon = Date.parse(delivery.created_at) + horizonMs;
      for (const time of due) expect(Date.parse(time)).toBeLessThanOrEqual(horizon);
    } finally {
      await impatient.end();
    }
  });
});
