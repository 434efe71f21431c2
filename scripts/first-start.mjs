import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { run, runQuietly } from './lib/command.mjs';
import { main } from './lib/main.mjs';
import { npm } from './lib/npm.mjs';
import { hostPath, root } from './lib/root.mjs';

/** The first `npm start` of a clone: packages that are installed here could hide one that it does not install. */
await main(async () => {
  const clone = await mkdtemp(join(tmpdir(), 'postrider-clone-'));
  try {
    // PostgreSQL has to enter it as another user when this runs as root.
    await chmod(clone, 0o711);
    await runQuietly('git clone', 'git', ['clone', '--quiet', root, clone]);
    const [command, ...args] = npm();
    const env = { PORT: '0', POSTRIDER_DATA_DIR: join(clone, '.postrider'), PATH: hostPath() };
    const { code } = await run(command, [...args, 'start', '--', '--once'], { cwd: clone, env });
    return code;
  } finally {
    await rm(clone, { recursive: true, force: true });
  }
});
