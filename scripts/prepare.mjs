import { clearInterval, setInterval } from 'node:timers';

import { build } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { main } from './lib/main.mjs';

/** Installs and builds what is missing, for scripts/start.sh. */
await main(async () => {
  stopWithParent();
  await ensureDependencies('programs');
  await build();
  return 0;
});

/** The shell and npm do not always forward signals. So the end of the shell counts as a signal. */
function stopWithParent() {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.emit('SIGTERM');
  }, 1_000);
  timer.unref();
}
