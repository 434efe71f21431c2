import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DeliveryDetail } from '@postrider/contracts';
import { freePort } from '@postrider/testing';

import { onlyDelivery } from '../support/api.js';
import { type Postrider, startPostrider } from '../support/postrider.js';
import { checkout, readText } from './checkout.js';
import { codeBlocks } from './documents.js';

const patienceMs = 120_000;

let postrider: Postrider;
let dir: string;

beforeAll(async () => {
  // Retries as they are shipped: what fails in an example is still pending when it looks.
  postrider = await startPostrider({ settings: { POSTRIDER_RETRY_BASE_MS: '5000' } });
  dir = await mkdtemp(join(tmpdir(), 'postrider-examples-'));
  await mkdir(join(dir, '.postrider'));
  const credentials = { url: postrider.url, ...postrider.keys };
  await writeFile(join(dir, '.postrider/credentials.json'), JSON.stringify(credentials));
  await symlink(join(checkout, 'examples'), join(dir, 'examples'));
}, patienceMs);

afterAll(async () => {
  await postrider.end();
  await rm(dir, { recursive: true, force: true });
});

describe('the examples for curl', () => {
  test(
    'of README.md take a stranger through everything',
    async () => {
      const { output, refusals, announced, calls } = await run(await readText('README.md'));
      expect(refusals).toEqual(announced);
      expect(calls).toBeGreaterThan(20);
      // The receiver of the tour has checked the signatures, after the rotation too.
      expect(output).toMatch(/^204 {2}budget\.exceeded evt_\w+ \{"budget_id":"bud_8f2k1"/m);
      expect(output).toMatch(/^204 {2}budget\.exceeded evt_\w+ \{"lost":false\}/m);
      expect(output).toMatch(/^204 {2}experiment\.completed evt_\w+/m);
      expect(output.match(/^204 {2}budget\.exceeded invoice-42/gm)).toHaveLength(1);
      expect(output).not.toMatch(/^401/m);
      expect(output).toMatch(/"failure_reason":"connection_refused"/);
      expect(output).toMatch(/"trigger":"replay".*"response_status":204/);
    },
    patienceMs,
  );

  test(
    'of docs/api.md work one after the other',
    async () => {
      const { refusals, announced, calls } = await run(await readText('docs/api.md'));
      expect(refusals).toEqual(announced);
      expect(calls).toBeGreaterThan(15);
    },
    patienceMs,
  );

  test(
    'of docs/customers.md work one after the other',
    async () => {
      const [variables = ''] = codeBlocks(await readText('docs/api.md'), 'bash');
      const guide = `\`\`\`bash\n${variables}\`\`\`\n${await readText('docs/customers.md')}`;
      const { output, refusals, announced } = await run(guide);
      expect(refusals).toEqual(announced);
      expect(output).toMatch(/"uid":"zenith"/);
    },
    patienceMs,
  );

  test(
    'of docs/operations.md find what has failed and send it again',
    async () => {
      const delivery = await failedDelivery();
      const [variables = ''] = codeBlocks(await readText('docs/api.md'), 'bash');
      const { output, refusals } = await run(`\`\`\`bash\n${variables}\`\`\`\n${await readText('docs/operations.md')}`);
      expect(refusals).toEqual([]);
      expect(output).toContain(`"id":"${delivery}"`);
      const isReplayed = ({ attempts }: DeliveryDetail): boolean => attempts.at(-1)?.trigger === 'replay';
      await expect(postrider.manage.deliveryWhen(delivery, isReplayed)).resolves.toMatchObject({ status: 'pending' });
    },
    patienceMs,
  );
});

/** Of the newest endpoint, which is active again. */
async function failedDelivery(): Promise<string> {
  const url = `http://127.0.0.1:${await freePort()}/hook`;
  const { id } = await postrider.manage.createEndpoint({ url, event_types: ['provider.health_changed'] });
  const delivery = onlyDelivery(await postrider.project.publish('provider.health_changed'));
  await postrider.manage.updateEndpoint(id, { active: false });
  await postrider.manage.deliveryWhen(delivery, ({ status }) => status === 'failed');
  await postrider.manage.updateEndpoint(id, { active: true });
  return delivery;
}

interface Outcome {
  /** What the commands and the receiver printed. */
  readonly output: string;
  readonly calls: number;
  /** The statuses of unsuccessful responses, in order. */
  readonly refusals: string[];
  /** Those that comments behind the commands announce. */
  readonly announced: string[];
}

/** Runs a document's examples one after the other in one shell, as a reader would. */
async function run(document: string): Promise<Outcome> {
  const code = codeBlocks(document, 'bash').join('\n');
  const script = join(dir, 'examples.sh');
  await writeFile(script, `set -euo pipefail\n${code}`.replaceAll('4000', String(await freePort())));
  const env = { ...process.env, PATH: [await observedCurl(), process.env.PATH].join(delimiter) };
  const { stdout, stderr } = await promisify(execFile)('bash', [script], { cwd: dir, env });
  const statuses = Array.from(stderr.matchAll(/^status (\d+)$/gm), ([, status = '']) => status);
  return {
    // The receiver may print between a response and the line break that curl writes after it.
    output: stdout.replaceAll(/(?<=\})(?=\d{3} {2})/g, '\n'),
    calls: statuses.length,
    refusals: statuses.filter((status) => !status.startsWith('2')),
    announced: Array.from(code.matchAll(/# (\d{3})$/gm), ([, status = '']) => status),
  };
}

/** A folder with a curl that also reports the status of each response. */
async function observedCurl(): Promise<string> {
  const { stdout: real } = await promisify(execFile)('sh', ['-c', 'command -v curl']);
  const bin = join(dir, 'bin');
  await mkdir(bin, { recursive: true });
  const report = String.raw`-w '\n%{stderr}status %{http_code}\n'`;
  await writeFile(join(bin, 'curl'), `#!/bin/sh\nexec '${real.trim()}' "$@" ${report}\n`);
  await chmod(join(bin, 'curl'), 0o755);
  return bin;
}
