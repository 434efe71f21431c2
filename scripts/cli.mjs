import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { build } from './lib/build.mjs';
import { run } from './lib/command.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { main } from './lib/main.mjs';
import { dataDir, projectNode } from './lib/root.mjs';

const ADMIN = 'apps/gateway/dist/admin/main.js';

await main(async () => {
  const env = await environment();
  await ensureDependencies();
  await build();
  const args = ['--enable-source-maps', ADMIN, ...process.argv.slice(2)];
  return (await run(projectNode, args, { env })).code;
});

/** The user's variables, with those of the running npm start as defaults. */
async function environment() {
  const { DATABASE_URL, DATABASE_URL_FILE, REDIS_URL, POSTRIDER_ENCRYPTION_KEYS } = process.env;
  const runtime = DATABASE_URL || DATABASE_URL_FILE ? {} : await readRuntime();
  const secrets = POSTRIDER_ENCRYPTION_KEYS ? {} : await readJson('secrets.json').catch(() => ({}));
  return withoutEmpty({
    DATABASE_URL: DATABASE_URL || runtime.database_url,
    REDIS_URL: REDIS_URL || runtime.redis_url,
    POSTRIDER_ENCRYPTION_KEYS: POSTRIDER_ENCRYPTION_KEYS || secrets.encryption_keys,
  });
}

async function readRuntime() {
  try {
    const lock = await readFile(join(dataDir, 'lock'), 'utf8');
    process.kill(Number.parseInt(lock, 10), 0);
    return await readJson('runtime.json');
  } catch {
    throw new Error(`npm start is not running on ${dataDir}: start it, or set DATABASE_URL.`);
  }
}

/**
 * @param {string} name
 * @returns {Promise<Record<string, string>>}
 */
async function readJson(name) {
  return JSON.parse(await readFile(join(dataDir, name), 'utf8'));
}

/** @param {Record<string, string | undefined>} values */
function withoutEmpty(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value));
}
