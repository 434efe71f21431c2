import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { CommandError, run } from '../command.mjs';

/**
 * Downloads packages of Debian, without installing them. Needs no rights.
 * @param {string} folder
 * @param {string[] | ((options: string[]) => Promise<string[]>)} names of the packages; `options` are for programs of apt
 * @returns {Promise<string[]>} the paths of the archives
 */
export async function downloadPackages(folder, names) {
  const attempt = async (/** @type {string[]} */ options) => {
    const wanted = typeof names === 'function' ? await names(options) : names;
    await output('apt-get', ['download', '-qq', '-o', 'APT::Sandbox::User=root', ...options, ...wanted], folder);
  };
  await attempt([]).catch(async () => {
    // The package lists may be missing or out of date. Those of this machine are not touched.
    const [lists, cache] = [join(folder, 'lists'), join(folder, 'cache')];
    await mkdir(join(lists, 'partial'), { recursive: true });
    await mkdir(join(cache, 'archives', 'partial'), { recursive: true });
    const own = ['-o', `Dir::State::Lists=${lists}`, '-o', `Dir::Cache=${cache}`];
    await output('apt-get', ['update', '-qq', ...own]);
    await attempt(own);
  });
  const files = (await readdir(folder)).filter((name) => name.endsWith('.deb'));
  return files.sort().map((name) => join(folder, name));
}

/**
 * What a program of apt or dpkg prints.
 * @param {string} command
 * @param {string[]} args
 * @param {string} [cwd]
 */
export async function output(command, args, cwd) {
  /** @type {Parameters<typeof run>[2]} */
  const options = { stdio: ['ignore', 'pipe', 'pipe'], ...(cwd && { cwd }) };
  const missing = () => ({ code: 127, output: '' });
  const { code, output: text } = await run(command, args, options).catch(missing);
  if (code !== 0) {
    const failed = `${command} ${args[0]} failed (exit code ${code})`;
    throw new CommandError(`${failed}: Debian's packages are needed`, text);
  }
  return text;
}
