import { join } from 'node:path';

import { run, runQuietly } from './command.mjs';
import { projectNode, root } from './root.mjs';

const BUILD = ['run', 'build', '--ui=stream', '--output-logs=errors-only'];
const turbo = join(root, 'node_modules', 'turbo', 'bin', 'turbo');
/** Turbo is to print what was asked for, and to call nobody. */
export const turboEnv = {
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
  DO_NOT_TRACK: '1',
};

/** Compiles what has changed. */
export async function build() {
  await runQuietly('The build', projectNode, [turbo, ...BUILD], turboEnv);
}

/** The same with its output, and the exit code. */
export async function buildAloud() {
  const { code } = await run(projectNode, [turbo, ...BUILD], { env: turboEnv });
  return code;
}
