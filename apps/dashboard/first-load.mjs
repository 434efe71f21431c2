// How much script the browser loads before it shows the overview, gzipped (compress.mjs). Fails above the limit.

import { readFile, stat } from 'node:fs/promises';

const limit = 250_000;
const dist = new URL('dist/', import.meta.url);
const manifest = JSON.parse(await readFile(new URL('.vite/manifest.json', dist), 'utf8'));

const overview = 'src/overview/overview-page.tsx';
const files = new Set();
/** Comes after the overview, until its reader dismisses it. */
const firstSteps = 'src/first-steps/steps-list.tsx';
const byItself = (manifest[overview]?.dynamicImports ?? []).filter((name) => name !== firstSteps);
// The page itself, the overview, and what that loads by itself.
for (const name of ['index.html', overview, ...byItself]) collect(name);

let total = 0;
for (const file of files) total += (await stat(new URL(`${file}.gz`, dist))).size;

const size = `${(total / 1000).toFixed(1)} kB of script, gzipped, in ${files.size} files`;
if (total > limit) {
  console.error(`The first load takes ${size}; the limit is ${limit / 1000} kB.`);
  process.exit(1);
}
console.log(`First load: ${size} (limit ${limit / 1000} kB)`);

function collect(name) {
  const chunk = manifest[name];
  if (chunk === undefined) throw new Error(`the build has no ${name}`);
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const imported of chunk.imports ?? []) collect(imported);
}
