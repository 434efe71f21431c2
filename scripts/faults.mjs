import { parseArgs } from 'node:util';

import { build } from './lib/build.mjs';
import { CommandError, run } from './lib/command.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { requireHostNode } from './lib/host-node.mjs';
import { projectNode } from './lib/root.mjs';

const JEST = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
  '--config=test/faults/jest.config.mjs',
];

requireHostNode();
process.exitCode = await main(process.argv.slice(2));

/** @param {string[]} args */
async function main(args) {
  try {
    const { values } = parseArgs({ args, options: { seed: { type: 'string' } } });
    const env = values.seed === undefined ? {} : { FAULTS_SEED: values.seed };
    await ensureDependencies();
    await build();
    return (await run(projectNode, JEST, { env })).code;
  } catch (error) {
    if (error instanceof CommandError && error.output !== '') console.error(error.output);
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}
