import { clearInterval, setInterval } from 'node:timers';

import { build } from './lib/build.mjs';
import { CommandError, run } from './lib/command.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { requireHostNode } from './lib/host-node.mjs';
import { projectNode } from './lib/root.mjs';
import { parseStartOptions, usage } from './lib/start-options.mjs';

requireHostNode();
process.exitCode = await start(process.argv.slice(2));

/** @param {readonly string[]} args */
async function start(args) {
  try {
    if (parseStartOptions(args).help) {
      console.log(usage);
      return 0;
    }
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\nSee npm start -- --help`);
    return 2;
  }
  try {
    await ensureDependencies();
    await build();
    stopWithNpm();
    // The channel lets the launcher notice that it has been left alone.
    const { code } = await run(projectNode, ['scripts/launch/main.ts', ...args], {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    });
    return code;
  } catch (error) {
    if (error instanceof CommandError && error.output !== '') console.error(error.output);
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

/** A signal to npm, or the end of it, does not always get past the shell that npm starts. */
function stopWithNpm() {
  if (process.env.npm_lifecycle_event !== 'start') return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.emit('SIGTERM');
  }, 1_000);
  timer.unref();
}
