import { describe, expect, it } from '@jest/globals';
import { filtersOf, isFiltered, searchOf } from './delivery-filters.js';

describe('the filters in the URL', () => {
  it('are taken as the API has them, with the place in the list', () => {
    const search = {
      endpoint_id: 'whe_1',
      status: 'failed',
      event_type: 'budget.exceeded',
      event_id: 'order-17',
      since: '2026-11-23T08:00:00.000Z',
      until: '2026-11-23T09:00:00.000Z',
      cursor: 'd2hk',
    };
    expect(searchOf(search)).toEqual(search);
    const { cursor: _cursor, ...filters } = search;
    expect(filtersOf(searchOf(search))).toEqual(filters);
  });

  it('that cannot be meant are left out', () => {
    const search = { status: 'lost', event_type: ' ', since: 'yesterday', until: {}, cursor: ['x'], page: 3 };
    expect(searchOf(search)).toEqual({});
  });

  it('keep an id that looks like a number, and a time with an offset', () => {
    expect(searchOf({ event_id: 1001, since: '2026-11-23T09:00:00+01:00' })).toEqual({
      event_id: '1001',
      since: '2026-11-23T08:00:00.000Z',
    });
  });

  it('are none where only the page is another one', () => {
    expect(isFiltered(filtersOf({ cursor: 'd2hk' }))).toBe(false);
    expect(isFiltered(filtersOf({ status: 'failed' }))).toBe(true);
  });
});
