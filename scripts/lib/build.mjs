import { join } from 'node:path';

import { run, runQuietly } from './command.mjs';
import { projectNode, root } from './root.mjs';

const turbo = join(root, 'node_modules', 'turbo', 'bin', 'turbo');
const env = {
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
  DO_NOT_TRACK: '1',
};

/** Compiles what has changed. */
export async function build() {
  await runQuietly('The build', projectNode, [turbo, ...buildArgs('errors-only')], env);
}

/** The same with its output, and the exit code. */
export async function buildAloud() {
  const { code } = await run(projectNode, [turbo, ...buildArgs('new-only')], { env });
  return code;
}

/** @param {string} logs */
function buildArgs(logs) {
  return ['run', 'build', '--ui=stream', `--output-logs=${logs}`];
}
