import { describe, expect, it } from '@jest/globals';
import { tableViewOf } from './table-view.js';

const usual = { columns: ['endpoint', 'attempts', 'created'], isCompact: false };

describe('the remembered view of the table', () => {
  it('has the columns in their order, without unknown ones', () => {
    expect(tableViewOf({ columns: ['id', 'endpoint', 'price'], isCompact: true })).toEqual({
      columns: ['endpoint', 'id'],
      isCompact: true,
    });
    expect(tableViewOf({ columns: [] }).columns).toEqual([]);
  });

  it.each([null, 'x', 7, {}, { columns: 'id', isCompact: 'yes' }])('is the usual one for %j', (value) => {
    expect(tableViewOf(value)).toEqual(usual);
  });
});
