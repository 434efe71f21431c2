import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { dataDir } from './root.mjs';

/**
 * The servers of the running npm start.
 * @returns {Promise<Record<string, string>>}
 */
export async function readRuntime() {
  try {
    const lock = await readFile(join(dataDir, 'lock'), 'utf8');
    process.kill(Number.parseInt(lock, 10), 0);
    return await readDataFile('runtime.json');
  } catch {
    throw new Error(`npm start is not running on ${dataDir}: start it, or set DATABASE_URL and REDIS_URL.`);
  }
}

/**
 * @param {string} name
 * @returns {Promise<Record<string, string>>}
 */
export async function readDataFile(name) {
  return JSON.parse(await readFile(join(dataDir, name), 'utf8'));
}
