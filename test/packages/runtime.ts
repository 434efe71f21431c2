import { execFile } from 'node:child_process';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Postrider } from '../support/postrider.js';
import type { Installed } from './install.js';

/** What runs JavaScript: a program, and its arguments before the script. */
export type Runtime = readonly [string, ...string[]];

export const thisNode: Runtime = [process.execPath];

const runMs = 60_000;
const fixtures = ['use-sdk.mjs', 'import.mjs', 'require.cjs'];

/** What a script that uses the SDK prints. */
export const sdkWorks = {
  type: 'budget.exceeded',
  missing: 404,
  verified: true,
  forged: 'wrong_signature',
  statuses: [204, 401],
};

export async function useSdk(
  runtime: Runtime,
  script: 'import.mjs' | 'require.cjs',
  installed: Installed,
  postrider: Postrider,
): Promise<unknown> {
  for (const name of fixtures) await copyFile(join(import.meta.dirname, name), join(installed.folder, name));
  return JSON.parse((await run(runtime, [script], installed, postrider)).stdout);
}

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script in the folder of the installed packages, with a management key. */
export function run(
  [command, ...first]: Runtime,
  args: readonly string[],
  { folder }: Installed,
  { url, keys }: Pick<Postrider, 'url' | 'keys'>,
): Promise<Ended> {
  const env = { ...process.env, POSTRIDER_URL: url, POSTRIDER_KEY: keys.management_key };
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, stdout: string, stderr: string): void => {
      const code = error === null ? 0 : 'code' in error ? error.code : undefined;
      if (typeof code === 'number') resolve({ code, stdout, stderr });
      else reject(error ?? new Error('no exit code'));
    };
    execFile(command, [...first, ...args], { cwd: folder, env, timeout: runMs }, done);
  });
}
