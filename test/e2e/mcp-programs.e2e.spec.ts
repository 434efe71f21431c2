import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';

const checkout = join(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);
const inspectorFolder = dirname(require.resolve('@modelcontextprotocol/inspector/package.json'));
const inspectorProgram = join(inspectorFolder, 'clients/launcher/build/index.js');

let postrider: Postrider;
let scratch: string;

forAllTests({ dispatchers: 0 }, (services) => {
  ({ postrider } = services);
});

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'postrider-mcp-'));
});

afterAll(async () => {
  await rm(scratch, { recursive: true, force: true });
});

/** Runs a Node.js program; rejects with what it wrote unless it ends with 0. */
function run(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { env }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${args.join(' ')}: ${stdout}${stderr}`));
      else resolve(stdout);
    });
  });
}

describe('the program', () => {
  it.each([
    [{}, [], 'POSTRIDER_URL: expected a URL'],
    [{ POSTRIDER_URL: 'http://127.0.0.1:1' }, [], 'POSTRIDER_KEY: expected an API key'],
    [{}, ['--write-only'], "Unknown option '--write-only'"],
  ])('with %j and %j says what is wrong', async (env, args, message) => {
    await expect(run([join(checkout, 'packages/mcp/dist/stdio/main.js'), ...args], env)).rejects.toThrow(message);
  });
});

describe("the MCP inspector's command line", () => {
  const inspect = async (...args: string[]): Promise<unknown> => {
    const env = { ...process.env, HOME: scratch };
    return JSON.parse(await run([inspectorProgram, '--cli', ...args], env));
  };
  const overHttp = (): string[] => [
    `${postrider.url}/mcp`,
    '--header',
    `Authorization: Bearer ${postrider.keys.management_key}`,
  ];
  const overStdio = (): string[] => [
    process.execPath,
    join(checkout, 'packages/mcp/dist/stdio/main.js'),
    '-e',
    `POSTRIDER_URL=${postrider.url}`,
    '-e',
    `POSTRIDER_KEY=${postrider.keys.management_key}`,
  ];

  it.each([
    ['HTTP', overHttp],
    ['stdio', overStdio],
  ])('lists the tools over %s, and finds no fault with their schemas', async (_, server) => {
    const { tools } = (await inspect(...server(), '--method', 'tools/list', '--strict')) as {
      tools: { name: string }[];
    };
    expect(tools.map(({ name }) => name)).toContain('create_webhook_endpoint');
  });

  it.each([
    ['HTTP', overHttp],
    ['stdio', overStdio],
  ])('calls a tool over %s', async (transport, server) => {
    const url = `https://example.com/${transport}`;
    const call = ['--method', 'tools/call', '--tool-name', 'create_webhook_endpoint'];
    const { content } = (await inspect(
      ...[...server(), ...call, '--tool-arg', `url=${url}`, 'event_types=["budget.*"]'],
    )) as { content: [{ text: string }] };
    expect(JSON.parse(content[0].text)).toMatchObject({ url, event_types: ['budget.*'] });
    expect((await postrider.manage.endpoints()).data[0]).toMatchObject({ url });
  });
});
