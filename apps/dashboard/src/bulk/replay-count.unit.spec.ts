import { describe, expect, it } from '@jest/globals';
import type { DeliverySummary } from '@postrider/contracts';
import { countOfSelected, matchingInWords, skippedInWords } from './replay-count.js';

const delivery = (endpoint_id: string, status: DeliverySummary['status']): DeliverySummary => ({
  id: `whd_${endpoint_id}`,
  endpoint_id,
  event_id: 'order-1',
  event_type: 'order.paid',
  status,
  test: false,
  attempt_count: 1,
  response_status: null,
  failure_reason: null,
  created_at: '2026-11-24T12:00:00.000Z',
  next_attempt_at: null,
  completed_at: null,
});
const endpoints = [
  { id: 'whe_on', active: true },
  { id: 'whe_off', active: false },
  { id: 'whe_other', active: false },
];

describe('the count of a bulk replay', () => {
  const selected = [
    delivery('whe_on', 'delivered'),
    delivery('whe_off', 'failed'),
    delivery('whe_off', 'failed'),
    delivery('whe_gone', 'failed'),
  ];

  it('tells selected deliveries apart by their status, and by what is skipped', () => {
    const count = countOfSelected(selected, endpoints);
    expect(count).toMatchObject({
      of_inactive_endpoints: 2,
      of_deleted_endpoints: 1,
      inactive_endpoint_ids: ['whe_off'],
    });
    expect(matchingInWords(count)).toBe('4 deliveries: 1 delivered, 3 failed.');
    expect(skippedInWords(count)).toEqual([
      '2 are of inactive endpoints, and are skipped unless you activate those.',
      '1 is of a deleted endpoint, and is skipped.',
    ]);
  });

  it('says nothing of what is skipped while the endpoints are unknown, and if nothing is', () => {
    expect(skippedInWords(countOfSelected(selected, undefined))).toEqual([]);
    expect(skippedInWords(countOfSelected([delivery('whe_on', 'failed')], endpoints))).toEqual([]);
  });

  it('says where counting stopped, and that nothing matches', () => {
    const count = countOfSelected([], endpoints);
    expect(matchingInWords(count)).toBe('No delivery matches.');
    expect(matchingInWords({ ...count, count: 10_000, complete: false })).toMatch(/^At least 10,000 deliveries/);
    expect(matchingInWords({ ...count, complete: false })).toBe('All that match when the replay starts.');
  });
});
