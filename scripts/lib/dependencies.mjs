import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { CommandError, runQuietly } from './command.mjs';
import { npm } from './npm.mjs';
import { packages, withProgress } from './progress.mjs';
import { hostPath, projectNode, root } from './root.mjs';

/**
 * @typedef {{ version?: string, integrity?: string, link?: boolean, optional?: boolean,
 *   peer?: boolean, devOptional?: boolean }} LockedPackage
 */

const SIZE = '1.1 GB in node_modules';

/** Installs the dependencies, unless those of package-lock.json are installed. */
export async function ensureDependencies() {
  if (await areInstalled()) return;
  const wanted = Object.entries((await readLock(join(root, 'package-lock.json'))) ?? {})
    .filter(([path, { link, optional }]) => isInstalledPath(path) && !link && !optional)
    .map(([path]) => join(root, path, 'package.json'));
  const size = `${wanted.length.toLocaleString('en')} packages, ${SIZE}`;
  console.error(`Installing the dependencies (npm ci), also those of the build: ${size} …`);
  const [command, ...args] = npm();
  // NODE_ENV=production or the user's npm settings could leave out what the build needs.
  const options = ['ci', '--include=dev', '--include=optional', '--loglevel=error'];
  const unpacked = () => {
    const count = wanted.filter((path) => existsSync(path)).length;
    // npm unpacks nothing for a while.
    return count === 0 ? 'downloading' : packages(count, wanted.length);
  };
  await withProgress({ done: unpacked }, () =>
    runQuietly('npm ci', command, [...args, ...options], { PATH: hostPath() }),
  );
  if (!existsSync(projectNode)) {
    throw new CommandError('npm ci did not install Node.js: run "npm ci --ignore-scripts=false" in the checkout', '');
  }
}

/** npm's last step is to write its own lock file to node_modules. */
async function areInstalled() {
  const [wanted, installed] = await Promise.all([
    readLock(join(root, 'package-lock.json')),
    readLock(join(root, 'node_modules', '.package-lock.json')),
  ]);
  if (!wanted || !installed || !existsSync(projectNode)) return false;
  return Object.entries(wanted).every(([path, package_]) => {
    if (!isInstalledPath(path)) return true;
    const found = installed[path];
    if (!found) return package_.optional === true || package_.devOptional === true;
    return found.version === package_.version && found.integrity === package_.integrity;
  });
}

/** @param {string} path in a lock file, which also lists the workspaces */
const isInstalledPath = (path) => path.startsWith('node_modules/') || path.includes('/node_modules/');

/**
 * @param {string} file
 * @returns {Promise<Record<string, LockedPackage> | undefined>}
 */
async function readLock(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
