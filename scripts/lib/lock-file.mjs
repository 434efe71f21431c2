import { readFile } from 'node:fs/promises';

/**
 * @typedef {{ version?: string, integrity?: string, link?: boolean, resolved?: string, optional?: boolean,
 *   devOptional?: boolean, dependencies?: Record<string, string>, devDependencies?: Record<string, string>,
 *   optionalDependencies?: Record<string, string>, peerDependencies?: Record<string, string> }} LockedPackage
 * @typedef {Record<string, LockedPackage>} Lock Packages by their paths
 */

/**
 * @param {string} file
 * @returns {Promise<Lock | undefined>}
 */
export async function readLock(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * The packages that npm installs for some workspaces and their development, with those of the workspaces that they need.
 * @param {Lock} lock
 * @param {readonly string[]} workspaces
 * @returns {Lock}
 */
export function packagesOf(lock, workspaces) {
  /** @type {Lock} */
  const found = {};
  const visited = new Set();
  /** @type {(path: string, isDeveloped: boolean) => void} */
  const visit = (path, isDeveloped) => {
    const locked = lock[path];
    if (!locked || visited.has(path)) return;
    visited.add(path);
    if (locked.link) {
      if (locked.resolved !== undefined) visit(locked.resolved, false);
      return;
    }
    if (isInstalledPath(path)) found[path] = locked;
    const { dependencies, optionalDependencies, peerDependencies, devDependencies } = locked;
    const names = {
      ...dependencies,
      ...optionalDependencies,
      ...peerDependencies,
      ...(isDeveloped && devDependencies),
    };
    for (const name of Object.keys(names)) {
      const dependency = resolve(lock, path, name);
      // An optional one may be absent.
      if (dependency !== undefined) visit(dependency, false);
    }
  };
  for (const workspace of workspaces) visit(workspace, true);
  return found;
}

/**
 * @param {Lock} lock
 * @returns {Lock} all packages but the workspaces
 */
export const installedPackages = (lock) =>
  Object.fromEntries(Object.entries(lock).filter(([path, { link }]) => isInstalledPath(path) && !link));

/** @param {string} path in a lock file, which also lists the workspaces */
const isInstalledPath = (path) => path.startsWith('node_modules/') || path.includes('/node_modules/');

/**
 * Finds a dependency as Node.js does.
 * @param {Lock} lock
 * @param {string} from
 * @param {string} name
 * @returns {string | undefined}
 */
function resolve(lock, from, name) {
  for (let folder = from; ; folder = parentOf(folder)) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (lock[path]) return path;
    if (folder === '') return undefined;
  }
}

/** @param {string} path */
const parentOf = (path) => path.slice(0, Math.max(path.lastIndexOf('/node_modules/'), 0));
