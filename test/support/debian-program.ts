import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { checkout } from '../deploy/checkout.js';

interface Apt {
  downloadPackages: (folder: string, names: string[]) => Promise<string[]>;
}

const { downloadPackages } = (await import(join(checkout, 'scripts/lib/image/apt.mjs'))) as Apt;
const run = promisify(execFile);
const cache = join(checkout, 'node_modules', '.cache');

export interface DebianProgram {
  /** The program, or why it cannot be had. */
  readonly program?: string;
  readonly missing?: string;
}

/**
 * A program of the machine, or of a package of Debian. The package is unpacked under node_modules/.cache and not installed,
 * since it may also have a server that would start.
 */
export async function findDebianProgram(name: string, packageName = name): Promise<DebianProgram> {
  const cached = join(cache, name);
  for (const program of [name, cached]) {
    if (await succeeds(program, ['--version'])) return { program };
  }
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, `${name}-`));
  try {
    const [archive = ''] = await downloadPackages(folder, [packageName]);
    await run('dpkg-deb', ['--extract', archive, folder]);
    const unpacked = join(folder, 'usr', 'bin', name);
    await access(unpacked);
    await rename(unpacked, cached);
    return { program: cached };
  } catch {
    return { missing: `${name} is not installed, and apt-get cannot download the package ${packageName}` };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export const succeeds = (command: string, args: readonly string[]): Promise<boolean> =>
  run(command, args).then(
    () => true,
    () => false,
  );
