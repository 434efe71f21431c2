// npm run bundle -w @postrider/mcp -- <folder>: after a build, makes the package that is published as @postrider/mcp in
// a new folder. The workspace itself is not published, since it needs @postrider/contracts, which is not; in the package
// that is part of the program, and all else a dependency.

import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('expected a folder: npm run bundle -w @postrider/mcp -- <folder>');
// npm runs scripts in the workspace, wherever it was called.
const out = resolve(process.env.INIT_CWD ?? process.cwd(), folder);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const manifestOf = async (path) => JSON.parse(await readFile(here(path), 'utf8'));

const program = 'dist/postrider-mcp.js';
const own = await manifestOf('package.json');
const contracts = await manifestOf('../contracts/package.json');
const { '@postrider/contracts': _, ...dependencies } = { ...contracts.dependencies, ...own.dependencies };

await mkdir(out, { recursive: true });
if ((await readdir(out)).length > 0) throw new Error(`${out} is not empty`);
await build({
  entryPoints: [here('dist/stdio/main.js')],
  outfile: join(out, program),
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  external: Object.keys(dependencies).flatMap((name) => [name, `${name}/*`]),
  logLevel: 'warning',
});
await writeFile(
  join(out, 'package.json'),
  `${JSON.stringify(
    {
      name: own.name,
      version: own.version,
      description: own.description,
      keywords: ['postrider', 'webhooks', 'mcp', 'modelcontextprotocol'],
      license: own.license,
      type: 'module',
      engines: { node: '>=20' },
      bin: { 'postrider-mcp': program },
      files: ['dist'],
      dependencies,
    },
    null,
    2,
  )}\n`,
);
await Promise.all([cp(here('README.md'), join(out, 'README.md')), cp(here('../../LICENSE'), join(out, 'LICENSE'))]);
