import { join } from 'node:path';

import { run, runQuietly } from './command.mjs';
import { projectNode, root } from './root.mjs';

const BUILD = ['run', 'build', 'build:launcher', '--ui=stream', '--output-logs=errors-only'];
const turbo = join(root, 'node_modules', 'turbo', 'bin', 'turbo');
/** Turns off Turbo's telemetry and update notices. */
export const turboEnv = {
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
  DO_NOT_TRACK: '1',
};

/** Builds what has changed, without output. */
export async function build() {
  await runQuietly('The build', projectNode, [turbo, ...BUILD], turboEnv);
}

/** Builds with output, and returns the exit code. */
export async function buildAloud() {
  const { code } = await run(projectNode, [turbo, ...BUILD], { env: turboEnv });
  return code;
}
