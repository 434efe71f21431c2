import { execFile } from 'node:child_process';
import { cp, glob, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { checkout } from './checkout.js';

interface Manifests {
  publishedManifest: (workspace: object, options: object) => Record<string, unknown>;
}
interface Versions {
  versionPlaces: () => Promise<{ place: string; version: string }[]>;
}

const read = [
  'package.json',
  'package-lock.json',
  'CHANGELOG.md',
  '{packages,apps,examples}/*/package.json',
  'packages/contracts/src/version.ts',
  'deploy/helm/postrider/Chart.yaml',
  'scripts/release.mjs',
  'scripts/lib/**/*.mjs',
];

let clone: string;

/** A repository with what a release reads. */
beforeEach(async () => {
  clone = await mkdtemp(join(tmpdir(), 'postrider-release-'));
  for await (const path of glob(read, { cwd: checkout })) {
    await mkdir(dirname(join(clone, path)), { recursive: true });
    await cp(join(checkout, path), join(clone, path));
  }
  await git('init', '--quiet');
  await git('add', '--all');
  await git('-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '--quiet', '--message', 'all');
});

afterEach(() => rm(clone, { recursive: true, force: true }));

const git = (...args: string[]): Promise<unknown> => run('git', args);

/** Without credentials, whatever the machine has. */
const release = (...args: string[]) => run(process.execPath, ['scripts/release.mjs', ...args]);

function run(command: string, args: string[]): Promise<{ code: number; output: string }> {
  const { RELEASE_IMAGE: _, RELEASE_CHARTS: __, ...rest } = process.env;
  const env = {
    ...rest,
    HOME: join(clone, '.git'),
    npm_config_registry: 'http://127.0.0.1:9',
  };
  return new Promise((resolve) => {
    execFile(command, args, { cwd: clone, env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr });
    });
  });
}

const edit = async (path: string, from: string | RegExp, to: string): Promise<void> => {
  const text = await readFile(join(clone, path), 'utf8');
  expect(text).toMatch(from);
  await writeFile(join(clone, path), text.replace(from, to));
};

describe('npm run release', () => {
  test('prints each step with --dry-run, and changes nothing', async () => {
    const { code, output } = await release('1.2.3', '--dry-run');
    expect(output).toMatch(/\n1\. set the version 1\.2\.3 /);
    for (const command of [
      'npm test',
      'npm run release:pack',
      'git tag --annotate v1.2.3',
      'npm publish ./release/postrider-sdk-1.2.3.tgz',
      'npm publish ./release/postrider-portal-1.2.3.tgz',
      'npm publish ./release/postrider-cli-1.2.3.tgz',
      'npm publish ./release/postrider-mcp-1.2.3.tgz',
      'docker push $RELEASE_IMAGE:1.2.3',
      'helm push release/postrider-1.2.3.tgz $RELEASE_CHARTS',
      'git push --follow-tags',
    ])
      expect(output).toContain(`\n   ${command}`);
    expect(code).toBe(0);
    expect(await git('status', '--porcelain')).toEqual({ code: 0, output: '' });
  });

  test('builds and pushes the image without Docker, if asked to', async () => {
    const { output } = await release('1.2.3', '--dry-run', '--without-docker');
    for (const command of ['npm run image', 'skopeo copy oci:release/image:1.2.3 docker://$RELEASE_IMAGE:1.2.3'])
      expect(output).toContain(`\n   ${command}\n`);
    expect(output).not.toMatch(/docker (build|push|does)/);
  });

  test('is refused with changes, without credentials, and without places to publish to', async () => {
    await writeFile(join(clone, 'new.txt'), '');
    const { code, output } = await release();
    expect(code).toBe(1);
    for (const reason of ['the working tree has changes', 'npm has no credentials', 'RELEASE_IMAGE', 'RELEASE_CHARTS'])
      expect(output).toContain(`- ${reason}`);
    expect(output).not.toContain('1. ');
  });

  test.each([
    ['a workspace', 'packages/sdk/package.json', '"version": "0.1.0"'],
    ['the contracts', 'packages/contracts/src/version.ts', "'0.1.0'"],
    ['the chart', 'deploy/helm/postrider/Chart.yaml', 'appVersion: 0.1.0'],
  ])('is refused if %s has another version', async (_, path, text) => {
    await edit(path, text, text.replace('0.1.0', '0.1.1'));
    for (const args of [['--dry-run'], []]) {
      const { code, output } = await release(...args);
      expect(code).toBe(1);
      expect(output).toMatch(new RegExp(`^${path}.*: 0\\.1\\.1$`, 'm'));
    }
  });

  test('takes a version only', async () => {
    expect(await release('next', '--dry-run')).toEqual({
      code: 1,
      output: expect.stringContaining('expected a version such as 1.2.3, got next') as unknown,
    });
  });
});

test('a new version is set everywhere, and in the changelog', async () => {
  const path = join(clone, 'scripts/lib/release/versions.mjs');
  const script = `
    const { setVersion, releaseChangelog } = await import(${JSON.stringify(path)});
    await setVersion('1.2.3');
    await releaseChangelog('1.2.3', new Date(0));`;
  expect(await run(process.execPath, ['--input-type=module', '--eval', script])).toEqual({ code: 0, output: '' });
  const { versionPlaces } = (await import(path)) as Versions;
  const versions = new Set((await versionPlaces()).map(({ version }) => version));
  expect([...versions]).toEqual(['1.2.3']);
  expect(await readFile(join(clone, 'CHANGELOG.md'), 'utf8')).toContain('## Unreleased\n\n## 1.2.3 - 1970-01-01\n');
});

test('packages link to the repository of package.json, and to none without it', async () => {
  const { publishedManifest } = (await import(join(checkout, 'scripts/lib/release/manifest.mjs'))) as Manifests;
  const workspace = { name: '@postrider/new', version: '1.2.3', publishConfig: { bin: { new: 'dist/main.js' } } };
  const root = { license: 'MIT', author: 'Postrider contributors' };
  const options = { folder: 'packages/new', dependencies: {} };
  const repository = 'https://git.example.com/postrider';
  expect(publishedManifest(workspace, { ...options, root: { ...root, repository } })).toMatchObject({
    repository: { type: 'git', url: `git+${repository}.git`, directory: 'packages/new' },
    homepage: `${repository}#readme`,
    bugs: `${repository}/issues`,
    bin: { new: 'dist/main.js' },
  });
  const keys = Object.keys(publishedManifest(workspace, { ...options, root }));
  expect(keys.filter((key) => ['repository', 'homepage', 'bugs'].includes(key))).toEqual([]);
});
