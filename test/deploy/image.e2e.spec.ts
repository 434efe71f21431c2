import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Receiver, waitUntil } from '@postrider/testing';

import { Api, onlyDelivery } from '../support/api.js';
import { milliseconds, readCompose, service } from './compose-file.js';
import { type Container, Containers } from './containers.js';
import { buildImage, type Image } from './image.js';

/** Installs and compiles everything once more. */
const buildMs = 600_000;
const startMs = 60_000;

let image: Image;
let containers: Containers;
let receiver: Receiver;

beforeAll(async () => {
  image = await buildImage();
  containers = await Containers.start(image);
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
    expect(image.user).toBe('node');
    expect(image.command).toEqual(service(await readCompose(), 'gateway').command);
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

async function untilHealthy({ process, isHealthy }: Container): Promise<void> {
  const state = await waitUntil(async () => (process.exit ? 'ended' : (await isHealthy()) && 'healthy'), {
    what: `the ${process.name} to be healthy`,
    timeoutMs: startMs,
    intervalMs: 100,
  });
  if (state === 'ended') throw new Error(`the ${process.name} ended:\n${process.tail()}`);
}
