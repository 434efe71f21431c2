import { parseArgs } from 'node:util';

import { run } from './lib/command.mjs';
import { buildAndTest } from './lib/jest.mjs';
import { main } from './lib/main.mjs';

/** Runs the processes of an earlier release, which it builds, beside those of this one. */
await main(async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  if (positionals.length > 1) throw new Error(`expected one git ref, got: ${positionals.join(' ')}`);
  const [ref = (await lastRelease()) || (await beforeLastMigration())] = positionals;
  return buildAndTest(['--config=test/upgrade/jest.config.mjs'], { UPGRADE_FROM: ref });
});

async function lastRelease() {
  const [tag = ''] = (await git('tag', '--list', 'v*', '--sort=-version:refname')).split('\n');
  return tag;
}

async function beforeLastMigration() {
  const migrations = 'packages/event-store/src/postgres/migrations/[0-9]*.ts';
  return `${await git('log', '-1', '--diff-filter=A', '--format=%H', '--', migrations)}^`;
}

/** @param {string[]} args */
async function git(...args) {
  const { code, output } = await run('git', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  if (code !== 0) throw new Error(`git ${args[0]} failed: the test needs a clone with its history`);
  return output.trim();
}
