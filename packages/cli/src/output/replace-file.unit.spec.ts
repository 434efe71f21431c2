import { chmod, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { UsageError } from '../usage-error.js';
import { replaceFile } from './replace-file.js';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'replace-file-'));
  path = join(folder, 'deliveries.csv');
});
afterEach(() => rm(folder, { recursive: true }));

const modeOf = async (file: string): Promise<number> => (await stat(file)).mode & 0o777;

describe('a replaced file', () => {
  it('has all parts, and is its owner’s alone if it is new', async () => {
    const result = await replaceFile(path, async (write) => {
      await write(Buffer.from('one\n'));
      await write(Buffer.from('two\n'));
      return 2;
    });
    expect([result, await readFile(path, 'utf8'), await modeOf(path)]).toEqual([2, 'one\ntwo\n', 0o600]);
    expect(await readdir(folder)).toEqual(['deliveries.csv']);
  });

  it('takes the place of the earlier one when it is complete, with its mode', async () => {
    await writeFile(path, 'earlier');
    await chmod(path, 0o644);
    await replaceFile(path, async (write) => {
      await write(Buffer.from('new'));
      expect(await readFile(path, 'utf8')).toBe('earlier');
    });
    expect([await readFile(path, 'utf8'), await modeOf(path)]).toEqual(['new', 0o644]);
  });

  it('leaves the earlier one as it was, and nothing else, if the work fails', async () => {
    await writeFile(path, 'earlier');
    const work = replaceFile(path, async (write) => {
      await write(Buffer.from('new'));
      throw new Error('lost');
    });
    await expect(work).rejects.toThrow('lost');
    expect([await readFile(path, 'utf8'), await readdir(folder)]).toEqual(['earlier', ['deliveries.csv']]);
  });

  it('is written where a link leads', async () => {
    const target = join(folder, 'target.csv');
    await writeFile(target, 'earlier');
    await symlink(target, path);
    await replaceFile(path, (write) => write(Buffer.from('new')));
    expect([await readFile(target, 'utf8'), await readlink(path)]).toEqual(['new', target]);
  });

  it('is a usage error before the work if it is a folder, a device, or in no folder', async () => {
    await mkdir(path);
    for (const wrong of [path, '/dev/null', join(folder, 'none', 'deliveries.csv')]) {
      let hasBegun = false;
      const work = replaceFile(wrong, () => {
        hasBegun = true;
        return Promise.resolve();
      });
      await expect(work).rejects.toThrow(UsageError);
      await expect(work).rejects.toThrow('--output: ');
      expect(hasBegun).toBe(false);
    }
  });
});
