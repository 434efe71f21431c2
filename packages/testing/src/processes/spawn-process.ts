import { spawn } from 'node:child_process';

import { type LineListener, ManagedProcess } from './managed-process.js';

export interface SpawnProcessOptions {
  readonly name: string;
  /** Arguments of node: the script first, flags of node before it. */
  readonly args: readonly string[];
  /** Added to the environment of this process; undefined removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  readonly onLine?: LineListener;
}

/** Starts a Node.js process that can notice the death of its parent through its IPC channel. */
export function spawnProcess(options: SpawnProcessOptions): ManagedProcess {
  const child = spawn(process.execPath, options.args, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...options.env },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    // Ctrl-C reaches the whole process group; who is stopped when is for the parent to say.
    detached: true,
  });
  return new ManagedProcess(options.name, child, options.onLine);
}
