import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { CommandError, runQuietly } from './command.mjs';
import { installedPackages, packagesOf, readLock } from './lock-file.mjs';
import { npm } from './npm.mjs';
import { packages, withProgress } from './progress.mjs';
import { hostPath, projectNode, root } from './root.mjs';

/** What the programs need to be built and to run. The rest of the checkout's packages are for tests and checks. */
const PROGRAMS = [
  'apps/dashboard',
  'apps/dispatcher',
  'apps/gateway',
  'deploy',
  'examples/platform',
  'packages/cli',
  'packages/event-store',
  'packages/testing',
];
const SIZES = { programs: '0.7 GB', all: '1.1 GB' };

/**
 * Installs the dependencies, unless those of package-lock.json are installed.
 * @param {'programs' | 'all'} parts
 */
export async function ensureDependencies(parts = 'all') {
  const lock = (await readLock(join(root, 'package-lock.json'))) ?? {};
  const installed = await readLock(join(root, 'node_modules', '.package-lock.json'));
  const wanted = parts === 'all' ? installedPackages(lock) : packagesOf(lock, PROGRAMS);
  const missing = missingOf(wanted, installed);
  if (installed && missing.length === 0 && existsSync(projectNode)) return;
  const required = Object.entries(wanted)
    .filter(([, { optional }]) => !optional)
    .map(([path]) => join(root, path, 'package.json'));
  const size = `${required.length.toLocaleString('en')} packages, ${SIZES[parts]} in node_modules`;
  console.error(
    `Installing the dependencies (npm), also those of the ${parts === 'all' ? 'tests' : 'build'}: ${size} …`,
  );
  const [command, ...args] = npm();
  // What a running Postrider uses stays where it is.
  const isAddition = installed !== undefined && missing.every((path) => !installed[path]) && existsSync(projectNode);
  const options = [
    ...(isAddition ? ['install', '--no-save'] : ['ci']),
    // NODE_ENV=production or the user's npm settings could leave out what the build needs.
    '--include=dev',
    '--include=optional',
    '--loglevel=error',
    ...(parts === 'all' ? [] : PROGRAMS.map((path) => `--workspace=${path}`)),
  ];
  const unpacked = () => {
    const count = required.filter((path) => existsSync(path)).length;
    // npm unpacks nothing for a while.
    return count === 0 ? 'downloading' : packages(count, required.length);
  };
  await withProgress({ done: unpacked }, () => runQuietly('npm', command, [...args, ...options], { PATH: hostPath() }));
  if (!existsSync(projectNode)) {
    throw new CommandError('npm did not install Node.js: run "npm ci --ignore-scripts=false" in the checkout', '');
  }
}

/**
 * npm's last step is to write its own lock file to node_modules.
 * @param {import('./lock-file.mjs').Lock} wanted
 * @param {import('./lock-file.mjs').Lock} [installed]
 * @returns {string[]} paths
 */
const missingOf = (wanted, installed = {}) =>
  Object.entries(wanted).flatMap(([path, { version, integrity, optional, devOptional }]) => {
    const found = installed[path];
    const isInstalled = found
      ? found.version === version && found.integrity === integrity
      : optional === true || devOptional === true;
    return isInstalled ? [] : [path];
  });
