import { access, constants, mkdir } from 'node:fs/promises';

import { LaunchError } from './launch-error.ts';
import { paths } from './paths.ts';

/** Creates the data directory. Throws if it is not writable. */
export async function prepareDataDir(): Promise<void> {
  try {
    // PostgreSQL enters it as another user if this process is root. The files in it are private.
    await mkdir(paths.dataDir, { recursive: true, mode: 0o711 });
    await access(paths.dataDir, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new LaunchError(`Cannot write to the data directory ${paths.dataDir}`, { cause });
  }
}
