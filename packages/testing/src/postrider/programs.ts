import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { memoryFlags } from './memory-flags.js';

/** Arguments of Node for each process: its flags and the compiled entry point. */
export interface Programs {
  readonly gateway: readonly string[];
  readonly dispatcher: readonly string[];
  readonly admin: readonly string[];
}

/** Found by their names, since this file may be part of a bundle. */
const folderOf = (app: string): string => dirname(fileURLToPath(import.meta.resolve(`@postrider/${app}/package.json`)));

export const programs: Programs = {
  gateway: [...memoryFlags, join(folderOf('gateway'), 'dist/main.js')],
  dispatcher: [...memoryFlags, join(folderOf('dispatcher'), 'dist/main.js')],
  admin: ['--enable-source-maps', join(folderOf('gateway'), 'dist/admin/main.js')],
};
