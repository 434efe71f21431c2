import { describe, expect, it } from '@jest/globals';
import { customersSearchOf } from './customers-search.js';

describe('the query of the list of customers', () => {
  it('has a text, also one that looks like a number, a page, and whether a new one is created', () => {
    const search = { q: '4711', cursor: 'Y3VzXzE', create: true };
    expect(customersSearchOf(search)).toEqual(search);
    expect(customersSearchOf({ q: 4711 })).toEqual({ q: '4711' });
  });

  it('is nothing where it says nothing that is known', () => {
    expect(customersSearchOf({ q: '', cursor: 4, create: 'no', page: 2 })).toEqual({});
  });
});
