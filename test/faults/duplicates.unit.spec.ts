import { describe, expect, it } from '@jest/globals';

import { countDuplicates } from './duplicates.js';
import type { RecordedAttempt } from './evidence.js';
import type { VictimName } from './plan.js';
import type { Sighting } from './subscribers.js';
import type { Kill } from './victims.js';

const delivery = 'whd_1';
const request = (attempt: number, arrivedAt: number, accepted = true): Sighting => ({
  event: 'evt_1',
  delivery,
  attempt,
  arrivedAt,
  accepted,
});
const record = (
  attempt: number,
  committedAt: number,
  outcome: 'succeeded' | 'refused' | 'timeout',
): RecordedAttempt => ({
  delivery,
  attempt,
  committedAt,
  succeeded: outcome === 'succeeded',
  timedOut: outcome === 'timeout',
});
const kill = (victim: VictimName, struckAt: number, overAt = struckAt + 10): Kill => ({ victim, struckAt, overAt });
const twice = [request(1, 100), request(1, 300)];

describe('a repeated request', () => {
  it.each(['dispatcher 1', 'redis'] as const)('is a duplicate that the kill of %s explains', (victim) => {
    const counted = countDuplicates(twice, [record(1, 350, 'succeeded')], [kill(victim, 200)]);
    expect(counted).toEqual({ requests: 2, repeated: 1, duplicates: 1, inFlight: 1, late: 0, violations: [] });
  });

  it.each([
    ['without a kill', []],
    ['with a kill before the request', [kill('dispatcher 1', 50)]],
    ['with a kill after its record', [kill('redis', 360)]],
    ['with kills of Postgres and a gateway only', [kill('postgres', 200), kill('gateway', 200)]],
  ])('is a violation %s', (_, kills) => {
    const { duplicates, inFlight, violations } = countDuplicates(twice, [record(1, 350, 'succeeded')], kills);
    expect({ duplicates, inFlight }).toEqual({ duplicates: 1, inFlight: 0 });
    expect(violations).toHaveLength(2);
  });

  it('is a violation if the only kill is after the repetition', () => {
    const { violations } = countDuplicates(twice, [record(1, 350, 'succeeded')], [kill('dispatcher 1', 320)]);
    expect(violations).toHaveLength(1);
  });

  it('counts requests that arrived before the kill was over', () => {
    const kills = [kill('redis', 90, 400)];
    const { inFlight, violations } = countDuplicates(twice, [record(1, 350, 'succeeded')], kills);
    expect({ inFlight, violations }).toEqual({ inFlight: 2, violations: [] });
  });

  it('is explained once by each kill, and once by several kills', () => {
    const three = [...twice, request(1, 500)];
    const records = [record(1, 550, 'succeeded')];
    const once = countDuplicates(three, records, [kill('dispatcher 1', 200), kill('redis', 210)]);
    expect({ inFlight: once.inFlight, violations: once.violations.length }).toEqual({ inFlight: 1, violations: 2 });
    const each = countDuplicates(three, records, [kill('dispatcher 1', 200), kill('dispatcher 2', 400)]);
    expect({ duplicates: each.duplicates, inFlight: each.inFlight }).toEqual({ duplicates: 2, inFlight: 2 });
    expect(each.violations).toEqual([]);
  });

  it('is not a duplicate if its receiver had refused the first one', () => {
    const requests = [request(1, 100, false), request(1, 300)];
    const counted = countDuplicates(requests, [record(1, 350, 'succeeded')], [kill('dispatcher 1', 200)]);
    expect(counted).toMatchObject({ repeated: 1, duplicates: 0, violations: [] });
  });
});

describe('an attempt after a success', () => {
  const requests = [request(1, 100), request(2, 300)];

  it('is a violation if the success is recorded as refused', () => {
    const records = [record(1, 150, 'refused'), record(2, 350, 'succeeded')];
    expect(countDuplicates(requests, records, [])).toMatchObject({ duplicates: 1, late: 0 });
    expect(countDuplicates(requests, records, []).violations).toHaveLength(1);
  });

  it('counts as late if the success is recorded as timed out', () => {
    const records = [record(1, 150, 'timeout'), record(2, 350, 'succeeded')];
    expect(countDuplicates(requests, records, [])).toMatchObject({ duplicates: 1, late: 1, violations: [] });
  });
});

describe('a repeated attempt that is recorded as timed out', () => {
  it('is late if the receiver accepted the request that no kill explains', () => {
    const requests = [request(1, 100), request(1, 300), request(2, 500)];
    const records = [record(1, 290, 'timeout'), record(2, 550, 'succeeded')];
    const counted = countDuplicates(requests, records, [kill('redis', 200)]);
    expect(counted).toMatchObject({ duplicates: 2, inFlight: 1, late: 1, violations: [] });
  });

  it('is not late if the receiver accepted only the request in flight at the kill', () => {
    const requests = [request(1, 100), request(1, 300, false), request(2, 500), request(3, 700)];
    const records = [record(1, 290, 'timeout'), record(2, 550, 'refused'), record(3, 750, 'succeeded')];
    const counted = countDuplicates(requests, records, [kill('redis', 200)]);
    expect(counted).toMatchObject({ duplicates: 2, inFlight: 1, late: 0 });
    expect(counted.violations).toHaveLength(1);
  });
});

describe('retries', () => {
  it('are not repetitions', () => {
    const requests = [request(1, 100, false), request(2, 300, false), request(3, 500)];
    const records = [record(1, 150, 'refused'), record(2, 350, 'refused'), record(3, 550, 'succeeded')];
    const counted = countDuplicates(requests, records, []);
    expect(counted).toEqual({ requests: 3, repeated: 0, duplicates: 0, inFlight: 0, late: 0, violations: [] });
  });
});
