import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { type Environment, type ManagedProcess, spawnProcess } from '@postrider/testing';

const program = join(import.meta.dirname, '..', '..', 'packages/cli/bin/postrider.mjs');

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `postrider` without a terminal. */
export class Cli {
  readonly #env: Environment;

  constructor(url: string | undefined, key: string | undefined, env: Environment = {}) {
    const none = { POSTRIDER_DATA_DIR: 'not-there', XDG_CONFIG_HOME: '/not-there' };
    this.#env = { ...process.env, POSTRIDER_URL: url, POSTRIDER_KEY: key, ...none, ...env };
  }

  async run(args: readonly string[], stdin = ''): Promise<CliResult> {
    const child = spawn(process.execPath, [program, ...args], { env: this.#env });
    child.stdin.end(stdin);
    const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
    const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
    return { code, stdout, stderr };
  }

  /** Returns the output of a command with --json. */
  async json(...args: string[]): Promise<unknown> {
    const { code, stdout, stderr } = await this.run([...args, '--json']);
    if (code !== 0) throw new Error(`postrider ${args.join(' ')} ended with ${String(code)}: ${stderr}`);
    return JSON.parse(stdout);
  }

  /** Starts a command that runs until it is stopped. */
  start(...args: string[]): ManagedProcess {
    return spawnProcess({ name: 'postrider', args: [program, ...args], env: this.#env });
  }
}
