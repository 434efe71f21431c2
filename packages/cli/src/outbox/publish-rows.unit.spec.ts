import { describe, expect, it } from '@jest/globals';
import { publishRows, type Publish } from './publish-rows.js';
import { failure, type Rejection } from './rejection.js';
import type { OutboxRow } from './row.js';

const row = (id: string, given: Partial<OutboxRow> = {}): OutboxRow => ({
  id,
  event_id: `event-${id}`,
  type: 'a',
  data: '{}',
  customer: null,
  ...given,
});
const rows = (...ids: string[]): OutboxRow[] => ids.map((id) => row(id));
const ids = (of: readonly OutboxRow[]): string => of.map(({ id }) => id).join('');
const refused = (...places: number[]): Rejection => ({
  ...failure('validation_failed', 'no'),
  kind: 'refused',
  places,
});

/** Publishes, and records the calls. */
function recording(decide: (ids: string, rows: readonly OutboxRow[]) => Rejection | undefined) {
  const calls: string[] = [];
  const publish: Publish = (some) => {
    calls.push(ids(some));
    return Promise.resolve(decide(ids(some), some));
  };
  return { calls, publish };
}

describe('a batch', () => {
  it('that is accepted is published by one call', async () => {
    const { calls, publish } = recording(() => undefined);
    const { published } = await publishRows(rows('1', '2'), publish);
    expect([calls, ids(published)]).toEqual([['12'], '12']);
  });

  it('without the rows that the error names is published, and those are refused by calls of their own', async () => {
    const { calls, publish } = recording((some) =>
      some === '1234' ? refused(1, 3) : some === '2' ? refused(0) : undefined,
    );
    const outcome = await publishRows(rows('1', '2', '3', '4'), publish);
    expect(calls).toEqual(['1234', '13', '2', '4']);
    expect(ids(outcome.published)).toBe('134');
    expect(outcome.refused).toEqual([{ row: row('2'), refusal: { code: 'validation_failed', message: 'no' } }]);
  });

  it('with an error that names no row is split until the row is found', async () => {
    const { calls, publish } = recording((some) => (some.includes('4') ? refused() : undefined));
    const outcome = await publishRows(rows('1', '2', '3', '4', '5'), publish);
    expect(calls).toEqual(['12345', '123', '45', '4', '5']);
    expect([ids(outcome.published), ids(outcome.refused.map((each) => each.row))]).toEqual(['1235', '4']);
  });

  it('with two contents of one id publishes the first one', async () => {
    const seen = new Set<string>();
    const reused = { ...refused(), code: 'event_id_reused', eventId: 'same' };
    const { publish } = recording((_, some) => {
      const own = some.filter(({ event_id }) => event_id === 'same');
      if (own.length > 1 || (own.length === 1 && seen.has('same'))) return reused;
      for (const { event_id } of some) seen.add(event_id);
      return undefined;
    });
    const outcome = await publishRows(
      [row('1', { event_id: 'same' }), row('2'), row('3', { event_id: 'same' })],
      publish,
    );
    expect([ids(outcome.published), ids(outcome.refused.map((each) => each.row))]).toEqual(['21', '3']);
  });

  it('with a customer over its limit publishes the events of others', async () => {
    const limited: Rejection = { ...failure('publish_limited', 'slow'), kind: 'limited', retryAfterMs: 3_000 };
    const { calls, publish } = recording((_, some) =>
      some.some(({ customer }) => customer === 'acme') ? limited : undefined,
    );
    const acme = { customer: 'acme' };
    const outcome = await publishRows([row('1', acme), row('2'), row('3', acme), row('4')], publish);
    expect(calls).toEqual(['1234', '13', '24']);
    expect([ids(outcome.published), [...outcome.limited], outcome.failure]).toEqual([
      '24',
      [['acme', 3_000]],
      undefined,
    ]);
    const own = await publishRows(rows('1', '2'), () => Promise.resolve(limited));
    expect(own.failure).toBe(limited);
  });

  it('ends at a failure, and keeps what was published before', async () => {
    const { calls, publish } = recording((some) =>
      some === '123' ? refused(0) : some === '23' ? undefined : failure('service_unavailable', 'busy'),
    );
    const outcome = await publishRows(rows('1', '2', '3'), publish);
    expect(calls).toEqual(['123', '23', '1']);
    expect([ids(outcome.published), outcome.refused, outcome.failure?.code]).toEqual(['23', [], 'service_unavailable']);
  });

  it('makes no further call once it is over', async () => {
    const { calls, publish } = recording((some) => (some.length > 1 ? refused(0, 1) : undefined));
    const outcome = await publishRows(rows('1', '2'), publish, () => calls.length === 2);
    expect([calls, ids(outcome.published)]).toEqual([['12', '1'], '1']);
  });
});
