import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { checkout } from '../deploy/checkout.js';

const run = promisify(execFile);
const cache = join(checkout, 'node_modules', '.cache');
const cached = join(cache, 'promtool');

export interface Promtool {
  /** The program, or why it cannot be had. */
  readonly program?: string;
  readonly missing?: string;
}

/**
 * promtool of the machine, or of Debian's package `prometheus`. The package is unpacked under node_modules/.cache and not
 * installed, since it also has a server that would start.
 */
export async function findPromtool(): Promise<Promtool> {
  for (const program of ['promtool', cached]) {
    if (await succeeds(program, ['--version'])) return { program };
  }
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'promtool-'));
  try {
    await run('apt-get', ['download', '-qq', 'prometheus'], { cwd: folder });
    const archive = (await readdir(folder)).find((name) => name.endsWith('.deb')) ?? '';
    await run('dpkg-deb', ['--extract', join(folder, archive), folder]);
    const unpacked = join(folder, 'usr', 'bin', 'promtool');
    await access(unpacked);
    await rename(unpacked, cached);
    return { program: cached };
  } catch {
    return { missing: 'it is not installed, and apt-get cannot download the package prometheus' };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const succeeds = (command: string, args: readonly string[]): Promise<boolean> =>
  run(command, args).then(
    () => true,
    () => false,
  );
