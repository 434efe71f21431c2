import { describe, expect, it } from '@jest/globals';
import { withoutLines } from './without-lines.js';

async function written(parts: readonly string[], lines: { first: boolean; last: boolean }): Promise<string> {
  let text = '';
  const write = withoutLines((part) => {
    text += Buffer.from(part).toString('latin1');
    return Promise.resolve();
  }, lines);
  for (const part of parts) await write(Buffer.from(part, 'latin1'));
  return text;
}

const file = 'head\r\none\r\ntwo\r\nend\r\n';

describe('a file that is one of several', () => {
  it.each([
    [{ first: true, last: true }, 'one\r\ntwo\r\n'],
    [{ first: true, last: false }, 'one\r\ntwo\r\nend\r\n'],
    [{ first: false, last: true }, 'head\r\none\r\ntwo\r\n'],
    [{ first: false, last: false }, file],
  ])('is written without the lines %j, however it arrives', async (lines, expected) => {
    for (let size = 1; size <= file.length; size += 1) {
      const parts = Array.from({ length: Math.ceil(file.length / size) }, (_, n) =>
        file.slice(n * size, (n + 1) * size),
      );
      expect([size, await written(parts, lines)]).toEqual([size, expected]);
    }
  });

  it('is empty without its only line', async () => {
    expect(await written(['{"export"', ':{}}\n'], { first: false, last: true })).toBe('');
  });
});
