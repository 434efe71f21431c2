import { glob, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { CommandError, run } from '../command.mjs';

/**
 * A package of Debian or of a distribution that is made from it.
 * @typedef {{ name: string, version: string, architecture: string }} DebianPackage
 */

/** What Node needs to run, authorities and time zones. libgcc-s1 has its license in gcc-…-base. */
const PACKAGES = ['base-files', 'libc6', 'libgcc-s1', 'libstdc++6', 'ca-certificates', 'tzdata'];

/** No process reads these. */
const UNUSED = [
  'usr/lib/*/gconv',
  'usr/share/{gcc,gdb,lintian,locale,man}',
  'usr/share/doc/*/!(copyright)',
  'usr/share/zoneinfo/right',
  'usr/{bin,sbin}/*',
];

const USERS = {
  passwd: ['root:x:0:0:root:/root:/usr/sbin/nologin', 'node:x:1000:1000::/nonexistent:/usr/sbin/nologin'],
  group: ['root:x:0:', 'node:x:1000:'],
  'nsswitch.conf': ['passwd: files', 'group: files', 'hosts: files dns'],
};

/**
 * Makes a root file system of a few packages, with neither a shell nor a package manager. Needs apt-get, and no rights.
 * @param {string} root an empty folder
 * @returns {Promise<{ packages: DebianPackage[], distribution: { id: string, version: string } }>}
 */
export async function makeBase(root) {
  const folder = await mkdtemp(`${root}-packages-`);
  try {
    const archives = await download(folder);
    /** @type {DebianPackage[]} */
    const packages = [];
    for (const archive of archives) {
      await output('dpkg-deb', ['--extract', archive, root]);
      packages.push(await register(archive, root));
    }
    await removeUnused(root);
    await writeAuthorities(root);
    for (const [name, lines] of Object.entries(USERS))
      await writeFile(join(root, 'etc', name), `${lines.join('\n')}\n`);
    const release = await readFile(join(root, 'etc/os-release'), 'utf8');
    const field = (/** @type {string} */ name) => new RegExp(`^${name}="?([^"\n]*)`, 'm').exec(release)?.[1] ?? '';
    return { packages, distribution: { id: field('ID'), version: field('VERSION_ID') } };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} folder
 * @returns {Promise<string[]>} the paths of the archives
 */
async function download(folder) {
  await fetchPackages(folder, []).catch(async () => {
    // The package lists may be missing or out of date. Those of this machine are not touched.
    const [lists, cache] = [join(folder, 'lists'), join(folder, 'cache')];
    await mkdir(join(lists, 'partial'), { recursive: true });
    await mkdir(join(cache, 'archives', 'partial'), { recursive: true });
    const own = ['-o', `Dir::State::Lists=${lists}`, '-o', `Dir::Cache=${cache}`];
    await output('apt-get', ['update', '-qq', ...own]);
    await fetchPackages(folder, own);
  });
  const names = await readdir(folder);
  return names
    .filter((name) => name.endsWith('.deb'))
    .sort()
    .map((name) => join(folder, name));
}

/**
 * @param {string} folder
 * @param {string[]} options
 */
async function fetchPackages(folder, options) {
  const [license] = /gcc-\d+-base/.exec(await output('apt-cache', ['depends', ...options, 'libgcc-s1'])) ?? [];
  const names = [...PACKAGES, ...(license === undefined ? [] : [license])];
  await output('apt-get', ['download', '-qq', '-o', 'APT::Sandbox::User=root', ...options, ...names], folder);
}

/**
 * Writes the description of a package where scanners look for it if there is no package manager.
 * @param {string} archive
 * @param {string} root
 * @returns {Promise<DebianPackage>}
 */
async function register(archive, root) {
  const description = await output('dpkg-deb', ['--field', archive]);
  const field = (/** @type {string} */ name) => new RegExp(`^${name}: (.*)$`, 'm').exec(description)?.[1] ?? '';
  const found = { name: field('Package'), version: field('Version'), architecture: field('Architecture') };
  const folder = join(root, 'var/lib/dpkg/status.d');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, found.name), description);
  return found;
}

/** @param {string} root */
async function removeUnused(root) {
  for await (const path of glob(UNUSED, { cwd: root })) await rm(join(root, path), { recursive: true, force: true });
}

/**
 * As update-ca-certificates does.
 * @param {string} root
 */
async function writeAuthorities(root) {
  const folder = join(root, 'usr/share/ca-certificates/mozilla');
  const names = (await readdir(folder)).sort();
  const certificates = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  await writeFile(join(root, 'etc/ssl/certs/ca-certificates.crt'), certificates.join(''));
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} [cwd]
 */
async function output(command, args, cwd) {
  const { code, output: text } = await run(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd && { cwd }),
  }).catch(() => ({ code: 127, output: '' }));
  if (code !== 0)
    throw new CommandError(`${command} ${args[0]} failed (exit code ${code}): the image needs Debian's packages`, text);
  return text;
}
