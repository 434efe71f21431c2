import { buildAndTest } from './lib/jest.mjs';
import { main } from './lib/main.mjs';

/** Generates clients from docs/openapi.json with the usual generators, compiles them, and uses them. */
await main(() => buildAndTest(['--config=test/clients/jest.config.mjs', '--verbose']));
