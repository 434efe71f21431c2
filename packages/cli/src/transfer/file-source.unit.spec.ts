import { describe, expect, it } from '@jest/globals';
import { linesSource } from './file-source.js';
import type { SourceItem } from './source.js';

async function* linesOf(text: string): AsyncGenerator<string> {
  for (const line of text.split('\n')) yield await Promise.resolve(line);
}
async function read(text: string): Promise<SourceItem[]> {
  const items: SourceItem[] = [];
  for await (const item of linesSource(linesOf(text))) items.push(item);
  return items;
}

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

  it.each(['', 'hello', '{"type":"customer","uid":"a"}', '[]'])('that begins with %j is another file', async (text) => {
    await expect(read(text)).rejects.toThrow('expected a file of postrider export');
  });

  it('of a later version is refused', async () => {
    await expect(read('{"type":"postrider.export","version":2}')).rejects.toThrow('this postrider reads version 1');
  });
});
