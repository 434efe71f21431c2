import { describe, expect, it } from '@jest/globals';
import { eventsSearchOf } from './events-search.js';

describe('the query of the list of events', () => {
  it('names a type, a customer, those that had no subscribers, and a page', () => {
    const search = { type: 'budget.exceeded', customer: 'acme', delivered_to: 'nobody', cursor: 'ZXZ0XzE' };
    expect(eventsSearchOf(search)).toEqual(search);
    expect(eventsSearchOf({ customer: 4711 })).toEqual({ customer: '4711' });
  });

  it('names a path and a value in the payload, both or none', () => {
    const search = { path: 'data.order_id', value: '4711' };
    expect(eventsSearchOf(search)).toEqual(search);
    expect(eventsSearchOf({ ...search, value: 4711 })).toEqual(search);
    expect(eventsSearchOf({ ...search, value: true })).toEqual({ ...search, value: 'true' });
    expect(eventsSearchOf({ path: 'data.order_id' })).toEqual({});
    expect(eventsSearchOf({ value: '4711' })).toEqual({});
    expect(eventsSearchOf({ ...search, value: ['4711'] })).toEqual({});
  });

  it.each([{}, { type: '' }, { type: 4, cursor: null }, { delivered_to: 'everybody' }, { page: '2' }])(
    'is nothing where it says nothing that is known: %j',
    (search) => {
      expect(eventsSearchOf(search)).toEqual({});
    },
  );
});
