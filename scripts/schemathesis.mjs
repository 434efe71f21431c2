import { parseArgs } from 'node:util';

import { build } from './lib/build.mjs';
import { CommandError, run } from './lib/command.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { requireHostNode } from './lib/host-node.mjs';
import { JEST } from './lib/jest.mjs';
import { projectNode } from './lib/root.mjs';

const only = ['--selectProjects', 'e2e', '--testPathPatterns', 'e2e/schemathesis'];

requireHostNode();
process.exitCode = await main(process.argv.slice(2));

/** @param {string[]} args */
async function main(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        examples: { type: 'string', default: '200' },
        seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      },
    });
    console.error(`Schemathesis: ${values.examples} examples per operation, seed ${values.seed}`);
    await ensureDependencies();
    await build();
    const env = { SCHEMATHESIS_EXAMPLES: values.examples, SCHEMATHESIS_SEED: values.seed };
    return (await run(projectNode, [...JEST, ...only], { env })).code;
  } catch (error) {
    if (error instanceof CommandError && error.output !== '') console.error(error.output);
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}
