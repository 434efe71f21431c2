import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { diffLines } from './line-diff.js';

const shown = (first: string, second: string): string[] =>
  diffLines(first, second).map((line) => `${{ both: ' ', first: '-', second: '+' }[line.in]}${line.text}`);

const anyText = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 }).map((lines) => lines.join('\n'));

describe('the lines of two texts', () => {
  it('are marked if only one text has them', () => {
    expect(shown('{\n"n": 1,\n"error": "down"\n}', '{\n"n": 2,\n"error": "down"\n}')).toEqual([
      ' {',
      '-"n": 1,',
      '+"n": 2,',
      ' "error": "down"',
      ' }',
    ]);
  });

  it('are none of two empty texts, and all of one', () => {
    expect(shown('', '')).toEqual([]);
    expect(shown('', 'a\nb')).toEqual(['+a', '+b']);
  });

  it('make up both texts', () => {
    fc.assert(
      fc.property(anyText, anyText, (first, second) => {
        const lines = diffLines(first, second);
        const of = (side: string): string =>
          lines
            .filter((line) => line.in === 'both' || line.in === side)
            .map(({ text }) => text)
            .join('\n');
        expect([of('first'), of('second')]).toEqual([first, second]);
      }),
    );
  });

  it('are compared if there are very many', () => {
    const many = 'x\n'.repeat(1_000);
    expect(shown(`${many}a`, `${many}b`).slice(-2)).toEqual(['-a', '+b']);
  });
});
