import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Receiver } from '@postrider/testing';

import { Api } from '../support/api.js';
import { Cli } from '../support/cli.js';
import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';

let postrider: Postrider;
let receiver: Receiver;
let folder: string;

forAllTests({}, (services) => {
  ({ postrider, receiver } = services);
});
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postrider-as-code-'));
});
afterAll(() => rm(folder, { recursive: true }));

let cli: Cli;
let manage: Api;
beforeEach(async () => {
  const id = await postrider.admin.createOrganization('As code');
  const { key } = await postrider.admin.createKey(id, 'management');
  cli = new Cli(postrider.url, key);
  manage = new Api(postrider.url, key);
});

let files = 0;
const newPath = (): string => join(folder, String((files += 1)));

async function fileOf(text: string): Promise<string> {
  const path = newPath();
  await writeFile(path, text);
  return path;
}

const shop = (path = '/hook'): string => `
version: 1
event_types:
  - name: shop.order_placed
    description: An order.
    example: { id: 5512, price: 10.50 }
customers:
  - { uid: acme, name: Acme Inc. }
endpoints:
  - { uid: all, url: '${receiver.url('/all')}', event_types: ['*'] }
  - { uid: hook, customer: acme, url: '${receiver.url(path)}', event_types: [shop.order_placed, postrider.*] }
`;

interface Result {
  changes: { action: string; type: string; name: string; fields: { field: string; from: unknown; to: unknown }[] }[];
}

const names = (result: unknown): string[] =>
  (result as Result).changes.map(({ action, type, name }) => `${action} ${type} ${name}`);

const everything = [
  'create event_type shop.order_placed',
  'create customer acme',
  'create endpoint acme/hook',
  'create endpoint all',
];

/** The endpoints by their uids, with their ids. */
const endpoints = async (): Promise<Map<string, string>> => {
  const { data } = (await cli.json('endpoints', 'list', '--all')) as { data: { id: string; uid: string }[] };
  return new Map(data.map(({ uid, id }) => [uid, id]));
};

it('a file is applied once, and then there is no difference', async () => {
  const path = await fileOf(shop());
  expect(names(await cli.json('apply', '-f', path, '--dry-run'))).toEqual(everything);
  expect((await endpoints()).size).toBe(0);
  const drift = await cli.run(['diff', '-f', path]);
  expect([drift.code, drift.stderr]).toEqual([2, '']);
  expect(drift.stdout).toContain('+ endpoint acme/hook\n');

  expect(names(await cli.json('apply', '-f', path))).toEqual(everything);
  const ids = await endpoints();
  expect(names(await cli.json('apply', '-f', path))).toEqual([]);
  expect(await endpoints()).toEqual(ids);
  expect(await cli.run(['diff', '-f', path])).toEqual({ code: 0, stdout: 'No differences.\n', stderr: '' });
});

it('drift is shown by field, and undone by the next apply', async () => {
  await cli.json('apply', '-f', await fileOf(shop()));
  const path = await fileOf(shop('/new'));
  const id = (await endpoints()).get('hook') ?? '';
  const { code, stdout } = await cli.run(['diff', '-f', path]);
  const change = `~ endpoint acme/hook\n    url: "${receiver.url('/hook')}" → "${receiver.url('/new')}"\n`;
  expect([code, stdout]).toEqual([2, change]);
  await cli.json('endpoints', 'update', id, '--name', 'not in the file');
  expect((await cli.run(['apply', '-f', path])).stdout).toBe(change);
  expect(await manage.endpoint(id)).toMatchObject({ url: receiver.url('/new'), name: 'not in the file' });
});

it('what is not in the file stays, and is deleted only with --prune and --yes', async () => {
  await cli.json('apply', '-f', await fileOf(shop()));
  const path = await fileOf('version: 1\ncustomers: []\nendpoints: []\n');
  expect(names(await cli.json('apply', '-f', path))).toEqual([]);
  const unsure = await cli.run(['apply', '-f', path, '--prune']);
  expect([unsure.code, unsure.stderr]).toEqual([2, expect.stringContaining('pass --yes')]);
  expect((await endpoints()).size).toBe(2);
  const pruned = await cli.json('apply', '-f', path, '--prune', '--yes');
  expect(names(pruned)).toEqual(['delete endpoint all', 'delete customer acme']);
  expect((await endpoints()).size).toBe(0);
  expect((await cli.run(['event-types', 'get', 'shop.order_placed'])).code).toBe(0);
});

it('secrets of new endpoints are written to a file for its owner alone, and nowhere else', async () => {
  const [path, secrets] = [await fileOf(shop()), newPath()];
  const { stdout, stderr } = await cli.run(['apply', '-f', path, '--secrets-file', secrets]);
  expect(`${stdout}${stderr}`).not.toContain('whsec_');
  expect((await stat(secrets)).mode & 0o777).toBe(0o600);
  const lines = (await readFile(secrets, 'utf8')).trimEnd().split('\n');
  const parsed = lines.map((line) => JSON.parse(line) as { endpoint_id: string; uid: string; signing_secret: string });
  expect(parsed.map(({ uid }) => uid).toSorted()).toEqual(['all', 'hook']);
  for (const { uid, endpoint_id, signing_secret } of parsed) {
    expect((await endpoints()).get(uid)).toBe(endpoint_id);
    expect(signing_secret).toMatch(/^whsec_/);
  }
  const again = await cli.run(['apply', '-f', await fileOf(shop('/new')), '--secrets-file', secrets]);
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('--secrets-file: ')]);
});

it('a file with a problem changes nothing, and the problem names the entry and the field', async () => {
  const path = await fileOf(`${shop()}  - { uid: wrong, url: 'ftp://x', event_types: ['*'] }\n`);
  const { code, stdout, stderr } = await cli.run(['apply', '-f', path]);
  expect([code, stderr]).toEqual([1, expect.stringContaining('nothing was changed')]);
  expect(stdout).toMatch(/endpoints\[2\]: url: /);
  const secret = await fileOf(
    "version: 1\nendpoints: [{ uid: a, url: 'https://example.com', event_types: ['*'], signing_secret: whsec_a }]",
  );
  expect(await cli.run(['diff', '-f', secret])).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('signing_secret: has no place in this file'),
  });
  expect((await endpoints()).size).toBe(0);
  expect((await cli.run(['event-types', 'get', 'shop.order_placed'])).code).toBe(1);
});

it('an export is a file without differences', async () => {
  await cli.json('apply', '-f', await fileOf(shop()));
  const path = newPath();
  await cli.json('export', '--format', 'yaml', '--output', path);
  expect(await readFile(path, 'utf8')).not.toMatch(/secret|whsec/);
  expect((await cli.run(['diff', '-f', path, '--prune'])).code).toBe(0);
  expect((await cli.run(['diff', '-f', '-'], await readFile(path, 'utf8'))).code).toBe(0);
});
