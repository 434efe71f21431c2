import { describe, expect, it } from '@jest/globals';
import { rowRange } from './row-range.js';

const [a, b, c, d] = [{ id: 'a' }, { id: 'b' }, { id: 'c' }, { id: 'd' }] as const;
const rows = [a, b, c, d];

describe('the rows from one to another', () => {
  it('are those between them and both, whichever comes first', () => {
    expect(rowRange(rows, 'b', d)).toEqual([b, c, d]);
    expect(rowRange(rows, 'd', b)).toEqual([b, c, d]);
    expect(rowRange(rows, 'c', c)).toEqual([c]);
  });

  it('are the second one alone where there is no first', () => {
    expect(rowRange(rows, undefined, c)).toEqual([c]);
    expect(rowRange(rows, 'of another page', c)).toEqual([c]);
  });
});
