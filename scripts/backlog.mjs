import { parseArgs } from 'node:util';

import { buildAndTest } from './lib/jest.mjs';
import { main } from './lib/main.mjs';

/** Runs the spec that loses Redis with a backlog, in a size that takes minutes, for its figures. */
await main(async () => {
  const { values, positionals } = parseArgs({
    options: {
      count: { type: 'string', default: '50000' },
      endpoints: { type: 'string', default: '1' },
      'down-seconds': { type: 'string', default: '60' },
    },
    allowPositionals: true,
  });
  if (positionals.length > 1) throw new Error(`expected one count, got: ${positionals.join(' ')}`);
  return buildAndTest(['--selectProjects', 'e2e', '--testPathPatterns', 'backlog'], {
    POSTRIDER_TEST_BACKLOG: String(whole('count', positionals[0] ?? values.count)),
    POSTRIDER_TEST_BACKLOG_ENDPOINTS: String(whole('endpoints', values.endpoints)),
    POSTRIDER_TEST_BACKLOG_DOWN_MS: String(1_000 * whole('down-seconds', values['down-seconds'])),
  });
});

/**
 * @param {string} name
 * @param {string} text
 */
function whole(name, text) {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`${name}: expected a whole number of at least 1, got ${text}`);
}
