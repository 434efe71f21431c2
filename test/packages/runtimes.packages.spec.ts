import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { forAllTests } from '../support/for-all-tests.js';
import { closeClients, connectProgram } from '../support/mcp.js';
import type { Postrider } from '../support/postrider.js';
import { findRuntimes, runtimeNames, type Runtimes } from './find-runtimes.js';
import { cliProgram, type Installed, installPackages, mcpProgram } from './install.js';
import { type Runtime, run, sdkWorks, useSdk } from './runtime.js';

const downloadMs = 10 * 60_000;

let postrider: Postrider;
let installed: Installed;
let runtimes: Runtimes;

forAllTests({ dispatchers: 0 }, (services) => {
  ({ postrider } = services);
});

beforeAll(async () => {
  installed = await installPackages();
  runtimes = await findRuntimes();
}, downloadMs);

afterAll(async () => {
  await closeClients();
  await installed.remove();
  await runtimes.remove();
});

describe.each(runtimeNames)('on %s', (name) => {
  let runtime: Runtime | undefined;

  beforeAll(() => {
    const found = runtimes.of(name);
    runtime = typeof found === 'string' ? undefined : found;
    if (typeof found === 'string') console.warn(`skipped on ${name}, which cannot be had here: ${found}`);
  });

  it.each(['import.mjs', 'require.cjs'] as const)('the SDK works in %s', async (script) => {
    if (runtime) expect(await useSdk(runtime, script, installed, postrider)).toEqual(sdkWorks);
  });

  it('the command line works, or names the Node.js that it needs', async () => {
    if (!runtime) return;
    const args = [installed.program(cliProgram), 'event-types', 'list', '--json'];
    const { code, stdout, stderr } = await run(runtime, args, installed, postrider);
    if (name === 'Node.js 20') {
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('needs Node.js 22.12') as unknown });
    } else {
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(JSON.parse(stdout)).toHaveProperty('data');
    }
  });

  it('the MCP server works', async () => {
    if (!runtime) return;
    const server = { url: postrider.url, key: postrider.keys.management_key };
    const client = await connectProgram([...runtime, installed.program(mcpProgram)], server);
    expect(await client.call('list_webhook_event_types')).toHaveProperty('data');
  });
});
