import { parseArgs } from 'node:util';

import { build } from './lib/build.mjs';
import { run } from './lib/command.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { requireHostNode } from './lib/host-node.mjs';
import { JEST } from './lib/jest.mjs';
import { projectNode } from './lib/root.mjs';

/** The spec that loses Redis with a backlog, in a size that takes minutes: its figures are what it is run for. */
requireHostNode();
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '50000' },
    'down-seconds': { type: 'string', default: '60' },
  },
});
await ensureDependencies();
await build();
const env = {
  POSTRIDER_TEST_BACKLOG: values.count,
  POSTRIDER_TEST_BACKLOG_DOWN_MS: String(1_000 * Number(values['down-seconds'])),
};
const { code } = await run(projectNode, [...JEST, '--selectProjects', 'e2e', '--testPathPatterns', 'backlog'], { env });
process.exitCode = code;
