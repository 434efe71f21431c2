import { access, constants, mkdir } from 'node:fs/promises';

import { LaunchError } from './launch-error.ts';
import { paths } from './paths.ts';

/** Makes the data directory, or makes sure that this user can work in it. */
export async function prepareDataDir(): Promise<void> {
  try {
    // PostgreSQL has to pass it as another user when this process is root; what is in it is private.
    await mkdir(paths.dataDir, { recursive: true, mode: 0o711 });
    await access(paths.dataDir, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new LaunchError(`Cannot write to the data directory ${paths.dataDir}`, { cause });
  }
}
