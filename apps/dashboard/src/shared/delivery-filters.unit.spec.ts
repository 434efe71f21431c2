import { describe, expect, it } from '@jest/globals';
import { comparedOf, filtersOf, isFiltered, searchOf } from './delivery-filters.js';

describe('the filters in the URL', () => {
  it('are taken as the API has them, with the place in the list', () => {
    const search = {
      customer: 'acme',
      endpoint_id: 'whe_1',
      status: 'failed',
      event_type: 'budget.exceeded',
      event_id: 'order-17',
      since: '2026-11-23T08:00:00.000Z',
      until: '2026-11-23T09:00:00.000Z',
      response_status: 503,
      response_class: '5xx',
      failure_reason: 'timeout',
      min_attempts: 3,
      min_duration_ms: 1000,
      test: false,
      replayed: true,
      cursor: 'd2hk',
    };
    expect(searchOf(search)).toEqual(search);
    const { cursor: _cursor, ...filters } = search;
    expect(filtersOf(searchOf(search))).toEqual(filters);
  });

  it('that cannot be meant are left out', () => {
    const search = { status: 'lost', event_type: ' ', since: 'yesterday', until: {}, cursor: ['x'], page: 3 };
    expect(searchOf(search)).toEqual({});
    const others = { response_status: 99, response_class: 5, failure_reason: 'x', min_attempts: 1.5, test: 1 };
    expect(searchOf(others)).toEqual({});
  });

  it('keep an id that looks like a number, and a time with an offset', () => {
    expect(searchOf({ event_id: 1001, since: '2026-11-23T09:00:00+01:00' })).toEqual({
      event_id: '1001',
      since: '2026-11-23T08:00:00.000Z',
    });
  });

  it('have a range that moves on with the clock, or times', () => {
    expect(searchOf({ range: '1h', status: 'failed' })).toEqual({ range: '1h', status: 'failed' });
    expect(searchOf({ range: 'yesterday' })).toEqual({ range: 'yesterday' });
    expect(searchOf({ range: '2h' })).toEqual({});
    const until = '2026-11-23T09:00:00.000Z';
    expect(searchOf({ range: '1h', until })).toEqual({ until });
  });

  it('that no index knows are told apart', () => {
    expect(comparedOf({ customer: 'acme', status: 'failed', since: '2026-11-23T08:00:00.000Z' })).toEqual({});
    expect(comparedOf({ range: '24h' })).toEqual({});
    expect(comparedOf({ status: 'failed', response_class: '5xx', test: false })).toEqual({
      response_class: '5xx',
      test: false,
    });
  });

  it('are none where only the page is another one', () => {
    expect(isFiltered(filtersOf({ cursor: 'd2hk' }))).toBe(false);
    expect(isFiltered(filtersOf({ status: 'failed' }))).toBe(true);
  });
});
