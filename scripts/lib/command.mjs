import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';

import { root } from './root.mjs';

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs a command, in the checkout by default, and forwards signals to it.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv | undefined, stdio?: import('node:child_process').StdioOptions, cwd?: string }} [options]
 * @returns {Promise<{ code: number, output: string }>} `output` has the piped streams
 */
export async function run(command, args, { env, stdio = 'inherit', cwd = root } = {}) {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (/** @type {string} */ chunk) => (output += chunk));
  }
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => child.kill(signal);
  for (const signal of SIGNALS) process.on(signal, forward);
  try {
    await once(child, 'close');
    const { exitCode, signalCode } = child;
    return { code: signalCode === null ? (exitCode ?? 1) : 128 + constants.signals[signalCode], output };
  } finally {
    for (const signal of SIGNALS) process.off(signal, forward);
  }
}

/**
 * Runs a command without output. Its output is in the error if it fails.
 * @param {string} what Completes the sentence "… failed".
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export async function runQuietly(what, command, args, env) {
  const { code, output } = await run(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  if (code !== 0) throw new CommandError(`${what} failed (exit code ${code})`, output.trimEnd());
}

export class CommandError extends Error {
  /**
   * @param {string} message
   * @param {string} output
   */
  constructor(message, output) {
    super(message);
    this.output = output;
  }
}
