import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { isAlive, isServerOf, stopStranger } from '../processes/leftover.js';

/** Ends the postmaster of an earlier run on `dataDir`. */
export async function stopLeftoverPostgres(dataDir: string, log: (line: string) => void): Promise<void> {
  const file = join(dataDir, 'postmaster.pid');
  const content = await readFile(file, 'utf8').catch(() => undefined);
  const pid = Number(content?.split('\n', 1)[0]);
  if (content === undefined || !Number.isInteger(pid) || pid <= 0) return;

  if (await isServerOf({ pid, programs: ['postgres'], dir: dataDir })) {
    log(`Stopping the PostgreSQL server of an earlier run (pid ${pid})`);
    await stopStranger(pid, ['SIGINT', 'SIGQUIT']);
  } else if (await isAlive(pid)) {
    // Another program has this pid. PostgreSQL takes the pid of its parent for stale and,
    // unlike after a removal of the file, still makes sure that no orphaned backend is left.
    await writeFile(file, content.replace(/^\d+/, String(process.pid)));
  }
}
