import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A package of npm whose code is in a program, and the apps that have it.
 * @typedef {{ name: string, version: string, license: string, apps: string[] }} BundledPackage
 */

/** As deploy/bundle.mjs and Vite write it: `## name 1.0.0 (MIT)`, `## name - 1.0.0 (MIT)`. */
const heading = /^## (\S+) (?:- )?(\d\S*) \((.+)\)$/gm;

/**
 * Reads which packages are in the programs, from the licenses that the bundlers write for the code that they took.
 * @param {string} app the folder of the image's programs
 * @returns {Promise<BundledPackage[]>}
 */
export async function bundledPackages(app) {
  /** @type {Map<string, BundledPackage>} */
  const found = new Map();
  for await (const path of glob('apps/*/dist/licenses.md', { cwd: app })) {
    const text = await readFile(join(app, path), 'utf8');
    for (const [, name = '', version = '', license = ''] of text.matchAll(heading)) {
      const known = found.get(`${name}@${version}`) ?? { name, version, license, apps: [] };
      known.apps = [...new Set([...known.apps, path.split('/')[1] ?? ''])].sort();
      found.set(`${name}@${version}`, known);
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}
