import { spawn } from 'node:child_process';

import { type LineListener, ManagedProcess } from './managed-process.js';

export interface SpawnProcessOptions {
  readonly name: string;
  /** Node's flags, the script, and its arguments. */
  readonly args: readonly string[];
  /** Added to the environment of this process. Undefined removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  readonly onLine?: LineListener;
}

/** Starts a Node.js process with an IPC channel, through which it notices the end of its parent. */
export function spawnProcess(options: SpawnProcessOptions): ManagedProcess {
  const child = spawn(process.execPath, options.args, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...options.env },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    // Otherwise Ctrl-C would reach all processes at once, and the parent could not stop them in order.
    detached: true,
  });
  return new ManagedProcess(options.name, child, options.onLine);
}
