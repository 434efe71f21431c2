import { describe, expect, it } from '@jest/globals';
import { binaryArray } from './binary-array.js';
import { unnest } from './unnest.js';

const columns = { id: 'text', size: 'int' } as const;

describe('unnest', () => {
  it('makes one array parameter per column, in the order of the columns', () => {
    const rows = [
      { size: 1, id: 'a' },
      { size: 2, id: 'b' },
    ];
    expect(unnest(rows, columns, { alias: 'r' })).toEqual({
      from: '(SELECT unnest($1::text[]) AS id, unnest($2::int[]) AS size) AS r',
      names: 'id, size',
      values: [binaryArray(['a', 'b'], 'text'), binaryArray([1, 2], 'int')],
    });
  });

  it('has the same text for any number of rows, so that the statement is prepared once', () => {
    const [none, one] = [unnest([], columns, { alias: 'r' }), unnest([{ id: 'a', size: 1 }], columns, { alias: 'r' })];
    expect(none.from).toBe(one.from);
    expect(none.values).toEqual([binaryArray([], 'text'), binaryArray([], 'int')]);
  });

  it('numbers its parameters from the first one given', () => {
    expect(unnest([], columns, { alias: 'r', firstParameter: 8 }).from).toBe(
      '(SELECT unnest($8::text[]) AS id, unnest($9::int[]) AS size) AS r',
    );
  });
});
