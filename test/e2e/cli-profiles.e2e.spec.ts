import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { freePort } from '@postrider/testing';

import { Cli } from '../support/cli.js';
import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';

let postrider: Postrider;
let folder: string;
let cli: Cli;

forAllTests({}, (services) => {
  ({ postrider } = services);
});
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postrider-config-'));
  cli = new Cli(undefined, undefined, { XDG_CONFIG_HOME: folder });
});
afterAll(() => rm(folder, { recursive: true }));

const file = (): string => join(folder, 'postrider', 'profiles.json');
const login = (name: string, key: string) => cli.run(['login', name, '--url', postrider.url], `${key}\n`);

it('login verifies a key from standard input and stores it for its owner alone, and never shows it', async () => {
  const { management_key, project_key } = postrider.keys;
  const { code, stdout, stderr } = await login('live', management_key);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain(`Stored the management key for ${postrider.url} as profile live`);
  expect((await stat(file())).mode & 0o777).toBe(0o600);
  expect((await cli.run(['endpoints', 'list'])).code).toBe(0);

  expect((await login('shop', project_key)).stdout).toContain('project key');
  const listed = await cli.json('profiles', 'list');
  expect(listed).toEqual({
    data: [
      { name: 'live', url: postrider.url, kind: 'management', current: false },
      { name: 'shop', url: postrider.url, kind: 'project', current: true },
    ],
  });
  const shown = [stdout, JSON.stringify(listed), (await cli.run(['profiles', 'list'])).stdout].join('\n');
  for (const key of [management_key, project_key]) expect(shown).not.toContain(key);
});

it('login stores no key that the server refuses, none from an argument, and none for an unreachable server', async () => {
  await login('live', postrider.keys.management_key);
  const before = await readFile(file(), 'utf8');
  expect(await login('live', 'mlx_mk_wrong')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('POSTRIDER_KEY'),
  });
  expect(await login('live', '')).toMatchObject({ code: 2, stderr: expect.stringContaining('is empty') });
  const argument = await cli.run(['login', 'live', '--url', postrider.url, '--key', postrider.keys.management_key]);
  expect([argument.code, argument.stderr]).toEqual([2, expect.stringContaining('reads the key from standard input')]);
  const nowhere = `http://127.0.0.1:${await freePort()}`;
  expect((await cli.run(['login', 'live', '--url', nowhere], 'mlx_mk_a')).code).toBe(1);
  expect(await readFile(file(), 'utf8')).toBe(before);
});

it('commands use the current profile, another one by its name, and the environment before both', async () => {
  await login('shop', postrider.keys.project_key);
  await login('live', postrider.keys.management_key);
  expect((await cli.run(['endpoints', 'list'])).code).toBe(0);
  const asShop = await cli.run(['endpoints', 'list', '--profile', 'shop']);
  expect([asShop.code, asShop.stderr]).toEqual([1, expect.stringContaining('management key')]);
  const withEnvironment = new Cli(postrider.url, 'mlx_mk_wrong', { XDG_CONFIG_HOME: folder });
  expect((await withEnvironment.run(['endpoints', 'list'])).code).toBe(1);
  expect((await withEnvironment.run(['endpoints', 'list', '--profile', 'live'])).code).toBe(0);

  expect(await cli.json('profiles', 'use', 'shop')).toEqual({ name: 'shop', url: postrider.url, current: true });
  expect((await cli.run(['endpoints', 'list'])).code).toBe(1);
  const unknown = await cli.run(['endpoints', 'list', '--profile', 'nope']);
  expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringMatching(/no profile nope; there are .*live/)]);
});

it('logout removes a profile, and no other becomes the current one', async () => {
  await login('shop', postrider.keys.project_key);
  await login('live', postrider.keys.management_key);
  expect(await cli.json('logout')).toEqual({ name: 'live', removed: true });
  expect(await readFile(file(), 'utf8')).not.toContain(postrider.keys.management_key);
  const { code, stderr } = await cli.run(['endpoints', 'list']);
  expect([code, stderr]).toEqual([2, expect.stringContaining('log in')]);
  expect((await cli.run(['logout'])).code).toBe(2);
});
