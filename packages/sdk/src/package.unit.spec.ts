import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

interface Manifest {
  version: string;
  exports: Record<string, string | { types: string; default: string }>;
  dependencies?: object;
  peerDependencies?: object;
}

const here = join(import.meta.dirname, '..');
const manifestOf = async (folder: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;

let folder: string;
let tarball: Uint8Array<ArrayBuffer>;
let files: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postrider-sdk-'));
  const { npm_execpath: cli, npm_node_execpath: node } = process.env;
  const [command, ...first]: [string, ...string[]] = cli && node ? [node, cli] : ['npm'];
  const args = [...first, 'pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const { stdout } = await promisify(execFile)(command, args, { cwd: here });
  const [packed] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  files = packed.files.map(({ path }) => path);
  tarball = Uint8Array.from(await readFile(join(folder, packed.filename)));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the package @postrider/sdk', () => {
  it('contains its exports, their types, a README and the license only', async () => {
    const { exports } = await manifestOf(here);
    const exported = Object.values(exports).flatMap((target) =>
      typeof target === 'string' ? [target] : [target.types, target.default],
    );
    for (const path of exported.filter((each) => each.startsWith('./dist/'))) expect(files).toContain(path.slice(2));
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json']));
    const others = files.filter((path) => !/^dist\/.+\.(js|d\.ts)$/.test(path));
    expect(others.toSorted()).toEqual(['LICENSE', 'README.md', 'package.json']);
    expect(files.filter((path) => /spec|fixture/.test(path))).toEqual([]);
  });

  it('has types for each of its files', () => {
    const scripts = files.filter((path) => path.endsWith('.js'));
    expect(scripts.length).toBeGreaterThan(10);
    for (const path of scripts) expect(files).toContain(path.replace(/\.js$/, '.d.ts'));
  });

  it('passes publint', async () => {
    const { messages } = await publint({ pack: { tarball: tarball.buffer }, strict: true });
    const manifest: unknown = JSON.parse(await readFile(join(here, 'package.json'), 'utf8'));
    expect(messages.map((message) => formatMessage(message, manifest as Record<string, unknown>))).toEqual([]);
  });

  it('has correct types for ES modules', async () => {
    const result = await checkPackage(createPackageFromTarballData(tarball));
    if (!result.types) throw new Error('the package has no types');
    const entries = Object.keys((await manifestOf(here)).exports).filter((entry) => entry !== './package.json');
    expect(Object.keys(result.entrypoints)).toEqual(expect.arrayContaining(entries));
    // CommonJS has `require` of ES modules since Node.js 20.19, and the resolution of Node.js 10 knows no `exports`.
    const esm = result.problems.filter(
      (problem) => !('resolutionKind' in problem) || !['node10', 'node16-cjs'].includes(problem.resolutionKind),
    );
    expect(esm).toEqual([]);
  });

  it('has no dependencies, and the version of Postrider', async () => {
    const manifest = await manifestOf(here);
    expect([manifest.dependencies, manifest.peerDependencies]).toEqual([undefined, undefined]);
    expect(manifest.version).toBe((await manifestOf(join(here, '../..'))).version);
  });

  it('uses nothing that only Node.js has', async () => {
    for (const path of files.filter((each) => each.startsWith('dist/'))) {
      const code = (await readFile(join(here, path), 'utf8')).replaceAll(/\/\*[^]*?\*\/|\/\/.*$/gm, '');
      expect([path, /\bnode:|\b(Buffer|process|global|require|__dirname)\b(?!['":])/.exec(code)?.[0]]).toEqual([
        path,
        undefined,
      ]);
    }
  });
});
