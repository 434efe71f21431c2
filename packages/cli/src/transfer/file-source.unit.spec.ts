import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { fileSource, linesSource } from './file-source.js';
import type { SourceItem } from './source.js';

async function* linesOf(lines: Iterable<string | Buffer>): AsyncGenerator<Buffer> {
  for (const line of lines) yield await Promise.resolve(Buffer.from(line as string));
}
async function readLines(lines: Iterable<string | Buffer>): Promise<SourceItem[]> {
  const items: SourceItem[] = [];
  for await (const item of linesSource(linesOf(lines))) items.push(item);
  return items;
}
const read = (text: string): Promise<SourceItem[]> => readLines(text.split('\n'));

const head = '{"type":"postrider.export","version":1}';

describe('a file', () => {
  it('has a line for each object, and may have empty ones', async () => {
    const items = await read(`\ufeff${head}\n\n{"type":"customer","uid":"a"}\n{"type":"other"}\n`);
    expect(items.map(({ place, type }) => [place, type])).toEqual([
      ['line 3', 'customer'],
      ['line 4', undefined],
    ]);
    expect(await items[0]?.read()).toEqual({ value: { type: 'customer', uid: 'a' } });
  });

  it('with a line that is no JSON says so without its text', async () => {
    const [item] = await read(`${head}\n{"signing_secret":"whsec_half`);
    expect(item?.type).toBeUndefined();
    expect(() => item?.read()).toThrow(/^expected JSON: (?!.*whsec_half)/);
  });

  it('with a line that is not UTF-8 says so, and has the others as they are', async () => {
    const wrong = Buffer.from('{"type":"customer","uid":"a","name":"\u00ff\u00fe"}', 'latin1');
    const [first, second] = await readLines([head, wrong, '{"type":"customer","uid":"Zoë ✓"}']);
    expect([first?.place, first?.type]).toEqual(['line 2', undefined]);
    expect(() => first?.read()).toThrow('expected UTF-8');
    expect(await second?.read()).toEqual({ value: { type: 'customer', uid: 'Zoë ✓' } });
    await expect(readLines([Buffer.from([0xff]), head])).rejects.toThrow('expected a file of postrider export');
  });

  it('has its lines between line feeds alone, however its characters are cut into chunks', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'postrider-lines-'));
    try {
      const name = `a\u2028b${'✓'.repeat(50_000)}`;
      await writeFile(join(folder, 'file'), `${head}\r\n${JSON.stringify({ type: 'customer', name })}\r\n`);
      const items: SourceItem[] = [];
      for await (const item of fileSource(join(folder, 'file'))) items.push(item);
      expect(items).toHaveLength(1);
      expect(await items[0]?.read()).toEqual({ value: { type: 'customer', name } });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it.each(['', 'hello', '{"type":"customer","uid":"a"}', '[]'])('that begins with %j is another file', async (text) => {
    await expect(read(text)).rejects.toThrow('expected a file of postrider export');
  });

  it('of a later version is refused', async () => {
    await expect(read('{"type":"postrider.export","version":2}')).rejects.toThrow('this postrider reads version 1');
  });
});
