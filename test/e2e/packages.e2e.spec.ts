import { glob, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';

import { cliProgram, type Installed, installPackages, mcpProgram } from '../packages/install.js';
import { run, sdkWorks, thisNode, useSdk } from '../packages/runtime.js';
import { typeErrors } from '../packages/types.js';
import { forAllTests } from '../support/for-all-tests.js';
import { closeClients, connectProgram } from '../support/mcp.js';
import type { Postrider } from '../support/postrider.js';

let postrider: Postrider;
let installed: Installed;

forAllTests({ dispatchers: 0 }, (services) => {
  ({ postrider } = services);
});

beforeAll(async () => {
  installed = await installPackages({ '@types/node': '^24', '@types/react': '^19', react: '^19' });
}, 240_000);

afterAll(async () => {
  await closeClients();
  await installed.remove();
});

interface Manifest {
  readonly version: string;
  readonly license?: string;
  readonly author?: string;
  readonly engines?: { readonly node: string };
  readonly dependencies?: Record<string, string>;
}

interface SourceMap {
  readonly sources: string[];
  readonly sourcesContent: (string | null)[];
}

describe('the packages, installed in an empty folder', () => {
  it.each(['sdk', 'portal', 'cli', 'mcp'])(
    '%s has its manifest complete, and no dependency on a workspace',
    async (name) => {
      const read = (path: string): Promise<string> => readFile(installed.program(`@postrider/${name}/${path}`), 'utf8');
      const { dependencies = {}, ...manifest } = JSON.parse(await read('package.json')) as Manifest;
      expect(Object.keys(dependencies).filter((each) => each.startsWith('@postrider/'))).toEqual([]);
      expect(manifest).toMatchObject({ license: 'MIT', author: 'Postrider contributors' });
      expect(manifest).not.toHaveProperty('private');
      expect(manifest.engines?.node).toMatch(/^>=2\d\.\d+$/);
      expect(await read('LICENSE')).toContain('MIT License');
      expect(await read('README.md')).toContain(`# @postrider/${name}`);
    },
  );

  it.each(['sdk', 'portal', 'cli', 'mcp'])(
    '%s has source maps with the sources, which name no folder of the machine',
    async (name) => {
      const folder = installed.program(`@postrider/${name}`);
      let count = 0;
      for await (const path of glob('**/*.map', { cwd: folder })) {
        const map = JSON.parse(await readFile(join(folder, path), 'utf8')) as SourceMap;
        // At most beside the package, as in the repository.
        const sources = map.sources.map((source) => resolve('/packages', name, dirname(path), source));
        expect(sources.filter((source) => !source.startsWith('/packages/'))).toEqual([]);
        expect(map.sourcesContent.filter((text) => text !== null)).toHaveLength(map.sources.length);
        count += 1;
      }
      expect(count).toBeGreaterThan(0);
    },
  );

  it.each(['import.mjs', 'require.cjs'] as const)('have an SDK that works in %s', async (script) => {
    expect(await useSdk(thisNode, script, installed, postrider)).toEqual(sdkWorks);
  });

  it('have a command line that works', async () => {
    const endpoint = { url: 'https://example.com/hook', event_types: ['*'] };
    await postrider.manage.createEndpoint(endpoint);
    const { code, stdout } = await run(
      thisNode,
      [installed.program(cliProgram), 'endpoints', 'list', '--json'],
      installed,
      postrider,
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ data: [endpoint] });
  });

  it('have a command line that imports, with what it loads only then', async () => {
    const path = join(installed.folder, 'import.ndjson');
    const lines = [
      { type: 'postrider.export', version: 1 },
      { type: 'customer', uid: 'packed' },
    ];
    await writeFile(path, lines.map((line) => JSON.stringify(line)).join('\n'));
    const args = [installed.program(cliProgram), 'import', 'file', path, '--json'];
    const { code, stdout } = await run(thisNode, args, installed, postrider);
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { customers: { created: 1 } }]);
  });

  it('have a command line that filters and applies, with what it loads only then', async () => {
    const path = join(installed.folder, 'postrider.yaml');
    await writeFile(path, 'version: 1\ncustomers:\n  - uid: applied\n');
    const args = [installed.program(cliProgram), 'apply', '-f', path, '--jq', '.changes[].name'];
    expect(await run(thisNode, args, installed, postrider)).toMatchObject({ code: 0, stdout: 'applied\n' });
  });

  it('have an MCP server that works', async () => {
    const client = await connectProgram([...thisNode, installed.program(mcpProgram)], {
      url: postrider.url,
      key: postrider.keys.management_key,
    });
    expect(await client.call('list_webhook_event_types')).toHaveProperty('data');
    // Its pages are in the package.
    const { contents } = await client.client.readResource({ uri: 'postrider://docs/receiving' });
    expect(contents).toMatchObject([{ text: expect.stringMatching(/^# /) }]);
  });
});

const modules = `
  import { Postrider, type Delivery } from '@postrider/sdk';
  import { webhookHandler as express } from '@postrider/sdk/express';
  import { webhookRoute } from '@postrider/sdk/fastify';
  import { webhookHandler } from '@postrider/sdk/fetch';
  import { WebhookGuard } from '@postrider/sdk/nest';
  import { createServer } from 'node:http';
  import { webhookHandler as node } from '@postrider/sdk/node';
  import { publishThroughRedis } from '@postrider/sdk/redis-ingest';
  import { verify } from '@postrider/sdk/verify';

  const postrider = new Postrider({ url: 'https://postrider.example.com', key: 'mlx_mk_1' });
  export const list = async (): Promise<Delivery[]> => (await postrider.deliveries.list().page()).data;
  export const handlers = [
    express({ secret: 's' }, (event) => { if (event.type === 'budget.exceeded') console.log(event.data.budget_id); }),
    webhookRoute('/hook', { secret: 's' }, () => undefined),
    webhookHandler({ secret: 's' }, async () => {}),
    new WebhookGuard({ secret: 's' }),
    createServer(node({ secret: 's' }, (event, request) => { console.log(request.url); })),
  ];
  export { publishThroughRedis, verify };
  // @ts-expect-error The types are there, rather than any.
  postrider.events.publish(1);
`;

describe('the types of the SDK', () => {
  const both = { 'module.mts': modules, 'common.cts': modules };

  it.each<[string, Record<string, string>, object]>([
    ['node16', both, { module: 'node16' }],
    ['nodenext', both, { module: 'nodenext' }],
    ['bundler', { 'module.ts': modules }, { module: 'esnext', moduleResolution: 'bundler', lib: ['es2022', 'dom'] }],
    [
      'CommonJS',
      { 'common.ts': modules },
      { module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0' },
    ],
  ])('are strict with the resolution of %s', (_, files, options) => {
    expect(typeErrors(installed.folder, files, { types: ['node'], ...options })).toEqual([]);
  });
});

describe('the types of the portal', () => {
  const page = `
    import { type PortalSession, PostriderPortalElement } from '@postrider/portal';
    import { PostriderPortal } from '@postrider/portal/react';
    import { createElement } from 'react';

    const fetchToken = async (): Promise<PortalSession> => ({ url: 'https://example.com/portal/org_1', token: 'pst_1' });
    export const component = createElement(PostriderPortal, { fetchToken, theme: 'dark', onError: console.error });
    export const element: PostriderPortalElement | null = document.querySelector('postrider-portal');
    if (element) element.fetchToken = fetchToken;
    // @ts-expect-error The types are there, rather than any.
    createElement(PostriderPortal, { fetchToken: 1 });
  `;

  it.each<[string, Record<string, string>, object]>([
    ['nodenext', { 'module.mts': page }, { module: 'nodenext' }],
    ['nodenext, for require', { 'common.cts': page }, { module: 'nodenext' }],
    ['bundler', { 'module.ts': page }, { module: 'esnext', moduleResolution: 'bundler' }],
    [
      'CommonJS',
      { 'common.ts': page },
      { module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0', esModuleInterop: true },
    ],
  ])('are strict with the resolution of %s', (_, files, options) => {
    expect(typeErrors(installed.folder, files, { types: [], ...options })).toEqual([]);
  });
});

it('the portal is imported by servers, as a module and by require', async () => {
  const uses = `const names = (module) => Object.keys(module).filter((name) => /^Postrider/.test(name));
    console.log(JSON.stringify([names(element), names(component)]));`;
  const paths = ['@postrider/portal', '@postrider/portal/react'];
  const scripts = {
    'portal.mjs': `import * as element from '${paths[0]}'; import * as component from '${paths[1]}'; ${uses}`,
    'portal.cjs': `const element = require('${paths[0]}'); const component = require('${paths[1]}'); ${uses}`,
  };
  for (const [name, script] of Object.entries(scripts)) {
    await writeFile(join(installed.folder, name), script);
    const { stdout, stderr } = await run(thisNode, [name], installed, postrider);
    expect({ stdout, stderr }).toEqual({ stdout: '[["PostriderPortalElement"],["PostriderPortal"]]\n', stderr: '' });
  }
});

it('the SDK is bundled for browsers, without anything of Node.js', async () => {
  const { outputFiles, warnings } = await build({
    stdin: {
      contents: `import { Postrider } from '@postrider/sdk'; import { verify } from '@postrider/sdk/verify';
        globalThis.sdk = { Postrider, verify };`,
      resolveDir: installed.folder,
    },
    bundle: true,
    platform: 'browser',
    format: 'esm',
    write: false,
  });
  expect(warnings).toEqual([]);
  expect(outputFiles.map(({ text }) => /\b(require|import)\b *\(|\bnode:/.exec(text)?.[0])).toEqual([undefined]);
});
