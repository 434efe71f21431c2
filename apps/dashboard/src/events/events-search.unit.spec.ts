import { describe, expect, it } from '@jest/globals';
import { eventsSearchOf } from './events-search.js';

describe('the query of the list of events', () => {
  it('names a type, those that had no subscribers, and a page', () => {
    const search = { type: 'budget.exceeded', delivered_to: 'nobody', cursor: 'ZXZ0XzE' };
    expect(eventsSearchOf(search)).toEqual(search);
  });

  it.each([{}, { type: '' }, { type: 4, cursor: null }, { delivered_to: 'everybody' }, { page: '2' }])(
    'is nothing where it says nothing that is known: %j',
    (search) => {
      expect(eventsSearchOf(search)).toEqual({});
    },
  );
});
