import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { freePort, ManagedProcess } from '@postrider/testing';

import { checkout, readText } from '../deploy/checkout.js';
import { codeBlocks, section } from '../deploy/documents.js';
import { forEachTestInBrowser, type Visitor } from '../support/browser.js';
import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';

interface Packing {
  packAll: (out: string) => Promise<string[]>;
}

const setUpMs = 240_000;

let postrider: Postrider;
let visitor: Visitor;
let folder: string;
let platformPort: number;
let receiverPort: number;
let platform: ManagedProcess | undefined;
let receiver: ManagedProcess | undefined;

forAllTests({}, (services) => {
  ({ postrider } = services);
});
forEachTestInBrowser({ hosts: ['localhost'], viewport: { width: 1280, height: 1800 } }, (opened) => {
  visitor = opened;
});

/** A folder like a checkout in which `npm start` runs: with its credentials, its programs and its tarballs. */
beforeAll(async () => {
  [platformPort, receiverPort] = [await freePort(), await freePort()];
  folder = await mkdtemp(join(tmpdir(), 'postrider-guide-'));
  const like = join(folder, 'checkout');
  await mkdir(join(like, '.postrider'), { recursive: true });
  const credentials = { url: postrider.url, ...postrider.keys };
  await writeFile(join(like, '.postrider/credentials.json'), JSON.stringify(credentials));
  await writeFile(join(like, 'package.json'), '{ "scripts": { "release:pack": "true" } }');
  await symlink(join(checkout, 'node_modules'), join(like, 'node_modules'));
  const { packAll } = (await import(join(checkout, 'scripts/lib/release/pack.mjs'))) as Packing;
  await packAll(join(like, 'release'));
}, setUpMs);
afterAll(async () => {
  await Promise.all([platform?.kill(), receiver?.kill()]);
  await rm(folder, { recursive: true, force: true });
});

/** Without what npm and the tests say of their own folder and server. */
const environment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD$|POSTRIDER_)/i.test(name))),
  npm_config_prefer_offline: 'true',
  npm_config_audit: 'false',
});

/** The commands of a section, with free ports. */
const commands = async (heading: string): Promise<string[]> =>
  codeBlocks(section(await readText('docs/platform.md'), heading), 'bash').map((code) =>
    code.replaceAll('4600', String(platformPort)),
  );

async function run(code: string): Promise<string> {
  const env = { ...environment(), POSTRIDER_URL: postrider.url, POSTRIDER_KEY: postrider.keys.management_key };
  return (await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', code], { cwd: folder, env })).stdout;
}

/** Follows the guide until the platform is there. */
async function makePlatform(setUp: readonly string[]): Promise<void> {
  const script = ['set -euo pipefail', ...setUp].join('\n').replace('node server.mjs &', 'exec node server.mjs');
  const options = { cwd: join(folder, 'checkout'), env: environment() };
  platform = new ManagedProcess('platform', spawn('bash', ['-c', script], options));
  await platform.waitForLine(/^http:\/\/localhost/, { timeoutMs: setUpMs });
}

async function startReceiver(secret: string): Promise<void> {
  const env = { ...process.env, WEBHOOK_SECRET: secret, PORT: String(receiverPort) };
  receiver = new ManagedProcess('receiver', spawn(process.execPath, ['examples/node.mjs'], { cwd: checkout, env }));
  await receiver.waitForLine(/^receiving/);
}

it(
  "the commands of docs/platform.md lead to a customer who manages its own webhooks in the platform's page",
  async () => {
    const steps = await commands('## Ten minutes');
    const publish = steps.pop() ?? '';
    await makePlatform(steps);

    const { page } = visitor;
    await page.goto(`http://localhost:${platformPort}`);
    const portal = page.frameLocator('postrider-portal iframe');
    await portal.getByText('My platform').waitFor();
    await portal.getByText('Webhooks of Acme Inc.').waitFor();
    await portal.getByRole('link', { name: 'New endpoint' }).first().click();
    await portal.getByRole('textbox', { name: 'URL' }).fill(`http://127.0.0.1:${receiverPort}/hook`);
    await portal.getByRole('combobox', { name: 'Events' }).fill('budget.*');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await portal.getByRole('button', { name: 'Create endpoint' }).click();
    const secret = await portal
      .getByText(/^whsec_/)
      .first()
      .innerText();
    await startReceiver(secret.trim());
    await portal.getByRole('checkbox', { name: /I saved the signing secret/ }).check();
    await portal.getByRole('button', { name: 'Done' }).click();
    await portal.getByRole('button', { name: 'Send', exact: true }).click();
    await portal.getByText('HTTP 204').first().waitFor();

    await run(publish);
    await receiver?.waitForLine(/^204 {2}budget\.exceeded evt_\w+ \{"spend_usd":1003\.17,"cap_usd":1000\}$/);

    const [link = ''] = await commands('## A link instead of a frame');
    const url = (await run(link)).trim();
    expect(url).toMatch(/\/portal\/org_\w+#token=pst_/);
    await page.goto(url);
    await page
      .getByRole('link', { name: `127.0.0.1:${receiverPort}/hook` })
      .first()
      .waitFor();
    const [branding = ''] = await commands('## How it looks');
    expect(JSON.parse(await run(branding))).toMatchObject({ name: 'Acme Cloud', accent_color: '#1f6feb' });
  },
  setUpMs,
);
