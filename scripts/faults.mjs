import { parseArgs } from 'node:util';

import { buildAndTest } from './lib/jest.mjs';
import { main } from './lib/main.mjs';

await main(async () => {
  const { values } = parseArgs({ options: { seed: { type: 'string' } } });
  const env = values.seed === undefined ? {} : { FAULTS_SEED: values.seed };
  return buildAndTest(['--config=test/faults/jest.config.mjs'], env);
});
