import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { build } from './lib/build.mjs';
import { run, runQuietly } from './lib/command.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { bundledPackages } from './lib/image/bundled.mjs';
import { makeBase } from './lib/image/debian.mjs';
import { readDockerfile } from './lib/image/dockerfile.mjs';
import { writeLayer } from './lib/image/layer.mjs';
import { attach, blobsOf, clearLayout, ociArchitecture, writeImage } from './lib/image/layout.mjs';
import { addNode } from './lib/image/node.mjs';
import { sbom, sbomType } from './lib/image/sbom.mjs';
import { sizesTable, writeSizes } from './lib/image/sizes.mjs';
import { main } from './lib/main.mjs';
import { root } from './lib/root.mjs';

const usage = `Usage: npm run image [-- OPTIONS]

Builds the image without Docker, as an OCI image layout with its bill of materials. Needs Debian's apt-get, and no rights.

  --output FOLDER    the layout (default release/image)
  --app FOLDER       programs that "npm run docker:prune" has copied, instead of those of this checkout
  --docs             write the sizes to docs/image.md
  --help             show this help

Environment:
  SOURCE_DATE_EPOCH  time of all files, in seconds (default: that of the last commit)`;

const { values } = parseArgs({
  options: {
    output: { type: 'string', default: 'release/image' },
    app: { type: 'string' },
    docs: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

await main(async () => {
  if (values.help) {
    console.log(usage);
    return 0;
  }
  // Everybody reads the files of an image.
  process.umask(0o022);
  const from = process.env.INIT_CWD ?? root;
  const output = resolve(from, values.output);
  const stages = await mkdtemp(join(tmpdir(), 'postrider-image-'));
  try {
    const stage = async (/** @type {string} */ name) => {
      const folder = join(stages, name);
      await mkdir(folder, { recursive: true });
      return folder;
    };
    const app = await stage('app/app');
    if (values.app === undefined) await copyPrograms(app);
    else await cp(resolve(from, values.app), app, { recursive: true });
    await writeLayout(output, { base: await stage('base'), node: await stage('node'), app: join(app, '..') });
  } finally {
    await rm(stages, { recursive: true, force: true });
  }
  console.log(`\n${output}`);
  return 0;
});

/** @param {string} folder */
async function copyPrograms(folder) {
  await ensureDependencies();
  await build();
  await runQuietly('The copy', process.execPath, [join(root, 'deploy/prune.mjs'), folder]);
}

/**
 * @param {string} output
 * @param {{ base: string, node: string, app: string }} folders
 */
async function writeLayout(output, folders) {
  const epoch = await sourceDate();
  const { config } = await readDockerfile();
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const { packages, distribution } = await makeBase(folders.base);
  const node = await addNode(folders.node);

  await clearLayout(output);
  const layers = [];
  for (const [name, folder] of Object.entries(folders)) {
    // Files of this machine may be its user's alone. Packages have the modes that they need.
    const mode = name === 'base' ? {} : { mode: 'a+rX,go-w' };
    layers.push(await writeLayer({ name, folder, blobs: blobsOf(output), epoch, ...mode }));
  }
  const image = await writeImage(output, { layers, config, version, epoch });
  const architecture = ociArchitecture();
  const npm = await bundledPackages(join(folders.app, 'app'));
  const facts = { digest: image.digest, version, epoch, architecture, node, distribution, debian: packages, npm };
  const content = `${JSON.stringify(sbom(facts), null, 2)}\n`;
  await attach(output, { image, version, type: sbomType, name: 'sbom.cdx.json', content });

  console.log(sizesTable(layers));
  if (values.docs) await writeSizes(join(root, 'docs/image.md'), layers);
}

/** In seconds. The gateway tells browsers the times of its files, so that they are not those of another version. */
async function sourceDate() {
  const { SOURCE_DATE_EPOCH: given } = process.env;
  if (given !== undefined && /^\d+$/.test(given)) return Number(given);
  const { code, output } = await run('git', ['log', '-1', '--format=%ct'], { stdio: ['ignore', 'pipe', 'pipe'] });
  return code === 0 ? Number(output) : Math.floor(Date.now() / 1000);
}
