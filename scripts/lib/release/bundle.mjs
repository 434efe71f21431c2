import { cp, glob, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { dirname, extname, join, relative } from 'node:path';

import { build } from 'esbuild';

import { root } from '../root.mjs';
import { commonjs, modulesOf, shipped } from './manifest.mjs';
import { manifestOf } from './packages.mjs';

const packageName = /^(@[^/]+\/)?[^/]+/;

/**
 * Writes the programs and modules of a workspace to a folder, together with the code of the workspaces that they use. Public
 * packages stay imports.
 * @param {string} workspace
 * @param {string} folder
 * @returns {Promise<Record<string, string>>} The dependencies that are left.
 */
export async function bundle(workspace, folder) {
  const manifest = shipped(JSON.parse(await readFile(join(workspace, 'package.json'), 'utf8')));
  const modules = modulesOf(manifest).map(([, target]) => target.default);
  const entryPoints = [...Object.values(manifest.bin ?? {}), ...modules];
  const [extension = '.js', ...others] = new Set(entryPoints.map((path) => extname(path)));
  if (others.length > 0) throw new Error(`${workspace}: expected entries of one kind, got ${entryPoints.join(', ')}`);
  const { metafile, outputFiles } = await build({
    absWorkingDir: workspace,
    entryPoints,
    outExtension: { '.js': extension },
    outbase: workspace,
    // Written elsewhere: source maps name their sources from here, and not by a path of this machine.
    outdir: workspace,
    write: false,
    allowOverwrite: true,
    bundle: true,
    splitting: true,
    chunkNames: 'dist/[name]-[hash]',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    metafile: true,
    plugins: [{ name: 'public-packages', setup: leavePublicPackages }],
    logLevel: 'warning',
  });
  for (const { path, text } of outputFiles) {
    const target = join(folder, relative(workspace, path));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text, { mode: text.startsWith('#!') ? 0o755 : 0o644 });
  }
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  const names = imports.flatMap(({ external, path }) =>
    external && !isBuiltin(path) ? (packageName.exec(path)?.[0] ?? []) : [],
  );
  const ranges = { ...(await rangesOfWorkspaces()), ...manifest.dependencies };
  return Object.fromEntries([...new Set(names)].sort().map((name) => [name, rangeOf(name, ranges)]));
}

/** @param {import('esbuild').PluginBuild} build */
function leavePublicPackages({ onResolve }) {
  onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
    kind === 'entry-point' || path.startsWith('@postrider/') ? undefined : { path, external: true },
  );
}

async function rangesOfWorkspaces() {
  /** @type {Record<string, string>} */
  const ranges = {};
  for await (const path of glob('packages/*/package.json', { cwd: root }))
    Object.assign(ranges, (await manifestOf(join(path, '..'))).dependencies);
  return ranges;
}

/**
 * @param {string} name
 * @param {Record<string, string>} ranges
 */
function rangeOf(name, ranges) {
  const range = ranges[name];
  if (range === undefined) throw new Error(`${name} is imported, and is no dependency of a workspace`);
  return range;
}

/**
 * Adds each module as CommonJS. Jest and older tools cannot `require` an ES module.
 * @param {string} folder
 */
export async function toCommonJs(folder) {
  const dist = join(folder, 'dist');
  const files = await readdir(dist, { recursive: true });
  const out = join(folder, commonjs);
  await build({
    absWorkingDir: dist,
    entryPoints: files.filter((path) => path.endsWith('.js')),
    outbase: dist,
    outdir: out,
    // Writes the names of the exports so that `import` finds them, too.
    platform: 'node',
    format: 'cjs',
    target: 'es2022',
    sourcemap: true,
    logLevel: 'warning',
  });
  const types = files.filter((path) => path.endsWith('.d.ts'));
  await Promise.all(types.map((path) => cp(join(dist, path), join(out, path))));
  await writeFile(join(out, 'package.json'), '{ "type": "commonjs" }\n');
}
