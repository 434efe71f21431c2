import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { aptInstall } from '@postrider/testing';

const run = promisify(execFile);
const repository = join(import.meta.dirname, '..', '..');
const requirements = join(import.meta.dirname, 'requirements.txt');
const installMs = 300_000;

export interface Schemathesis {
  /** The program, or why it cannot be had. */
  readonly program?: string;
  readonly missing?: string;
}

/**
 * Schemathesis of the pinned version, in a virtual environment under node_modules/.cache. Needs Python 3.10 or later (of
 * Debian's python3-venv where there is none) and PyPI the first time.
 */
export async function findOrInstallSchemathesis(): Promise<Schemathesis> {
  const version = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex')
    .slice(0, 12);
  const folder = join(repository, 'node_modules', '.cache', `schemathesis-${version}`);
  const program = join(folder, 'bin', 'schemathesis');
  if (await succeeds(program, ['--version'])) return { program };
  const python = await findOrInstallPython();
  if (python === undefined) return { missing: 'there is no Python 3.10 or later with venv and pip' };
  try {
    await run(python, ['-m', 'venv', '--clear', folder], { timeout: installMs });
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', '--only-binary=:all:'];
    await run(join(folder, 'bin', 'python'), [...pip, '--retries', '1', '--timeout', '20', '-r', requirements], {
      timeout: installMs,
    });
    return { program };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    return { missing: `it cannot be installed from PyPI: ${lastLine(error)}` };
  }
}

async function findOrInstallPython(): Promise<string | undefined> {
  if (await isEnough('python3')) return 'python3';
  try {
    await aptInstall('python3-venv');
  } catch {
    return undefined;
  }
  // Another python3 may stand before Debian's in PATH.
  return (await isEnough('/usr/bin/python3')) ? '/usr/bin/python3' : undefined;
}

const isEnough = (python: string): Promise<boolean> =>
  succeeds(python, ['-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))']);

const succeeds = (command: string, args: readonly string[]): Promise<boolean> =>
  run(command, args).then(
    () => true,
    () => false,
  );

function lastLine(error: unknown): string {
  const text = typeof error === 'object' && error !== null && 'stderr' in error ? String(error.stderr) : '';
  return (text.trim() || String(error)).split('\n').at(-1) ?? '';
}
