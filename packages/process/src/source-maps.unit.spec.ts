import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { transform } from 'esbuild';
import { child } from './child.fixture.spec.js';

const source = `interface Unused { name: string }

export function refuse(reason: string): never {
  throw new TypeError(reason);
}
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postrider-maps-'));
  const { code, map } = await transform(source, {
    loader: 'ts',
    sourcemap: 'external',
    sourcefile: '../src/refuse.ts',
    minifyWhitespace: true,
  });
  await writeFile(join(folder, 'mapped.mjs'), code);
  await writeFile(join(folder, 'mapped.mjs.map'), map);
  await writeFile(join(folder, 'plain.mjs'), code);
  await writeFile(join(folder, 'broken.mjs'), code);
  await writeFile(join(folder, 'broken.mjs.map'), '{');
  // A segment without a source covers the whole file, as of code that a bundler adds.
  await writeFile(join(folder, 'added.mjs'), code);
  await writeFile(join(folder, 'added.mjs.map'), '{"version":3,"sources":[],"names":[],"mappings":"A"}');
});
afterAll(() => rm(folder, { recursive: true }));

async function stackOf(file: string): Promise<string[]> {
  const url = pathToFileURL(join(folder, file)).href;
  const { ended } = child(`
    import { mapStackTraces } from '@postrider/process';
    mapStackTraces();
    const { refuse } = await import('${url}');
    try { refuse('no'); } catch (error) { console.log(error.stack); }`);
  return (await ended).stdout.split('\n');
}

describe('a stack trace', () => {
  it('names the source and its line', async () => {
    const [head, first] = await stackOf('mapped.mjs');
    expect(head).toBe('TypeError: no');
    expect(first).toBe(`    at refuse (${join(folder, '../src/refuse.ts')}:4:1)`);
  });

  it.each(['plain.mjs', 'broken.mjs', 'added.mjs'])('names the file if no map knows the source: %s', async (file) => {
    const [head, first] = await stackOf(file);
    expect(head).toBe('TypeError: no');
    expect(first).toMatch(new RegExp(`^    at refuse \\(file://.*/${file}:1:\\d+\\)$`));
  });

  it('is that of an error without a text, too', async () => {
    const { ended } = child(`
      import { mapStackTraces } from '@postrider/process';
      mapStackTraces();
      class Odd extends Error { toString() { throw new Error('no text'); } }
      console.log(new Odd('no').stack);`);
    expect((await ended).stdout).toMatch(/^Error\n {4}at /);
  });
});
