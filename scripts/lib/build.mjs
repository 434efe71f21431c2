import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { run, runQuietly } from './command.mjs';
import { packages, withProgress } from './progress.mjs';
import { projectNode, root } from './root.mjs';

const BUILD = ['run', 'build', 'build:launcher', '--ui=stream', '--output-logs=errors-only'];
const turbo = join(root, 'node_modules', 'turbo', 'bin', 'turbo');
const launcher = join(root, 'scripts', 'dist', 'main.js');

/** Turns off Turbo's telemetry and update notices. */
export const turboEnv = {
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
  DO_NOT_TRACK: '1',
};

/** Builds what has changed. Without a finished build it says so, and how far it is. */
export async function build() {
  const start = Date.now();
  if (!existsSync(launcher)) console.error('Building the programs; the next start builds what has changed …');
  await withProgress({ done: () => packages(...begun(start)) }, () =>
    runQuietly('The build', projectNode, [turbo, ...BUILD], turboEnv),
  );
}

/**
 * Turbo writes a log for each package.
 * @param {number} start
 * @returns {[number, number]} how many packages were begun since, and how many there are
 */
function begun(start) {
  const folders = ['packages', 'apps', 'examples'].flatMap((parent) =>
    readdirSync(join(root, parent)).map((name) => join(root, parent, name)),
  );
  const logs = folders
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .map((folder) => join(folder, '.turbo', 'turbo-build.log'));
  const isNew = (/** @type {string} */ path) => (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= start;
  return [logs.filter(isNew).length, logs.length];
}

/** Builds with output, and returns the exit code. */
export async function buildAloud() {
  const { code } = await run(projectNode, [turbo, ...BUILD], { env: turboEnv });
  return code;
}
