import { buildAndTest } from './lib/jest.mjs';
import { main } from './lib/main.mjs';

/** Runs the published packages on each runtime that they support. */
await main(() => buildAndTest(['--config=test/packages/jest.config.mjs', '--verbose']));
