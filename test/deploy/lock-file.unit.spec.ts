import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { checkout } from './checkout.js';

type Lock = Record<string, object>;
interface LockFile {
  readLock: (file: string) => Promise<Lock | undefined>;
  packagesOf: (lock: Lock, workspaces: readonly string[]) => Lock;
  installedPackages: (lock: Lock) => Lock;
}

const { readLock, packagesOf, installedPackages } = (await import(
  join(checkout, 'scripts/lib/lock-file.mjs')
)) as LockFile;

describe('the packages of a workspace', () => {
  const lock = {
    '': { dependencies: { 'of-the-checkout': '1' } },
    'apps/a': { dependencies: { b: '*', c: '1' }, devDependencies: { dev: '1' } },
    'packages/b': { dependencies: { c: '2' }, devDependencies: { 'dev-of-b': '1' } },
    'packages/b/node_modules/c': { version: '2', optionalDependencies: { d: '1' } },
    'node_modules/b': { resolved: 'packages/b', link: true },
    'node_modules/c': { version: '1', dependencies: { cycle: '1' }, peerDependencies: { absent: '1' } },
    'node_modules/c/node_modules/cycle': { version: '1', dependencies: { c: '1' } },
    'node_modules/d': { version: '1' },
    'node_modules/dev': { version: '1' },
    'node_modules/dev-of-b': { version: '1' },
    'node_modules/of-the-checkout': { version: '1' },
  };

  it('are those of its development, and of the workspaces that it needs', () => {
    expect(Object.keys(packagesOf(lock, ['apps/a'])).toSorted()).toEqual([
      'node_modules/c',
      'node_modules/c/node_modules/cycle',
      'node_modules/d',
      'node_modules/dev',
      'packages/b/node_modules/c',
    ]);
  });

  it('are fewer than those of the checkout, which also has packages for tests', async () => {
    const real = (await readLock(join(checkout, 'package-lock.json'))) ?? {};
    const names = (found: Lock): string[] => Object.keys(found).map((path) => path.replace('node_modules/', ''));
    const ofPrograms = names(packagesOf(real, ['apps/gateway', 'apps/dashboard', 'deploy']));
    expect(ofPrograms).toEqual(expect.arrayContaining(['esbuild', 'fastify', 'node', 'turbo', 'typescript', 'vite']));
    for (const name of ['jest', 'eslint']) {
      expect(ofPrograms).not.toContain(name);
      expect(names(installedPackages(real))).toContain(name);
    }
  });
});
