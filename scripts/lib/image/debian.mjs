import { glob, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { downloadPackages, output } from './apt.mjs';

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
    const archives = await downloadPackages(folder, wanted);
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

/** @param {string[]} options */
async function wanted(options) {
  const dependencies = await output('apt-cache', ['depends', ...options, 'libgcc-s1']);
  return [...PACKAGES, ...(/gcc-\d+-base/.exec(dependencies) ?? [])];
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
