import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { forAllTests } from '../support/for-all-tests.js';
import { closeClients, connectProgram } from '../support/mcp.js';
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
  await closeClients();
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

describe('the published program', () => {
  it('works with nothing but what its manifest names', async () => {
    const folder = join(scratch, 'node_modules/@postrider/mcp');
    await run([join(checkout, 'packages/mcp/bundle.mjs'), folder]);
    const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
      version: string;
      bin: Record<string, string>;
      dependencies: Record<string, string>;
    };
    const dependencies = Object.keys(manifest.dependencies);
    expect(dependencies.filter((name) => name.startsWith('@postrider/'))).toEqual([]);
    // As npm would install them.
    for (const name of dependencies) {
      const target = join(scratch, 'node_modules', name);
      await mkdir(dirname(target), { recursive: true });
      await symlink(await installed(name), target);
    }
    const [bin = ''] = Object.values(manifest.bin);
    const program = join(folder, bin);
    expect(await run([program, '--version'])).toBe(`${manifest.version}\n`);
    const mcp = await connectProgram(program, { url: postrider.url, key: postrider.keys.management_key });
    expect(await mcp.call('list_webhook_endpoints')).toMatchObject({ data: [] });
  });

  it.each([
    [{}, [], 'POSTRIDER_URL: expected a URL'],
    [{ POSTRIDER_URL: 'http://127.0.0.1:1' }, [], 'POSTRIDER_KEY: expected an API key'],
    [{}, ['--write-only'], "Unknown option '--write-only'"],
  ])('with %j and %j says what is wrong', async (env, args, message) => {
    await expect(run([join(checkout, 'packages/mcp/dist/stdio/main.js'), ...args], env)).rejects.toThrow(message);
  });
});

async function installed(name: string): Promise<string> {
  const own = join(checkout, 'packages/mcp/node_modules', name);
  return readFile(join(own, 'package.json')).then(
    () => own,
    () => join(checkout, 'node_modules', name),
  );
}

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
      tools: { name: string; outputSchema?: object }[];
    };
    expect(tools.map(({ name }) => name)).toContain('create_webhook_endpoint');
  });

  it.each([
    ['HTTP', overHttp],
    ['stdio', overStdio],
  ])('calls a tool over %s', async (transport, server) => {
    const url = `https://example.com/${transport}`;
    const call = ['--method', 'tools/call', '--tool-name', 'create_webhook_endpoint'];
    const result = await inspect(...server(), ...call, '--tool-arg', `url=${url}`, 'event_types=["budget.*"]');
    expect(result).toMatchObject({ structuredContent: { url, event_types: ['budget.*'] } });
    expect((await postrider.manage.endpoints()).data[0]).toMatchObject({ url });
  });
});
