// How much script the browser loads before it shows the first page, gzipped (compress.mjs). Fails above a limit.

import { readFile, stat } from 'node:fs/promises';

const dist = new URL('dist/', import.meta.url);
const manifest = JSON.parse(await readFile(new URL('.vite/manifest.json', dist), 'utf8'));

const overview = 'src/overview/overview-page.tsx';
/** Comes after the overview, until its reader dismisses it. */
const firstSteps = 'src/first-steps/steps-list.tsx';
/** Comes after the overview, too, where there are customers. */
const customerFilter = 'src/overview/customer-filter.tsx';
/** Comes with a click. */
const customRange = 'src/overview/custom-range-popover.tsx';
const later = [firstSteps, customerFilter, customRange];
const byItself = (manifest[overview]?.dynamicImports ?? []).filter((name) => !later.includes(name));

// The page itself, what it starts with, and what that loads by itself.
await check('dashboard', 250_000, ['index.html', overview, ...byItself]);
await check('portal', 250_000, [
  'portal.html',
  'src/portal/portal-texts.ts',
  'src/texts/language.ts',
  'src/portal/app.tsx',
  'src/endpoints/endpoints-page.tsx',
]);

async function check(what, limit, names) {
  const files = new Set();
  for (const name of names) collect(name, files);
  let total = 0;
  for (const file of files) total += (await stat(new URL(`${file}.gz`, dist))).size;

  const size = `${(total / 1000).toFixed(1)} kB of script, gzipped, in ${files.size} files`;
  if (total > limit) {
    console.error(`The first load of the ${what} takes ${size}; the limit is ${limit / 1000} kB.`);
    process.exit(1);
  }
  console.log(`First load of the ${what}: ${size} (limit ${limit / 1000} kB)`);
}

function collect(name, files) {
  const chunk = manifest[name];
  if (chunk === undefined) throw new Error(`the build has no ${name}`);
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const imported of chunk.imports ?? []) collect(imported, files);
}
