import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

interface Packing {
  packAll: (out: string) => Promise<string[]>;
}

const checkout = join(import.meta.dirname, '../../..');

let folder: string;
let tarball: Uint8Array<ArrayBuffer>;
let unpacked: string;
let manifest: Record<string, unknown>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postrider-portal-'));
  const { packAll } = (await import(join(checkout, 'scripts/lib/release/pack.mjs'))) as Packing;
  const path = (await packAll(folder)).find((each) => /postrider-portal-\d[^/]*$/.test(each)) ?? '';
  tarball = Uint8Array.from(await readFile(path));
  await promisify(execFile)('tar', ['-xzf', path, '-C', folder]);
  unpacked = join(folder, 'package');
  manifest = JSON.parse(await readFile(join(unpacked, 'package.json'), 'utf8')) as Record<string, unknown>;
});
afterAll(() => rm(folder, { recursive: true }));

describe('the package @postrider/portal', () => {
  it('has no dependency, and needs React for its component alone', async () => {
    expect(manifest).toMatchObject({ peerDependencies: { react: '>=18' } });
    expect(manifest).toMatchObject({ peerDependenciesMeta: { react: { optional: true } } });
    expect([manifest.dependencies, manifest.sideEffects]).toEqual([undefined, undefined]);
    const files = (await readdir(join(unpacked, 'dist'))).filter((path) => path.endsWith('.js'));
    const texts = await Promise.all(files.map((path) => readFile(join(unpacked, 'dist', path), 'utf8')));
    const imported = texts.flatMap((text) => Array.from(text.matchAll(/from '([^.][^']*)'/g), ([, name]) => name));
    expect(imported).toEqual(['react']);
  });

  it('tells frameworks that its component is for browsers, as a module and for require', async () => {
    for (const path of ['dist/react.js', 'dist/cjs/react.js']) {
      expect(await readFile(join(unpacked, path), 'utf8')).toMatch(/^["']use client["'];/);
    }
  });

  it('passes publint, and has correct types, for ES modules and for CommonJS', async () => {
    const { messages } = await publint({ pack: { tarball: tarball.buffer }, strict: true });
    expect(messages.map((message) => formatMessage(message, manifest))).toEqual([]);
    const { types, ...result } = await checkPackage(createPackageFromTarballData(tarball));
    expect(types).not.toBe(false);
    expect(result).toMatchObject({ problems: [] });
  });
});
