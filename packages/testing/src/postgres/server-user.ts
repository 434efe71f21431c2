import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import type { ServerUser } from '../processes/server-command.js';

const run = promisify(execFile);
const OWN_USER = 'postrider';
/** Exists nearly everywhere, for systems where no user can be added. */
const OTHER_USERS = ['postgres', 'nobody'];

/** Returns the user to run PostgreSQL as, which refuses root. Undefined unless this process runs as root. */
export async function postgresUser(): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const known = await lookUp(OWN_USER);
  if (known) return known;
  await run('useradd', ['--system', '--no-create-home', '--shell=/usr/sbin/nologin', OWN_USER]).catch(() => undefined);
  for (const name of [OWN_USER, ...OTHER_USERS]) {
    const user = await lookUp(name);
    if (user) return user;
  }
  throw new Error(
    'PostgreSQL does not run as root, and no user could be created for it. ' +
      `Run "useradd --system ${OWN_USER}" or start as another user.`,
  );
}

async function lookUp(name: string): Promise<ServerUser | undefined> {
  try {
    const uid = await run('id', ['-u', name]);
    const gid = await run('id', ['-g', name]);
    return { name, uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}
