import { parseArgs } from 'node:util';

import { buildAndTest } from './lib/jest.mjs';
import { main } from './lib/main.mjs';

await main(async () => {
  const { values } = parseArgs({
    options: {
      examples: { type: 'string', default: '200' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    },
  });
  console.error(`Schemathesis: ${values.examples} examples per operation, seed ${values.seed}`);
  return buildAndTest(['--selectProjects', 'e2e', '--testPathPatterns', 'e2e/schemathesis'], {
    SCHEMATHESIS_EXAMPLES: values.examples,
    SCHEMATHESIS_SEED: values.seed,
  });
});
