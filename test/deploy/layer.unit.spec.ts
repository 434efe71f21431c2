import { chmod, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { checkout } from './checkout.js';

interface Layer {
  descriptor: { digest: string; size: number };
  diffId: string;
  unpackedBytes: number;
}
interface Layers {
  writeLayer: (options: { name: string; folder: string; blobs: string; epoch: number; mode: string }) => Promise<Layer>;
}
interface Layouts {
  clearLayout: (folder: string) => Promise<void>;
}

const { writeLayer } = (await import(join(checkout, 'scripts/lib/image/layer.mjs'))) as Layers;
const { clearLayout } = (await import(join(checkout, 'scripts/lib/image/layout.mjs'))) as Layouts;

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'postrider-layer-'));
});

afterEach(() => rm(dir, { recursive: true, force: true }));

/** A folder whose files have this time and these permissions. */
async function folderWith(names: string[], { seconds, mode }: { seconds: number; mode: number }): Promise<string> {
  const folder = await mkdtemp(join(dir, 'files-'));
  await mkdir(join(folder, 'app'));
  for (const name of names) {
    const path = join(folder, 'app', name);
    await writeFile(path, name);
    await chmod(path, mode);
    await utimes(path, seconds, seconds);
  }
  return folder;
}

// Elsewhere tar is another program.
(process.platform === 'linux' ? describe : describe.skip)('a layer of an image', () => {
  const options = { name: 'app', epoch: 1_800_000_000, mode: 'a+rX,go-w' };

  it('is the same bytes for the same files, whoever made them, when, and in which order', async () => {
    const one = await folderWith(['a', 'b', 'c'], { seconds: 1, mode: 0o600 });
    const other = await folderWith(['c', 'a', 'b'], { seconds: 2, mode: 0o664 });
    const blobs = join(dir, 'blobs');
    const layer = await writeLayer({ ...options, folder: one, blobs });
    expect(await writeLayer({ ...options, folder: other, blobs })).toEqual(layer);
    expect(layer.descriptor.digest).not.toBe(layer.diffId);
    expect(layer.unpackedBytes).toBeGreaterThan(layer.descriptor.size);
  });

  it('differs with the files, and with their time', async () => {
    const blobs = join(dir, 'blobs');
    const folder = await folderWith(['a'], { seconds: 1, mode: 0o644 });
    const { diffId } = await writeLayer({ ...options, folder, blobs });
    const more = await folderWith(['a', 'b'], { seconds: 1, mode: 0o644 });
    expect((await writeLayer({ ...options, folder: more, blobs })).diffId).not.toBe(diffId);
    expect((await writeLayer({ ...options, folder, blobs, epoch: 1 })).diffId).not.toBe(diffId);
  });
});

describe('the folder of a layout', () => {
  it('replaces an earlier layout, and nothing else', async () => {
    const folder = join(dir, 'layout');
    await clearLayout(folder);
    await writeFile(join(folder, 'index.json'), '{}');
    await clearLayout(folder);
    await writeFile(join(dir, 'a-file'), '');
    await expect(clearLayout(dir)).rejects.toThrow('has other files');
  });
});
