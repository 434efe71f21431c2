import { clearInterval, setInterval } from 'node:timers';

import { build } from './lib/build.mjs';
import { run } from './lib/command.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { main } from './lib/main.mjs';
import { projectNode } from './lib/root.mjs';
import { parseStartOptions, usage } from './lib/start-options.mjs';

await main(async () => {
  const args = process.argv.slice(2);
  try {
    if (parseStartOptions(args).help) {
      console.log(usage);
      return 0;
    }
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\nSee npm start -- --help`);
    return 2;
  }
  await ensureDependencies();
  await build();
  stopWithNpm();
  // The IPC channel lets the launcher notice the end of this process.
  const { code } = await run(projectNode, ['scripts/launch/main.ts', ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  return code;
});

/** npm starts this script in a shell, which does not always forward signals. So the end of npm counts as a signal. */
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
