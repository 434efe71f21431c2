import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { npmInstall } from './install.js';
import type { Runtime } from './runtime.js';

const { platform, arch } = process;
const nodeVersions = [20, 22, 24];

export const runtimeNames = [...nodeVersions.map((version) => `Node.js ${version}`), 'Deno', 'Bun'];

export interface Runtimes {
  /** The command of a runtime, or why there is none. */
  of: (name: string) => Runtime | string;
  remove: () => Promise<void>;
}

/** Downloads the runtimes as npm packages. Each by itself: a machine may have no binary of one of them. */
export async function findRuntimes(): Promise<Runtimes> {
  const folder = await mkdtemp(join(tmpdir(), 'postrider-runtimes-'));
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  const nodes = nodeVersions.map((version) => ({
    name: `Node.js ${version}`,
    // The binaries themselves: the package `node` downloads them in an install script.
    packages: [`node-${version}@npm:node-${platform}-${arch}@${version}`],
    command: [join(folder, `node_modules/node-${version}/bin/node`)] as const,
  }));
  const others = [
    { name: 'Deno', packages: ['deno'], command: [bin(folder, 'deno'), 'run', '--allow-all', '--quiet'] as const },
    { name: 'Bun', packages: ['bun'], command: [bin(folder, 'bun')] as const },
  ];
  const found = new Map<string, Runtime | string>();
  for (const { name, packages, command } of [...nodes, ...others]) {
    found.set(name, await install(folder, packages, command));
  }
  return {
    of: (name) => found.get(name) ?? 'it is unknown',
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

const bin = (folder: string, name: string): string => join(folder, 'node_modules/.bin', name);

async function install(folder: string, packages: readonly string[], command: Runtime): Promise<Runtime | string> {
  try {
    await npmInstall(folder, packages);
    await promisify(execFile)(command[0], ['--version'], { timeout: 60_000 });
    return command;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
