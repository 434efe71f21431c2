// node bundle.mjs <program> …, in the folder of an app: writes each program to dist, with everything that it imports. What is
// imported dynamically stays a file of its own, which is read when it is needed. The programs are compiled before, since
// esbuild cannot emit the metadata of decorators.
//   --files <package>/<folder>   files that a dependency reads: copied to dist/<package>/<folder>

import { isBuiltin } from 'node:module';
import { appendFile, cp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { decode, encode } from '@jridgewell/sourcemap-codec';
import { build } from 'esbuild';

const { values, positionals: entries } = parseArgs({
  options: { files: { type: 'string', multiple: true, default: [] } },
  allowPositionals: true,
});
const root = resolve(import.meta.dirname, '..');
const readJson = async (path) => JSON.parse(await readFile(path, 'utf8'));
const packageName = /^(?:@[^/]+\/)?[^/]+/;
const packageFolder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/;
const installed = await installedPackages();
const manifests = new Map();

await rm('dist', { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: entries,
  outbase: dirname(entries[0]),
  outdir: 'dist',
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  mainFields: ['module', 'main'],
  // CommonJS modules require Node's own.
  banner: {
    js: `import { createRequire as requireOf } from 'node:module';\nconst require = requireOf(import.meta.url), { dirname: __dirname, filename: __filename } = import.meta;`,
  },
  minifyWhitespace: true,
  legalComments: 'none',
  sourcemap: 'external',
  sourcesContent: false,
  metafile: true,
  plugins: [
    { name: 'optional-packages', setup: leaveOutOptional },
    { name: 'drivers', setup: leaveOutDrivers },
    { name: 'assert', setup: replaceAssert },
    { name: 'http', setup: requireHttp },
    { name: 'sources', setup: prepareSources },
  ],
  logLevel: 'warning',
});
requireComplete();
for (const path of Object.keys(metafile.outputs).filter((each) => each.endsWith('.js'))) {
  await keepClassNames(path);
  await mapOwnCode(path);
}
await writeFile('dist/licenses.md', await licenses());
for (const path of values.files) await cp(join(root, 'node_modules', path), join('dist', path), { recursive: true });

/** Names of the packages that a production installation of this app would have. */
async function installedPackages() {
  const { packages } = await readJson(join(root, 'package-lock.json'));
  const named = Object.entries(packages).map(([path, manifest]) => [path.split('node_modules/').at(-1), manifest]);
  const found = new Set();
  const visit = ({ dependencies, optionalDependencies }) => {
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      if (found.has(name)) continue;
      found.add(name);
      for (const [, { link, resolved, ...manifest }] of named.filter(([each]) => each === name))
        visit(link ? packages[resolved] : manifest);
    }
  };
  visit(packages[relative(root, process.cwd())] ?? {});
  return found;
}

/** Dependencies import some packages only if they are installed. Those that npm installed for development are not. */
function leaveOutOptional({ onResolve }) {
  onResolve({ filter: /^[^./]/ }, async ({ path, importer }) => {
    const [name] = packageName.exec(path) ?? [];
    const [folder] = packageFolder.exec(importer) ?? [];
    if (folder === undefined || name === undefined || installed.has(name)) return undefined;
    const { peerDependenciesMeta } = await manifestOf(folder);
    return peerDependenciesMeta?.[name]?.optional ? { external: true } : undefined;
  });
}

/** TypeORM imports the drivers of every database that it knows. */
function leaveOutDrivers({ onResolve, onLoad }) {
  const factory = /\/node_modules\/typeorm\/driver\/DriverFactory\.js$/;
  onResolve({ filter: /Driver$/ }, ({ importer, path }) =>
    factory.test(importer) && !path.includes('/postgres/') ? { path, namespace: 'left-out' } : undefined,
  );
  onLoad({ filter: /^/, namespace: 'left-out' }, () => ({ contents: 'module.exports = {};' }));
}

/** Assertions of dependencies throw without reading the bundle. */
function replaceAssert({ onResolve }) {
  onResolve({ filter: /^(node:)?assert$/ }, ({ importer }) =>
    packageFolder.test(importer) ? { path: join(import.meta.dirname, 'assert.cjs') } : undefined,
  );
}

/** Imported, `node:http` would evaluate all its exports, some of which load the undici of Node.js. Required, it does not. */
function requireHttp({ onResolve, onLoad }) {
  onResolve({ filter: /^(node:)?https?$/ }, ({ kind, path }) =>
    kind === 'import-statement' ? { path, namespace: 'required' } : undefined,
  );
  onLoad({ filter: /^/, namespace: 'required' }, ({ path }) => ({ contents: `module.exports = require('${path}');` }));
}

/** Changes what esbuild would not get right. */
function prepareSources({ onLoad }) {
  onLoad({ filter: /\.[cm]?js$/ }, async ({ path }) => {
    const source = await readFile(path, 'utf8');
    const contents = source
      // In regular expressions esbuild leaves characters outside of ASCII. With one, V8 keeps a file in twice the memory.
      .replaceAll(/[\x80-\x9f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      // It cannot follow this `require`.
      .replace(/^const require = createRequire\(import\.meta\.url\);$/m, '')
      // Decorated classes. It would rename the second name, which the log shows.
      .replaceAll(/^((?:export )?let (\w+) = class )\2/gm, (_, start, name) => start + ' '.repeat(name.length));
    return { contents };
  });
}

/** Throws if a program would need node_modules. */
function requireComplete() {
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  const missing = imports.filter(
    ({ external, kind, path }) => external && kind === 'import-statement' && !isBuiltin(path),
  );
  if (missing.length > 0) throw new Error(`not bundled: ${missing.map(({ path }) => path).join(', ')}`);
}

/**
 * For a class that mentions itself, esbuild writes `X=class _X`, and logs and errors show that name. No position changes, for
 * the source map.
 */
async function keepClassNames(path) {
  const source = await readFile(path, 'utf8');
  const names = new Set(Array.from(source.matchAll(/\b(\w+)=class _\1\b/g), ([, name]) => `_${name}`));
  const named = source.replaceAll(/(?<![\w$.'"`])_\w+/g, (word) => (names.has(word) ? ` ${word.slice(1)}` : word));
  await writeFile(path, named);
}

/**
 * Gives a program the source map of its own code. A process reads its maps when it starts; those of dependencies would take
 * megabytes, and so would the columns. They stay in a map of everything, which only the bench reads.
 */
async function mapOwnCode(path) {
  const everything = await readJson(`${path}.map`);
  const sources = everything.sources.filter((source) => !source.includes('/node_modules/'));
  const indexes = everything.sources.map((source) => sources.indexOf(source));
  const ownSegments = (line) =>
    line
      .map(([column, source, ...rest]) =>
        indexes[source] >= 0 ? [column, indexes[source], ...rest.slice(0, 2)] : [column],
      )
      .filter(([, source, row], i, all) => source !== all[i - 1]?.[1] || row !== all[i - 1]?.[2]);
  const mappings = encode(decode(everything.mappings).map(ownSegments));
  await rename(`${path}.map`, `${path}.everything.map`);
  await writeFile(`${path}.map`, JSON.stringify({ version: 3, sources, names: [], mappings }));
  await appendFile(path, `//# sourceMappingURL=${basename(path)}.map\n`);
}

/** Of the bundled packages, as their licenses demand. */
async function licenses() {
  const folders = Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([path]) => packageFolder.exec(path) ?? []);
  folders.push(...values.files.map((path) => join('../../node_modules', packageName.exec(path)[0])));
  const texts = await Promise.all([...new Set(folders)].map(licenseOf));
  return ['# Licenses of the bundled packages', ...texts.sort()].join('\n\n') + '\n';
}

async function licenseOf(folder) {
  const { name, version, license } = await manifestOf(folder);
  const file = (await readdir(folder)).find((each) => /^lic/i.test(each));
  const text = file === undefined ? '' : `\n\n${(await readFile(join(folder, file), 'utf8')).trim()}`;
  return `## ${name} ${version} (${license})${text}`;
}

function manifestOf(folder) {
  const known = manifests.get(folder) ?? readJson(join(folder, 'package.json'));
  manifests.set(folder, known);
  return known;
}
