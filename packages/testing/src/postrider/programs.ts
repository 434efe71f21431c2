import { join } from 'node:path';

import { memoryFlags } from './memory-flags.js';

/** Arguments of Node for each process: its flags and the compiled entry point. */
export interface Programs {
  readonly gateway: readonly string[];
  readonly dispatcher: readonly string[];
  readonly admin: readonly string[];
}

const apps = join(import.meta.dirname, '..', '..', '..', '..', 'apps');

export const programs: Programs = {
  gateway: [...memoryFlags.gateway, join(apps, 'gateway/dist/main.js')],
  dispatcher: [...memoryFlags.dispatcher, join(apps, 'dispatcher/dist/main.js')],
  admin: ['--enable-source-maps', join(apps, 'gateway/dist/admin/main.js')],
};
