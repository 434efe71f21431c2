import { build } from './lib/build.mjs';
import { run } from './lib/command.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { main } from './lib/main.mjs';
import { projectNode } from './lib/root.mjs';
import { readDataFile, readRuntime } from './lib/runtime.mjs';

const ADMIN = 'apps/gateway/dist/admin/main.js';

await main(async () => {
  const env = await environment();
  await ensureDependencies('programs');
  await build();
  const args = ['--enable-source-maps', ADMIN, ...process.argv.slice(2)];
  return (await run(projectNode, args, { env })).code;
});

/** The user's variables, with those of the running npm start as defaults. */
async function environment() {
  const { DATABASE_URL, DATABASE_URL_FILE, REDIS_URL, POSTRIDER_ENCRYPTION_KEYS } = process.env;
  const runtime = DATABASE_URL || DATABASE_URL_FILE ? {} : await readRuntime();
  const secrets = POSTRIDER_ENCRYPTION_KEYS ? {} : await readDataFile('secrets.json').catch(() => ({}));
  return withoutEmpty({
    DATABASE_URL: DATABASE_URL || runtime.database_url,
    REDIS_URL: REDIS_URL || runtime.redis_url,
    POSTRIDER_ENCRYPTION_KEYS: POSTRIDER_ENCRYPTION_KEYS || secrets.encryption_keys,
  });
}

/** @param {Record<string, string | undefined>} values */
function withoutEmpty(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value));
}
