import { parseArgs } from 'node:util';

import { build } from './lib/build.mjs';
import { run } from './lib/command.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { requireHostNode } from './lib/host-node.mjs';
import { JEST } from './lib/jest.mjs';
import { projectNode } from './lib/root.mjs';

/** Runs the spec that loses Redis with a backlog, in a size that takes minutes, for its figures. */
requireHostNode();
const { values, positionals } = parseArgs({
  options: {
    count: { type: 'string', default: '50000' },
    endpoints: { type: 'string', default: '1' },
    'down-seconds': { type: 'string', default: '60' },
  },
  allowPositionals: true,
});
if (positionals.length > 1) throw new Error(`expected one count, got: ${positionals.join(' ')}`);
const size = {
  count: whole('count', positionals[0] ?? values.count),
  endpoints: whole('endpoints', values.endpoints),
  downSeconds: whole('down-seconds', values['down-seconds']),
};
await ensureDependencies();
await build();
const env = {
  POSTRIDER_TEST_BACKLOG: String(size.count),
  POSTRIDER_TEST_BACKLOG_ENDPOINTS: String(size.endpoints),
  POSTRIDER_TEST_BACKLOG_DOWN_MS: String(1_000 * size.downSeconds),
};
const { code } = await run(projectNode, [...JEST, '--selectProjects', 'e2e', '--testPathPatterns', 'backlog'], { env });
process.exitCode = code;

/**
 * @param {string} name
 * @param {string} text
 */
function whole(name, text) {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`${name}: expected a whole number of at least 1, got ${text}`);
}
