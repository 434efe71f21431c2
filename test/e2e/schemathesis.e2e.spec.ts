import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { expect, it } from '@jest/globals';
import { freePort } from '@postrider/testing';

import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';
import { findOrInstallSchemathesis } from '../schemathesis/find-or-install.js';

const run = promisify(execFile);
const configuration = join(import.meta.dirname, '..', 'schemathesis', 'schemathesis.toml');
const hypothesisFolder = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'hypothesis');
/** Examples per operation and phase. `npm run test:schemathesis` uses more. */
const examples = process.env.SCHEMATHESIS_EXAMPLES ?? '10';
const seed = process.env.SCHEMATHESIS_SEED ?? '1';
const timeoutMs = 120_000 + Number(examples) * 30_000;
const longestReport = 20_000;

const { program, missing } = await findOrInstallSchemathesis();
if (missing !== undefined) process.stderr.write(`\nSchemathesis is skipped: ${missing}\n`);

let postrider: Postrider;

const many = '100000';
forAllTests(
  {
    settings: {
      POSTRIDER_MANAGEMENT_RATE_LIMIT: '1000000',
      POSTRIDER_KEYS_MAX: many,
      POSTRIDER_EVENT_TYPES_MAX: '10000',
      POSTRIDER_LISTENERS: many,
      POSTRIDER_LISTENERS_PER_ORGANIZATION: many,
      POSTRIDER_LIVE_STREAMS: many,
      POSTRIDER_LIVE_STREAMS_PER_ORGANIZATION: many,
      POSTRIDER_LISTEN_HEARTBEAT_MS: '200',
      // Nothing goes out to the URLs that are made up: there is no such proxy.
      POSTRIDER_EGRESS_PROXY: `http://127.0.0.1:${await freePort()}`,
    },
  },
  (services) => {
    ({ postrider } = services);
  },
);

(program === undefined ? it.skip : it)(
  'finds nothing but what its configuration explains',
  async () => {
    const { management_key } = postrider.keys;
    // Its default is .hypothesis in the working directory.
    const env = { ...process.env, HYPOTHESIS_STORAGE_DIRECTORY: hypothesisFolder };
    const args = ['--config-file', configuration, 'run', `${postrider.url}/openapi.json`];
    const options = ['--header', `Authorization: Bearer ${management_key}`, '--max-examples', examples, '--seed', seed];
    const found = await run(program ?? '', [...args, ...options], { timeout: timeoutMs, maxBuffer: 2 ** 28, env }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      (error: unknown) => ({ code: 1, stdout: String((error as { stdout?: unknown }).stdout ?? error) }),
    );
    expect(found.code === 0 ? '' : found.stdout.slice(-longestReport)).toBe('');
    expect(found.stdout).toMatch(/Tested: 65/);
    // Whatever was found with a key that is revoked meanwhile would be worth nothing.
    expect((await postrider.manage.send('GET', '/endpoints')).status).toBe(200);
    expect(postrider.gateway.process.exit).toBeUndefined();
  },
  timeoutMs,
);
