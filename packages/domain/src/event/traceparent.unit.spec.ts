import { describe, expect, it } from '@jest/globals';
import { parseTraceparent } from './traceparent.js';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const parentId = '00f067aa0ba902b7';
const valid = `00-${traceId}-${parentId}-01`;

describe('a traceparent', () => {
  it.each([valid, `00-${traceId}-${parentId}-00`, `00-${traceId}-${parentId}-03`])('%s is kept as it is', (header) => {
    expect(parseTraceparent(header)).toBe(header);
  });

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['repeated, as Node joins headers', `${valid}, ${valid}`],
    ['a list', [valid]],
    ['of version ff', valid.replace(/^00/, 'ff')],
    ['of version 00 with further parts', `${valid}-00`],
    ['in upper case', valid.toUpperCase()],
    ['with a trace id of zeros', `00-${'0'.repeat(32)}-${parentId}-01`],
    ['with a parent id of zeros', `00-${traceId}-${'0'.repeat(16)}-01`],
    ['too short', valid.slice(0, -1)],
    ['too long', `${valid}0`],
    ['with a letter that is no digit', valid.replace('4bf', '4bg')],
    ['with a line break', `${valid}\n`],
  ])('that is %s is ignored', (_, header) => {
    expect(parseTraceparent(header)).toBeUndefined();
  });

  it('of a later version is read as version 00, with the flags that are known', () => {
    expect(parseTraceparent(`cc-${traceId}-${parentId}-09`)).toBe(valid);
    expect(parseTraceparent(`01-${traceId}-${parentId}-01-what-the-future-brings`)).toBe(valid);
    expect(parseTraceparent(`01-${traceId}-${parentId}-01.what`)).toBeUndefined();
    expect(parseTraceparent(`00-${traceId}-${parentId}-ff`)).toBe(`00-${traceId}-${parentId}-03`);
  });
});
