// npm run docker:prune -- <folder>: what the built processes need to run, and nothing else.

import { spawnSync } from 'node:child_process';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** The dashboard is files that the gateway serves: what it is made of is in them already. */
const programs = ['@postrider/gateway', '@postrider/dispatcher', '@postrider/dashboard'];

const [folder] = process.argv.slice(2);
if (folder === undefined) fail('Usage: npm run docker:prune -- <folder>');
// npm runs scripts in the checkout, wherever it was called.
const out = resolve(process.env.INIT_CWD ?? process.cwd(), folder);
await mkdir(out, { recursive: true });
if ((await readdir(out)).length > 0) fail(`${out} is not empty`);

const workspaces = await readWorkspaces();

for (const file of ['package-lock.json', '.npmrc', 'LICENSE']) await copy(file);
await copyManifest('.');
for (const name of closure(programs)) {
  const { path } = workspaces.get(name);
  await copyManifest(path);
  await copy(join(path, 'dist'), isRunnable);
}
install();

/** @returns {Promise<Map<string, { path: string, dependencies: string[] }>>} */
async function readWorkspaces() {
  const found = new Map();
  for (const parent of ['packages', 'apps']) {
    for (const entry of await readdir(join(root, parent))) {
      const path = join(parent, entry);
      const { name, dependencies = {} } = JSON.parse(await readFile(join(root, path, 'package.json'), 'utf8'));
      found.set(name, { path, dependencies: Object.keys(dependencies) });
    }
  }
  return found;
}

/** The workspaces that these need, themselves included. */
function closure(names, into = new Set()) {
  for (const name of names) {
    if (!workspaces.has(name) || into.has(name)) continue;
    into.add(name);
    closure(workspaces.get(name).dependencies, into);
  }
  return into;
}

async function copy(path, filter = () => true) {
  const target = join(out, path);
  await mkdir(dirname(target), { recursive: true });
  await cp(join(root, path), target, { recursive: true, filter });
}

/** Without what development needs: npm would install it all the same where two workspaces share it. */
async function copyManifest(path) {
  const { devDependencies: _, ...manifest } = JSON.parse(await readFile(join(root, path, 'package.json'), 'utf8'));
  await mkdir(join(out, path), { recursive: true });
  await writeFile(join(out, path, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Programs and the maps for their stack traces; no declarations. */
function isRunnable(path) {
  return !/\.d\.ts(\.map)?$/.test(path);
}

/** npm ci takes what the lock file has for the workspaces that are there. */
function install() {
  const args = ['ci', '--omit=dev', '--ignore-scripts', '--prefer-offline', '--loglevel=error'];
  const { npm_node_execpath: node, npm_execpath: cli } = process.env;
  const [command, ...npm] = node && cli ? [node, cli] : ['npm'];
  const { status, error } = spawnSync(command, [...npm, ...args], { cwd: out, stdio: 'inherit' });
  if (status !== 0) fail(`npm ci failed (${error?.message ?? `exit code ${status}`})`);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
