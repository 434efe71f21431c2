import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { root } from '../root.mjs';

const semver = /^\d+\.\d+\.\d+(-[0-9a-z.-]+)?$/i;

/** Where the version is besides the manifests: the file, and what the version stands between. */
const others = [
  { path: 'packages/contracts/src/version.ts', pattern: /(version = ')([^']+)(')/ },
  { path: 'deploy/helm/postrider/Chart.yaml', pattern: /^(version: )(\S+)()$/m },
  { path: 'deploy/helm/postrider/Chart.yaml', pattern: /^(appVersion: )(\S+)()$/m },
];

/**
 * Every place that has the version.
 * @returns {Promise<{ place: string, version: string }[]>}
 */
export async function versionPlaces() {
  const places = [];
  for (const path of await manifests()) places.push({ place: path, version: JSON.parse(await read(path)).version });
  const { packages } = JSON.parse(await read('package-lock.json'));
  for (const path of Object.keys(packages).filter((each) => !each.includes('node_modules')))
    places.push({ place: `package-lock.json (${path || 'root'})`, version: packages[path].version });
  for (const { path, pattern } of others) {
    const [, before = '', version = 'none'] = pattern.exec(await read(path)) ?? [];
    places.push({ place: `${path} (${before.trim()})`, version });
  }
  return places;
}

/**
 * Sets the version everywhere.
 * @param {string} version
 */
export async function setVersion(version) {
  for (const path of await manifests()) {
    await change(path, (text) => text.replace(/^( {2}"version": ")[^"]+/m, `$1${version}`));
  }
  await change('package-lock.json', (text) => {
    const lock = JSON.parse(text);
    lock.version = version;
    for (const [path, workspace] of Object.entries(lock.packages))
      if (!path.includes('node_modules')) workspace.version = version;
    return `${JSON.stringify(lock, null, 2)}\n`;
  });
  for (const { path, pattern } of others) await change(path, (text) => text.replace(pattern, `$1${version}$3`));
}

/**
 * Turns what is unreleased in the changelog into a release.
 * @param {string} version
 * @param {Date} date
 */
export async function releaseChangelog(version, date) {
  const heading = `## ${version} - ${date.toISOString().slice(0, 10)}`;
  await change('CHANGELOG.md', (text) =>
    text.replace(/^## Unreleased\n(?:\nThis will be .*\n)?/m, `## Unreleased\n\n${heading}\n`),
  );
}

/** Whether the changelog has something to release. */
export async function hasUnreleasedChanges() {
  const [, unreleased = ''] = /^## Unreleased\n([^]*?)(?=^## |(?![^]))/m.exec(await read('CHANGELOG.md')) ?? [];
  return /^- /m.test(unreleased);
}

/** @param {string} version */
export function requireVersion(version) {
  if (!semver.test(version)) throw new Error(`expected a version such as 1.2.3, got ${version}`);
}

async function manifests() {
  const paths = ['package.json'];
  for await (const path of glob(['{packages,apps,examples}/*/package.json', 'deploy/package.json'], { cwd: root }))
    paths.push(path);
  return paths.sort();
}

/** @param {string} path */
function read(path) {
  return readFile(join(root, path), 'utf8');
}

/**
 * @param {string} path
 * @param {(text: string) => string} edit
 */
async function change(path, edit) {
  await writeFile(join(root, path), edit(await read(path)));
}
