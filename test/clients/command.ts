import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export type Command = readonly [string, ...string[]];

/** Downloads and compilers of a whole language. */
const limitMs = 10 * 60_000;

/** Runs a command in a folder. Throws with what it printed if it fails. */
export async function runIn(folder: string, command: Command, env: NodeJS.ProcessEnv = {}): Promise<void> {
  await output(folder, command, env);
}

export async function output(
  cwd: string,
  [command, ...args]: Command,
  env: NodeJS.ProcessEnv = {},
): Promise<{ stdout: string }> {
  const options = { cwd, env: { ...process.env, ...env }, timeout: limitMs, maxBuffer: 64 * 1024 * 1024 };
  try {
    return await promisify(execFile)(command, args, options);
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${[command, ...args].join(' ')} failed:\n${(stdout + stderr).slice(-4_000)}`, { cause: error });
  }
}
