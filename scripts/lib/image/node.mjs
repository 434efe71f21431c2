import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { CommandError, run } from '../command.mjs';
import { npm } from '../npm.mjs';
import { root } from '../root.mjs';

/**
 * Unpacks the project's Node.js and its license to a folder. npm has it in its cache, since it is what the package `node`
 * installs.
 * @param {string} folder
 * @returns {Promise<string>} its version
 */
export async function addNode(folder) {
  const { version } = JSON.parse(await readFile(join(root, 'node_modules/node/package.json'), 'utf8'));
  const packed = await mkdtemp(`${folder}-node-`);
  try {
    const [command, ...args] = npm();
    const name = `node-linux-${process.arch}@${version}`;
    await succeed(command, [...args, 'pack', '--silent', '--prefer-offline', '--pack-destination', packed, name]);
    const [archive = ''] = await readdir(packed);
    const local = join(folder, 'usr/local');
    await mkdir(local, { recursive: true });
    const files = ['package/bin/node', 'package/LICENSE'];
    await succeed('tar', [
      '--extract',
      '--file',
      join(packed, archive),
      '--directory',
      local,
      '--strip-components=1',
      ...files,
    ]);
    return version;
  } finally {
    await rm(packed, { recursive: true, force: true });
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 */
async function succeed(command, args) {
  const { code, output } = await run(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  if (code !== 0) throw new CommandError(`${command} failed (exit code ${code})`, output);
}
