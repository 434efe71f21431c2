import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

interface Manifest {
  version: string;
  exports: Record<string, string | Record<'import' | 'require', { types: string; default: string }>>;
  dependencies?: object;
  peerDependencies?: object;
}

interface Packing {
  packAll: (out: string) => Promise<string[]>;
}

const checkout = join(import.meta.dirname, '../../..');

let folder: string;
let tarball: Uint8Array<ArrayBuffer>;
let unpacked: string;
let manifest: Manifest;
let files: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postrider-sdk-'));
  const { packAll } = (await import(join(checkout, 'scripts/lib/release/pack.mjs'))) as Packing;
  const path = (await packAll(folder)).find((each) => each.includes('postrider-sdk-')) ?? '';
  tarball = Uint8Array.from(await readFile(path));
  await promisify(execFile)('tar', ['-xzf', path, '-C', folder]);
  unpacked = join(folder, 'package');
  manifest = JSON.parse(await readFile(join(unpacked, 'package.json'), 'utf8')) as Manifest;
  const entries = await readdir(unpacked, { recursive: true, withFileTypes: true });
  files = entries.flatMap((entry) => (entry.isFile() ? [relative(unpacked, join(entry.parentPath, entry.name))] : []));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the package @postrider/sdk', () => {
  it('contains its exports, their types, source maps, a README and the license only', () => {
    const exported = Object.values(manifest.exports).flatMap((target) =>
      typeof target === 'string' ? [target] : Object.values(target).flatMap((files) => Object.values(files)),
    );
    expect(exported.length).toBeGreaterThan(20);
    for (const path of exported) expect(files).toContain(path.slice(2));
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json']));
    const others = files.filter((path) => !/^dist\/.+\.(js|js\.map|d\.ts)$/.test(path));
    expect(others.toSorted()).toEqual(['LICENSE', 'README.md', 'dist/cjs/package.json', 'package.json']);
    expect(files.filter((path) => /spec|fixture/.test(path))).toEqual([]);
  });

  it('has types and a source map with its source for each of its files', async () => {
    const scripts = files.filter((path) => path.endsWith('.js'));
    expect(scripts.length).toBeGreaterThan(20);
    for (const path of scripts) {
      expect(files).toContain(path.replace(/\.js$/, '.d.ts'));
      const map = JSON.parse(await readFile(join(unpacked, `${path}.map`), 'utf8')) as Record<string, unknown[]>;
      expect([path, map.sourcesContent]).toEqual([path, [expect.any(String)]]);
    }
  });

  it('passes publint', async () => {
    const { messages } = await publint({ pack: { tarball: tarball.buffer }, strict: true });
    expect(messages.map((message) => formatMessage(message, { ...manifest }))).toEqual([]);
  });

  it('has correct types, for ES modules and for CommonJS', async () => {
    const result = await checkPackage(createPackageFromTarballData(tarball));
    if (!result.types) throw new Error('the package has no types');
    const entries = Object.keys(manifest.exports).filter((entry) => entry !== './package.json');
    expect(Object.keys(result.entrypoints)).toEqual(expect.arrayContaining(entries));
    expect(result.problems).toEqual([]);
  });

  it('has no dependencies, and the version of Postrider', async () => {
    expect([manifest.dependencies, manifest.peerDependencies]).toEqual([undefined, undefined]);
    const { version } = JSON.parse(await readFile(join(checkout, 'package.json'), 'utf8')) as Manifest;
    expect(manifest.version).toBe(version);
  });

  it('uses nothing that only Node.js has', async () => {
    for (const path of files.filter((each) => /^dist\/(?!cjs\/).+(?<!\.map)$/.test(each))) {
      const code = (await readFile(join(unpacked, path), 'utf8')).replaceAll(/\/\*[^]*?\*\/|\/\/.*$/gm, '');
      expect([path, /\bnode:|\b(Buffer|process|global|require|__dirname)\b(?!['":])/.exec(code)?.[0]]).toEqual([
        path,
        undefined,
      ]);
    }
  });
});
