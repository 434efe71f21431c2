import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Receiver, waitUntil } from '@postrider/testing';

import { Api, onlyDelivery } from '../support/api.js';
import { checkout, readText } from './checkout.js';
import { milliseconds, readCompose, service } from './compose-file.js';
import { type Container, Containers } from './containers.js';
import { section, tableRows } from './documents.js';
import { buildImage, type Image, runStep } from './image.js';
import { type Descriptor, Layout } from './layout.js';
import { type Bundle, findUnpacker, inFolder, inRoot, unpack } from './runtime.js';

/** Installs and compiles everything once more. */
const buildMs = 600_000;
const startMs = 60_000;

const unpacker = await findUnpacker();
const whereUnpacked = unpacker.umoci === undefined ? describe.skip : describe;
if (unpacker.missing !== undefined) {
  process.stderr.write(`The image's layout is skipped, and its programs run from a folder: ${unpacker.missing}\n`);
}

let image: Image;
let layout: Layout;
let bundle: Bundle | undefined;
let containers: Containers;
let receiver: Receiver;

beforeAll(async () => {
  image = await buildImage();
  layout = new Layout(join(image.dir, 'layout'));
  if (unpacker.umoci !== undefined) {
    const { version } = JSON.parse(await readText('package.json')) as { version: string };
    await runStep(`${process.execPath} scripts/image.mjs --app ${image.app} --output ${layout.folder}`, checkout);
    bundle = await unpack(unpacker.umoci, layout.folder, version, image.dir);
  }
  containers = await Containers.start(bundle ? inRoot(bundle) : inFolder(image));
  receiver = await Receiver.start();
}, buildMs);

afterAll(async () => {
  await receiver.stop();
  await containers.end();
  await image.remove();
});

describe('the image', () => {
  test('holds what production needs, and nothing of development', async () => {
    expect((await readdir(image.app)).sort()).toEqual(['LICENSE', 'apps', 'package.json']);
    const files = await readdir(join(image.app, 'apps'), { recursive: true });
    for (const program of ['gateway/dist/main.js', 'gateway/dist/admin/main.js', 'dispatcher/dist/main.js']) {
      expect(files).toEqual(expect.arrayContaining([program, `${program}.map`]));
    }
    for (const app of ['gateway', 'dispatcher', 'dashboard']) expect(files).toContain(`${app}/dist/licenses.md`);
    expect(files).toContain('dashboard/dist/index.html');
    expect(files.filter((path) => /node_modules|\.ts$|\.spec\.|everything/.test(path))).toEqual([]);
  });

  test('does not run as root, and is a gateway where nothing else is asked of it', async () => {
    expect(image.config.User).toBe('node');
    expect(image.config.Cmd).toEqual(service(await readCompose(), 'gateway').command);
  });

  test(
    'migrates, delivers with several dispatchers, is healthy, and ends in time',
    async () => {
      expect(await containers.run('migrate')).toContain('applied');
      const keys = JSON.parse(await containers.run('cli', 'bootstrap', '--json')) as { management_key: string };
      const [gateway, ...dispatchers] = await Promise.all([
        containers.up('gateway'),
        containers.up('dispatcher'),
        containers.up('dispatcher'),
      ]);
      for (const container of [gateway, ...dispatchers]) await untilHealthy(container);

      const api = new Api(`http://127.0.0.1:${gateway.port}`, keys.management_key);
      const page = await fetch(`http://127.0.0.1:${gateway.port}/`);
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      await api.createEndpoint({ url: receiver.url('/hook'), event_types: ['*'] });
      const delivery = onlyDelivery(await api.publish('budget.exceeded', { spend_usd: 1003.17 }));
      expect(await api.completed(delivery)).toMatchObject({ status: 'delivered', attempt_count: 1 });

      const compose = await readCompose();
      for (const container of [gateway, ...dispatchers]) {
        const { stop_grace_period } = service(compose, container.process.name);
        const exit = await container.process.stop('SIGTERM', milliseconds(stop_grace_period));
        expect([container.process.name, exit]).toEqual([container.process.name, { code: 0, signal: null }]);
      }
    },
    2 * startMs,
  );

  test(
    'is unhealthy if no server responds',
    async () => {
      const dispatcher = await containers.up('dispatcher');
      await untilHealthy(dispatcher);
      await dispatcher.process.kill();
      expect(await dispatcher.isHealthy()).toBe(false);
    },
    startMs,
  );
});

whereUnpacked('the image that is made without Docker', () => {
  test('has the configuration of the Dockerfile', async () => {
    const { config } = await layout.image();
    expect(config).toEqual(image.config);
    const environment = bundle?.process.env ?? [];
    expect([bundle?.process.args, bundle?.process.cwd, bundle?.process.user]).toEqual([
      image.config.Cmd,
      '/app',
      { uid: 1_000, gid: 1_000 },
    ]);
    expect(environment).toEqual(expect.arrayContaining(image.config.Env));
  });

  test('has blobs with the digests and sizes that its documents name', async () => {
    const named = await layout.descriptors();
    const found = await Promise.all(
      named.map(async ({ digest }) => {
        const content = await layout.blob(digest);
        return { digest: `sha256:${createHash('sha256').update(content).digest('hex')}`, size: content.length };
      }),
    );
    expect(found).toEqual(named.map(({ digest, size }) => ({ digest, size })));
    const names = new Set(named.map(({ digest }) => digest.replace('sha256:', '')));
    expect((await readdir(join(layout.folder, 'blobs/sha256'))).sort()).toEqual([...names].sort());
  });

  test('runs on its own Node.js, without rights, and writes to nothing but the temporary folder', async () => {
    expect(await containers.evaluate(inside)).toEqual({
      program: '/usr/local/bin/node',
      user: [1_000, 1_000, [1_000]],
      capabilities: '0000000000000000',
      folder: '/app',
      root: ['EROFS', 'EROFS', 'EROFS'],
      temporary: 'written',
      packages: false,
      shell: false,
      trusted: true,
      zone: '2026-07-01 02:00',
    });
  });

  test('has a bill of materials, as a file and as a referrer, with every package of npm and Debian', async () => {
    const [, artifact] = await layout.manifests();
    const referrer = await layout.json<{ artifactType: string; subject: Descriptor; layers: Descriptor[] }>(artifact);
    const [main] = await layout.manifests();
    expect([referrer.artifactType, referrer.subject.digest]).toEqual(['application/vnd.cyclonedx+json', main?.digest]);
    const text = await readFile(join(layout.folder, 'sbom.cdx.json'), 'utf8');
    expect((await layout.blob(referrer.layers[0]?.digest ?? '')).toString()).toBe(text);

    const bill = JSON.parse(text) as Bill;
    expect(bill.metadata.component.purl).toContain(encodeURIComponent(main?.digest ?? ''));
    const purls = bill.components.flatMap(({ purl }) => purl ?? []);
    expect(new Set(purls).size).toBe(purls.length);
    const debian = await readdir(join(bundle?.root ?? '', 'var/lib/dpkg/status.d'));
    expect(debian).toEqual(expect.arrayContaining(['base-files', 'libc6', 'libstdc++6', 'ca-certificates', 'tzdata']));
    for (const name of debian) expect(purls).toContainEqual(expect.stringMatching(purlOf('deb/\\w+', name)));
    const npm = ['@nestjs/core', 'bullmq', 'fastify', 'pg', 'undici', 'react', '@mantine/core', '@bull-board/ui'];
    for (const name of npm) expect(purls).toContainEqual(expect.stringMatching(purlOf('npm', name)));
    const license = await readFile(join(bundle?.root ?? '', 'app/apps/gateway/dist/licenses.md'), 'utf8');
    const gateways = bill.components.filter(({ properties }) => properties?.some(({ value }) => value === 'gateway'));
    expect(gateways.length).toBe(new Set(license.match(/^## \S+ \d\S* \(/gm)).size);
    // Of development.
    expect(purls.filter((purl) => /npm\/(jest|typescript|vite|esbuild|node)@/.test(purl))).toEqual([]);
  });

  test('has about the sizes that docs/image.md lists', async () => {
    const rows = tableRows(section(await readText('docs/image.md'), '## Size'));
    const documented = rows.map(([name = '', ...sizes]) => [name.split(':')[0], ...sizes.map(Number)] as const);
    const { layers } = await layout.sizes();
    expect(documented.map(([name]) => name)).toEqual([...layers.map(({ name }) => name), 'all']);
    for (const [i, { packed, unpacked }] of layers.entries()) {
      const [, documentedPacked = 0, documentedUnpacked = 0] = documented[i] ?? [];
      expect(Math.abs(packed / 1e6 / documentedPacked - 1)).toBeLessThan(0.1);
      expect(Math.abs(unpacked / 1e6 / documentedUnpacked - 1)).toBeLessThan(0.1);
    }
  });
});

interface Bill {
  metadata: { component: { purl: string } };
  components: { purl?: string; properties?: { value: string }[] }[];
}

const purlOf = (type: string, name: string): RegExp =>
  new RegExp(`^pkg:${type}/${name.replace('@', '%40').replaceAll('+', '\\+')}@`);

/** Run by the image's Node.js: prints what it is, has, and can do. */
const inside = `
  const fs = require('node:fs'), tls = require('node:tls'), { createRequire } = require('node:module');
  const write = (path) => { try { fs.writeFileSync(path, ''); return 'written'; } catch ({ code }) { return code; } };
  console.log(JSON.stringify({
    program: process.execPath,
    user: [process.getuid(), process.getgid(), process.getgroups()],
    capabilities: /CapEff:\\s*(\\w+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1],
    folder: process.cwd(),
    root: ['/app/file', '/etc/file', '/var/tmp/file'].map(write),
    temporary: write('/tmp/file'),
    packages: createRequire('/app/apps/gateway/dist/main.js').resolve.paths('pg').some((path) => fs.existsSync(path)),
    shell: ['/bin/sh', '/usr/bin/sh', '/bin/bash'].some((path) => fs.existsSync(path)),
    trusted: tls.getCACertificates('system').length > 100,
    zone: new Date('2026-07-01T00:00Z').toLocaleString('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short', timeStyle: 'short' }),
  }));`;

async function untilHealthy({ process, isHealthy }: Container): Promise<void> {
  const state = await waitUntil(async () => (process.exit ? 'ended' : (await isHealthy()) && 'healthy'), {
    what: `the ${process.name} to be healthy`,
    timeoutMs: startMs,
    intervalMs: 100,
  });
  if (state === 'ended') throw new Error(`the ${process.name} ended:\n${process.tail()}`);
}
