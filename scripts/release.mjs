import { parseArgs } from 'node:util';

import { CommandError, run } from './lib/command.mjs';
import { main } from './lib/main.mjs';
import { tarballName } from './lib/release/manifest.mjs';
import { manifestOf, published } from './lib/release/packages.mjs';
import { refusals } from './lib/release/refusals.mjs';
import { releaseSteps } from './lib/release/steps.mjs';
import { requireVersion, versionPlaces } from './lib/release/versions.mjs';

/** Releases the version of package.json, or a given one. With --dry-run it prints each step, and checks what it can. */
await main(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      'without-docker': { type: 'boolean', default: false },
    },
  });
  const { version: current } = await manifestOf();
  const [version = current, ...others] = positionals;
  if (others.length > 0) throw new Error(`expected one version, got: ${positionals.join(' ')}`);
  requireVersion(version);
  await requireOneVersion(current);

  const { RELEASE_IMAGE: image, RELEASE_CHARTS: charts } = process.env;
  const withoutDocker = values['without-docker'];
  const refused = await refusals({ version, image, charts, withoutDocker });
  if (refused.length > 0)
    console.log(`Not ready to release ${version}:\n${refused.map((each) => `- ${each}\n`).join('')}`);
  if (refused.length > 0 && !values['dry-run']) return 1;

  // Without ./ npm would take a path of two parts for a repository on GitHub.
  const tarballs = await Promise.all(
    published.map(async (folder) => `./release/${tarballName((await manifestOf(folder)).name, version)}`),
  );
  const steps = releaseSteps({
    version,
    image: image || '$RELEASE_IMAGE',
    charts: charts || '$RELEASE_CHARTS',
    tarballs,
    withoutDocker,
  });
  for (const [i, { title, commands, edit }] of steps.entries()) {
    console.log(`${i + 1}. ${title}`);
    for (const command of commands) console.log(`   ${command.map(quoted).join(' ')}`);
    if (values['dry-run']) continue;
    await edit?.();
    for (const [command = '', ...args] of commands) await runStep(command, args);
  }
  console.log(values['dry-run'] ? '\nThis was a dry run: nothing was changed.' : `\nReleased ${version}.`);
  return 0;
});

/** @param {string} current */
async function requireOneVersion(current) {
  const differing = (await versionPlaces()).filter(({ version }) => version !== current);
  if (differing.length === 0) return;
  const list = differing.map(({ place, version }) => `${place}: ${version}`).join('\n');
  throw new CommandError(`The versions differ from that of package.json, ${current}`, list);
}

/**
 * @param {string} command
 * @param {string[]} args
 */
async function runStep(command, args) {
  const { code } = await run(command, args);
  if (code !== 0) throw new Error(`${[command, ...args].join(' ')} failed (exit code ${code})`);
}

/** @param {string} word */
function quoted(word) {
  return /\s/.test(word) ? `'${word}'` : word;
}
