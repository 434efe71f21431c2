import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runQuietly } from '../command.mjs';
import { npm } from '../npm.mjs';
import { root } from '../root.mjs';
import { bundle, toCommonJs } from './bundle.mjs';
import { modulesOf, publishedManifest, shipped, tarballName } from './manifest.mjs';
import { manifestOf, published } from './packages.mjs';

/**
 * Writes a tarball of each published package to a folder. The workspaces must be built.
 * @param {string} out
 * @returns {Promise<string[]>} Paths of the tarballs.
 */
export async function packAll(out) {
  const scratch = await mkdtemp(join(tmpdir(), 'postrider-release-'));
  try {
    await mkdir(out, { recursive: true });
    const staged = await Promise.all(published.map((folder) => stage(folder, scratch)));
    const [command, ...args] = npm();
    const folders = staged.map(({ folder }) => folder);
    const options = ['--ignore-scripts', '--loglevel=error', '--pack-destination', out];
    await runQuietly('npm pack', command, [...args, 'pack', ...options, ...folders]);
    return staged.map(({ name, version }) => join(out, tarballName(name, version)));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/**
 * Makes the folder that is packed. A package that uses other workspaces is bundled with them, since they are not published.
 * @param {string} workspace
 * @param {string} scratch
 */
async function stage(workspace, scratch) {
  const folder = join(scratch, workspace);
  const source = join(root, workspace);
  const manifest = await manifestOf(workspace);
  await mkdir(folder, { recursive: true });
  const usesWorkspaces = Object.keys(manifest.dependencies ?? {}).some((name) => name.startsWith('@postrider/'));
  const dependencies = usesWorkspaces ? await bundle(source, folder) : (manifest.dependencies ?? {});
  if (!usesWorkspaces) await cp(join(source, 'dist'), join(folder, 'dist'), { recursive: true });
  if (modulesOf(shipped(manifest)).length > 0) await toCommonJs(folder);
  const files = publishedManifest(manifest, { root: await manifestOf(), folder: workspace, dependencies });
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(files, null, 2)}\n`);
  await cp(join(source, 'README.md'), join(folder, 'README.md'));
  await cp(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  return { folder, name: manifest.name, version: manifest.version };
}
