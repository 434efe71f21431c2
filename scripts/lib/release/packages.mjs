import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { root } from '../root.mjs';

/**
 * @typedef {object} Manifest
 * @property {string} name
 * @property {string} version
 * @property {string} [description]
 * @property {string[]} [keywords]
 * @property {string} [license]
 * @property {string} [author]
 * @property {string} [repository]
 * @property {boolean} [sideEffects]
 * @property {Record<string, string>} [engines]
 * @property {Record<string, string>} [bin]
 * @property {Record<string, string | { types: string, default: string }>} [exports]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [peerDependencies]
 * @property {Record<string, { optional?: boolean }>} [peerDependenciesMeta]
 * @property {Pick<Manifest, 'bin' | 'exports'>} [publishConfig] Replaces fields of the workspace in the package, as with pnpm.
 */

/** Folders of the published packages. */
export const published = ['packages/sdk', 'packages/portal', 'packages/cli', 'packages/mcp'];

/**
 * @param {string} [folder] From the checkout's folder.
 * @returns {Promise<Manifest>}
 */
export async function manifestOf(folder = '') {
  return JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));
}
