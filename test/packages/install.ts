import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { checkout } from '../deploy/checkout.js';

interface Packing {
  packAll: (out: string) => Promise<string[]>;
}

export const cliProgram = '@postrider/cli/bin/postrider.mjs';
export const mcpProgram = '@postrider/mcp/dist/stdio/main.js';

const installMs = 180_000;

/** The published packages, as npm installs them from their tarballs. */
export interface Installed {
  readonly folder: string;
  /** Path of an installed file. */
  readonly program: (path: string) => string;
  remove: () => Promise<void>;
}

/** Packs all packages, and installs them in an empty folder outside of the checkout, together with public packages. */
export async function installPackages(others: Readonly<Record<string, string>> = {}): Promise<Installed> {
  const { packAll } = (await import(join(checkout, 'scripts/lib/release/pack.mjs'))) as Packing;
  const folder = await mkdtemp(join(tmpdir(), 'postrider-packages-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const tarballs = await packAll(join(folder, 'tarballs'));
    await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: others }));
    await npmInstall(folder, tarballs);
  } catch (error) {
    await remove();
    throw error;
  }
  return { folder, program: (path) => join(folder, 'node_modules', path), remove };
}

/** Installs packages in a folder that has a package.json. */
export async function npmInstall(cwd: string, packages: readonly string[]): Promise<void> {
  const args = ['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error', ...packages];
  const { npm_execpath: cli, npm_node_execpath: node } = process.env;
  const [command, ...first]: [string, ...string[]] = cli && node ? [node, cli] : ['npm'];
  // Without what an outer npm says of its own folder.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD$)/i.test(name)));
  await promisify(execFile)(command, [...first, ...args], { cwd, env, timeout: installMs });
}
