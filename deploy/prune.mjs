// npm run docker:prune -- <folder>: what the built processes need to run, and nothing else. They are bundles, which need no
// installed packages.

import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const [folder] = process.argv.slice(2);
if (folder === undefined) fail('Usage: npm run docker:prune -- <folder>');
// npm runs scripts in the checkout, wherever it was called.
const out = resolve(process.env.INIT_CWD ?? process.cwd(), folder);
await mkdir(out, { recursive: true });
if ((await readdir(out)).length > 0) fail(`${out} is not empty`);

await cp(join(root, 'LICENSE'), join(out, 'LICENSE'));
await writeFile(join(out, 'package.json'), '{ "type": "module" }\n');
for (const app of ['gateway', 'dispatcher', 'dashboard']) {
  const path = join('apps', app, 'dist');
  await cp(join(root, path), join(out, path), { recursive: true, filter: isRead });
}

/** The complete source maps are for the bench alone, and compiled code is that of this machine. */
function isRead(path) {
  return !path.endsWith('.everything.map') && !path.endsWith('compile-cache');
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
