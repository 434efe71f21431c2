import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { run, runQuietly } from './command.mjs';
import { packages, withProgress } from './progress.mjs';
import { projectNode, root } from './root.mjs';

const BUILD = ['run', 'build', 'build:launcher', '--ui=stream', '--output-logs=errors-only'];
const turbo = join(root, 'node_modules', 'turbo', 'bin', 'turbo');

/** Turns off Turbo's telemetry and update notices. */
export const turboEnv = {
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
  DO_NOT_TRACK: '1',
};

/** Builds what has changed. Says how far it is if it takes long. */
export async function build() {
  const isFirst = !existsSync(join(root, 'scripts', 'dist'));
  if (isFirst) console.error('Building the programs; the next start builds what has changed …');
  await withProgress({ done: isFirst ? built : () => 'building what has changed' }, () =>
    runQuietly('The build', projectNode, [turbo, ...BUILD], turboEnv),
  );
}

function built() {
  const folders = ['packages', 'apps', 'examples'].flatMap((parent) =>
    readdirSync(join(root, parent)).map((name) => join(root, parent, name)),
  );
  const all = [...folders.filter((folder) => existsSync(join(folder, 'package.json'))), join(root, 'scripts')];
  return packages(all.filter((folder) => existsSync(join(folder, 'dist'))).length, all.length);
}

/** Builds with output, and returns the exit code. */
export async function buildAloud() {
  const { code } = await run(projectNode, [turbo, ...BUILD], { env: turboEnv });
  return code;
}
