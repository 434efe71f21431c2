import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Receiver, waitUntil } from '@postrider/testing';
import { Webhook } from 'svix';

import { allPages, Api } from '../support/api.js';
import { Cli, type CliResult } from '../support/cli.js';
import { forAllTests } from '../support/for-all-tests.js';
import { patienceMs } from '../support/patience.js';
import type { Postrider } from '../support/postrider.js';
import { SvixServer, type SvixData } from '../support/svix.js';

let postrider: Postrider;
let receiver: Receiver;
let folder: string;

forAllTests({}, (services) => {
  ({ postrider, receiver } = services);
});
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postrider-import-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** An organization of its own for a test, with what manages it. */
interface Organization {
  id: string;
  cli: Cli;
  manage: Api;
}

async function addOrganization(): Promise<Organization> {
  const id = await postrider.admin.createOrganization('Imported');
  const { key } = await postrider.admin.createKey(id, 'management');
  return {
    id,
    cli: new Cli(postrider.url, key, { SVIX_TOKEN: SvixServer.token }),
    manage: new Api(postrider.url, key),
  };
}

let organization: Organization;
beforeEach(async () => {
  organization = await addOrganization();
});

interface Counts {
  created: number;
  changed: number;
  unchanged: number;
  failed: number;
}

interface ImportResult {
  dry_run: boolean;
  event_types: Counts;
  customers: Counts;
  endpoints: Counts;
  problems: { place: string; field?: string; message: string }[];
  warnings: { place: string; message: string }[];
  new_secrets: { endpoint_id: string; customer: string | null; uid: string }[];
}

const counts = (given: Partial<Counts>): Counts => ({ created: 0, changed: 0, unchanged: 0, failed: 0, ...given });
const resultOf = ({ stdout }: CliResult): ImportResult => JSON.parse(stdout) as ImportResult;

const head = { type: 'postrider.export', version: 1 };
let files = 0;
async function fileOf(lines: readonly unknown[], first: object = head): Promise<string> {
  const path = join(folder, `${(files += 1)}.ndjson`);
  const bytes = [first, ...lines].map((line) => {
    if (Buffer.isBuffer(line)) return line;
    return Buffer.from(typeof line === 'string' ? line : JSON.stringify(line));
  });
  await writeFile(path, Buffer.concat(bytes.flatMap((line) => [line, Buffer.from('\n')])));
  return path;
}
const newPath = (): string => join(folder, `${(files += 1)}.ndjson`);

const importFile = async (lines: readonly unknown[], ...options: string[]) =>
  organization.cli.run(['import', 'file', await fileOf(lines), ...options, '--json']);

const all = async <T>(page: (query: string) => Promise<{ data: T[]; next_cursor: string | null }>): Promise<T[]> =>
  (await allPages(page, '?limit=250')).flat();
const endpoints = ({ manage }: Organization = organization) => all((query) => manage.endpoints(query));
const customers = ({ manage }: Organization = organization) => all((query) => manage.customers(query));
/** All that an organization has. */
const everything = async (of: Organization = organization): Promise<unknown> => ({
  endpoints: await endpoints(of),
  customers: await customers(of),
  eventTypes: await of.manage.eventTypes(),
});

const secretOf = (n: number): string => `whsec_${Buffer.alloc(24, n).toString('base64')}`;

describe('an import from Svix', () => {
  let svix: SvixServer;
  const schemas = {
    1: { type: 'object' },
    10: { type: 'object', required: ['total'], properties: { total: { type: 'integer', minimum: 1 } } },
    9: { type: 'string' },
  };
  beforeEach(async () => {
    const data: SvixData = {
      eventTypes: [
        { name: 'invoice.paid', description: 'An invoice was paid.', schemas },
        { name: 'user.created', description: '' },
        { name: 'user.old', description: 'Gone.', archived: true },
      ],
      applications: [
        {
          id: 'app_1',
          uid: 'acme',
          name: 'Acme Inc.',
          throttleRate: 50,
          metadata: { plan: 'pro' },
          endpoints: [
            {
              id: 'ep_1',
              url: receiver.url('/acme'),
              description: 'Production',
              eventTypes: ['invoice.paid', 'user.old'],
              throttleRate: 20,
              metadata: { team: 'billing' },
              key: secretOf(1),
              headers: { 'X-Team': 'billing' },
              sensitive: ['Authorization'],
            },
            // Svix also shows secrets without their prefix.
            {
              id: 'ep_2',
              uid: 'all',
              url: receiver.url('/all'),
              key: secretOf(2).slice(6),
              channels: ['eu'],
              transformation: 'handler()',
            },
            { id: 'ep_3', url: receiver.url('/disabled'), key: secretOf(3), disabled: true },
          ],
        },
        { id: 'app_2', name: 'Zenith', endpoints: [] },
        {
          id: 'app_3',
          name: '',
          endpoints: [{ id: 'ep_4', url: receiver.url('/third'), key: secretOf(4) }],
        },
      ],
    };
    svix = await SvixServer.start(data);
  });
  afterEach(() => svix.stop());

  const importSvix = (...options: string[]) =>
    organization.cli.run(['import', 'svix', '--svix-url', svix.url, ...options]);

  it('creates everything, and receivers verify with the secrets that they had and get the bodies that they got', async () => {
    const { code, stdout, stderr } = await importSvix();
    expect([code, stdout]).toEqual([0, expect.stringContaining('Endpoints    4 created, 0 changed, 0 unchanged')]);
    expect(stderr).toContain('postrider endpoints request-format --preset svix');
    await organization.cli.json('endpoints', 'request-format', '--preset', 'svix');

    const payload = { total: 4990, type: 'invoice.paid' };
    const json = { type: 'invoice.paid', data: payload, customer: 'acme' };
    const event = (await organization.manage.expect(202, 'POST', '/events', { json })) as { deliveries: object[] };
    expect(event.deliveries).toHaveLength(2);
    for (const [path, secret] of [
      ['/acme', secretOf(1)],
      ['/all', secretOf(2)],
    ] as const) {
      const request = await receiver.waitFor((each) => each.path === path && 'svix-id' in each.headers);
      new Webhook(secret).verify(request.rawBody, request.headers as Record<string, string>);
      expect(JSON.parse(request.rawBody)).toEqual(payload);
    }
    const again = await importSvix();
    expect([again.code, again.stderr]).toEqual([0, '']);
    expect(again.stdout).toMatch(/^Headers +2 of 1 endpoint, not carried over$/m);
  });

  it('maps applications, endpoints and event types, and says what it leaves out', async () => {
    const { warnings, problems, ...result } = resultOf(await importSvix('--json'));
    expect(result).toEqual({
      dry_run: false,
      event_types: counts({ created: 2 }),
      customers: counts({ created: 3 }),
      endpoints: counts({ created: 4 }),
      new_secrets: [],
      omitted_headers: { headers: 2, endpoints: 1 },
    });
    expect(problems).toEqual([]);
    expect(warnings).toEqual([
      { place: 'endpoint all of application acme', message: expect.stringMatching(/^channels .* eu$/) },
      { place: 'endpoint all of application acme', message: expect.stringContaining('transformation') },
      {
        place: 'endpoint ep_1 of application acme',
        message: expect.stringMatching(/^headers .* X-Team, Authorization$/),
      },
      { place: 'endpoint ep_1 of application acme', message: expect.stringMatching(/archived .* user\.old$/) },
    ]);
    expect((await customers()).toSorted((a, b) => (a.uid < b.uid ? -1 : 1))).toMatchObject([
      { uid: 'acme', name: 'Acme Inc.', rate_limit: 50, metadata: { plan: 'pro' } },
      { uid: 'app_2', name: 'Zenith', rate_limit: null, metadata: {} },
      { uid: 'app_3', name: null },
    ]);
    const shown = (await endpoints()).map(({ uid, ...endpoint }) => [uid, endpoint] as const);
    expect(Object.fromEntries(shown)).toMatchObject({
      ep_1: {
        url: receiver.url('/acme'),
        customer: { uid: 'acme' },
        event_types: ['invoice.paid'],
        description: 'Production',
        metadata: { team: 'billing' },
        rate_limit: 20,
        active: true,
        envelope: 'data',
      },
      all: { event_types: ['*'], description: null, rate_limit: null },
      ep_3: { active: false, customer: { uid: 'acme' } },
      ep_4: { customer: { uid: 'app_3' } },
    });
    const types = new Map((await organization.manage.eventTypes()).map((each) => [each.type, each]));
    expect(types.get('invoice.paid')).toMatchObject({ schema: schemas[10], example: { total: 1 } });
    expect(types.get('user.created')).toMatchObject({ description: 'user.created', schema: null, example: {} });
    expect(types.has('user.old')).toBe(false);
  });

  it('as a dry run says what it would do, and changes nothing', async () => {
    const before = await everything();
    const { code, stdout, stderr } = await importSvix('--dry-run');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Endpoints    4 to create, 0 to change, 0 unchanged');
    expect(stdout).toContain('endpoint ep_1 of application acme: headers are not supported');
    // Test receivers have the address of this machine.
    expect(stdout).toContain('endpoint ep_4 of application app_3: url: refused unless the operator allows the address');
    expect(stdout).not.toContain(secretOf(1));
    expect(await everything()).toEqual(before);
  });

  it('takes over what has changed since, and changes nothing otherwise', async () => {
    await importSvix();
    const before = await everything();
    expect(resultOf(await importSvix('--json'))).toMatchObject({
      event_types: counts({ unchanged: 2 }),
      customers: counts({ unchanged: 3 }),
      endpoints: counts({ unchanged: 4 }),
    });
    expect(await everything()).toEqual(before);

    const [acme, zenith] = svix.data.applications;
    Object.assign(acme?.endpoints[0] ?? {}, { url: receiver.url('/moved'), key: secretOf(9) });
    zenith?.endpoints.push({ id: 'ep_5', url: receiver.url('/new'), key: secretOf(5) });
    expect(resultOf(await importSvix('--json'))).toMatchObject({
      endpoints: counts({ created: 1, changed: 1, unchanged: 3 }),
    });

    const replaced = await importSvix('--replace-secrets', '--app', 'acme', '--json');
    expect(resultOf(replaced)).toMatchObject({
      customers: counts({ unchanged: 1 }),
      endpoints: counts({ changed: 1, unchanged: 2 }),
    });
    await organization.cli.json('endpoints', 'request-format', '--preset', 'svix');
    const json = { type: 'invoice.paid', data: { total: 1 }, customer: 'acme' };
    await organization.manage.expect(202, 'POST', '/events', { json });
    const { rawBody, headers } = await receiver.waitFor(({ path }) => path === '/moved');
    for (const n of [9, 1]) new Webhook(secretOf(n)).verify(rawBody, headers as Record<string, string>);
  });

  it('retries calls after temporary refusals, and stops with what it has when Svix refuses permanently', async () => {
    svix.failures.push({ status: 429, headers: { 'retry-after': '1' } }, { status: 503 });
    const repeated = await importSvix();
    expect(repeated).toMatchObject({ code: 0, stderr: expect.stringContaining('Svix responded with 429') });
    const other = await addOrganization();
    svix.failures.push({ status: 500 });
    const failed = await other.cli.run(['import', 'svix', '--svix-url', svix.url, '--max-retries', '0']);
    expect(failed).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('responded with 500: as the test wants it'),
    });
    const wrong = new Cli(postrider.url, 'mlx_mk_none', { SVIX_TOKEN: 'secret-token' });
    expect(await wrong.run(['import', 'svix', '--svix-url', svix.url])).toMatchObject({ code: 1, stdout: '' });
    const noToken = new Cli(postrider.url, 'mlx_mk_none', { SVIX_TOKEN: '' });
    expect(await noToken.run(['import', 'svix'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('set SVIX_TOKEN'),
    });
  });

  it('says which endpoints sign with a key pair, and imports the others', async () => {
    const [first] = svix.data.applications[0]?.endpoints ?? [];
    if (first) first.key = 'whpk_8zLx3kqk5Y0y3m0p';
    const { code, stdout, stderr } = await importSvix('--json');
    expect(code).toBe(1);
    expect(stderr).toContain('1 of 9 items were not imported');
    expect(JSON.parse(stdout)).toMatchObject({
      endpoints: counts({ created: 3, failed: 1 }),
      problems: [{ place: 'endpoint ep_1 of application acme', field: 'signing_secret' }],
    });
    expect(stdout).not.toContain('whpk_');
  });
});

const endpointLine = (uid: string, more: object = {}) => ({
  ...{ type: 'endpoint', uid, url: receiver.url(`/${uid}`), event_types: ['*'], signing_secret: secretOf(7) },
  ...more,
});

describe('an export', () => {
  /** Without the ids, which an import gives anew. */
  const withoutIds = (text: string): unknown[] =>
    text
      .trim()
      .split('\n')
      .map((line) => ({ ...(JSON.parse(line) as object), id: undefined }));

  async function exportOf({ cli, id }: Organization): Promise<{ plain: string; full: string }> {
    const [plain, full] = [newPath(), newPath()];
    expect(await cli.run(['export', '--output', plain])).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('add-secrets'),
    });
    const added = await postrider.admin.run('add-secrets', plain, '--organization', id, '--output', full);
    expect(added).toMatchObject({ code: 0, stdout: '' });
    return { plain, full };
  }

  it('with its secrets makes the same organization elsewhere, and the same export', async () => {
    const { manage } = organization;
    const schema = { type: 'object', required: ['id'] };
    await manage.expect(201, 'POST', '/event-types', {
      json: { type: 'shop.order', description: 'An order.', example: { id: 1 }, schema },
    });
    await manage.putCustomer('eu/42', { name: 'Zoë ✓', metadata: { plan: 'pro' }, rate_limit: 5, max_endpoints: 3 });
    const limits = { publish_limit: 9, max_endpoints: null };
    await manage.putCustomer('.~|{"a"}', { name: null, metadata: { 'ключ ✓': '"' }, ...limits });
    await manage.putCustomer('asleep', { active: false, allowed_event_types: ['shop.*'] });
    const url = receiver.url('/exported');
    const all = { url, event_types: ['*'] };
    await manage.createEndpoint({ ...all, customer: 'eu/42', uid: 'hook', signing_secret: secretOf(3) });
    await manage.createEndpoint({ ...all, customer: 'asleep', name: 'Held', metadata: { a: 'b' } });
    await manage.createEndpoint({ ...all, customers: 'all', envelope: 'cloudevents', rate_limit: 7 });
    await manage.createEndpoint({ ...all, event_types: ['shop.order'], active: false, description: 'two\nlines' });
    await manage.createEndpoint({ ...all, uid: 'hook', signing_secret: 'short', allow_weak: true });
    const owner = { customer: '.~|{"a"}' };
    await manage.createEndpoint({
      ...all,
      ...owner,
      uid: 'a/b',
      envelope: 'data',
      signing_secret: 'Zoë '.repeat(8),
    });
    await manage.createEndpoint({
      ...all,
      ...owner,
      envelope: 'cloudevents_binary',
      event_types: ['shop.*', 'budget.*'],
    });

    const { plain, full } = await exportOf(organization);
    for (const path of [plain, full]) expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(plain, 'utf8')).not.toContain('whsec_');
    expect((await organization.cli.run(['export'])).stdout).toBe(await readFile(plain, 'utf8'));

    const copy = await addOrganization();
    const imported = await copy.cli.run(['import', 'file', full, '--allow-weak', '--json']);
    expect([imported.code, imported.stderr]).toEqual([0, '']);
    expect(resultOf(imported)).toMatchObject({ endpoints: counts({ created: 7 }), new_secrets: [], warnings: [] });
    const copied = await exportOf(copy);
    const lines = withoutIds(await readFile(copied.full, 'utf8'));
    expect(lines).toEqual(withoutIds(await readFile(full, 'utf8')));
    expect(lines).toHaveLength(12);
    expect(lines).toContainEqual(expect.objectContaining({ customer: 'eu/42', signing_secret: secretOf(3) }));

    // Imported where it comes from, it changes nothing: endpoints without a uid are found by their ids.
    const before = await everything();
    const same = await organization.cli.run(['import', 'file', full, '--allow-weak', '--json']);
    expect(resultOf(same)).toMatchObject({ endpoints: counts({ unchanged: 7 }), customers: counts({ unchanged: 3 }) });
    expect(await everything()).toEqual(before);
    await manage.publish('shop.order', { id: 1 });
  });

  it('without secrets gives endpoints new ones, and says which', async () => {
    await organization.manage.createEndpoint({ url: receiver.url('/x'), event_types: ['*'], uid: 'x' });
    const { plain } = await exportOf(organization);
    const copy = await addOrganization();
    const { stdout } = await copy.cli.run(['import', 'file', plain, '--json']);
    const [endpoint] = await endpoints(copy);
    expect((JSON.parse(stdout) as ImportResult).new_secrets).toEqual([
      { endpoint_id: endpoint?.id, customer: null, uid: 'x' },
    ]);
    expect(stdout).not.toContain('whsec_');
  });

  it('gets no secrets of another organization, whatever its lines say, and overwrites no file', async () => {
    const { id } = await organization.manage.createEndpoint({ url: receiver.url('/x'), event_types: ['*'] });
    const other = await addOrganization();
    const forged = await fileOf([{ ...endpointLine('x'), id, signing_secret: null }]);
    const { stdout, stderr, code } = await postrider.admin.run('add-secrets', forged, '--organization', other.id);
    expect([code, stdout]).toEqual([0, await readFile(forged, 'utf8')]);
    expect(stderr).toMatch(/^added 0 signing secrets; 1 endpoints were not found/);
    const own = await postrider.admin.run('add-secrets', forged, '--organization', organization.id);
    expect(own.stdout).toMatch(/"signing_secret":"whsec_/);
    const args = ['add-secrets', forged, '--organization', organization.id];
    expect(await postrider.admin.run(...args, '--output', forged)).toMatchObject({ code: 1 });
    expect((await organization.cli.run(['export', '--output', forged])).code).toBe(2);
    expect(await readFile(forged, 'utf8')).toContain('"signing_secret":null');
  });
});

describe('the secrets of an export', () => {
  it.each([
    ['an empty file', '', 'expected a file of postrider export'],
    ['no file', undefined, 'ENOENT'],
    [
      'bytes that are not UTF-8',
      Buffer.from(`${JSON.stringify(head)}\n{"type":"customer","uid":"\u00ff"}\n`, 'latin1'),
      'line 2: expected UTF-8',
    ],
  ])('are not added to %s, and no file is made', async (_, text, reason) => {
    const [input, output] = [newPath(), newPath()];
    if (text !== undefined) await writeFile(input, text);
    const args = ['add-secrets', input, '--organization', organization.id, '--output', output];
    const refused = await postrider.admin.run(...args);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining(reason) });
    await expect(stat(output)).rejects.toThrow('ENOENT');
  });
});

describe('an import of a file', () => {
  it('that is killed goes on where it was, and creates nothing twice', async () => {
    const uids = Array.from({ length: 150 }, (_, n) => `c${n}`);
    const file = await fileOf([
      ...uids.map((uid) => ({ type: 'customer', uid, name: uid })),
      ...uids.map((uid) => endpointLine('hook', { customer: uid, metadata: { of: uid } })),
    ]);
    const started = organization.cli.start('import', 'file', file, '--concurrency', '2');
    const isMidway = async () => (await organization.manage.endpoints('?limit=1')).data.length > 0;
    await waitUntil(isMidway, { what: 'the first endpoint', timeoutMs: patienceMs });
    await started.kill();
    const done = (await endpoints()).length;
    expect(done).toBeGreaterThan(0);

    const again = resultOf(await organization.cli.run(['import', 'file', file, '--json']));
    expect(again).toMatchObject({ customers: counts({ unchanged: 150 }), endpoints: { failed: 0, changed: 0 } });
    expect(again.endpoints.created + again.endpoints.unchanged).toBe(150);
    expect(again.endpoints.unchanged).toBeGreaterThanOrEqual(done);
    const owners = (await endpoints()).map(({ customer, metadata }) => [customer?.uid, metadata.of]);
    expect(owners.toSorted()).toEqual(uids.map((uid) => [uid, uid]).toSorted());
    expect(await customers()).toHaveLength(150);
  });

  it('is interrupted by Ctrl-C after the lines in progress', async () => {
    const file = await fileOf(Array.from({ length: 2_000 }, (_, n) => ({ type: 'customer', uid: `c${n}` })));
    const started = organization.cli.start('import', 'file', file);
    const hasBegun = async () => (await organization.manage.customers('?limit=1')).data.length > 0;
    await waitUntil(hasBegun, { what: 'the first customer', timeoutMs: patienceMs });
    expect(await started.stop('SIGINT')).toMatchObject({ code: 130 });
    expect(started.lines).toContainEqual('Not all is imported. The same command goes on.');
    const line = started.lines.find((each) => each.startsWith('Customers'));
    expect(line).toBe(`Customers    ${(await customers()).length} created, 0 changed, 0 unchanged`);
  });

  const mixed = () => [
    { type: 'event_type', name: 'shop.order', description: 'An order.', example: {} },
    { type: 'event_type', name: 'invoice', description: 'x', example: {}, color: 'red' },
    { type: 'event_type', name: 'shop.paid', description: 'x', example: {}, schema: { required: ['id'] } },
    { type: 'customer', uid: 'acme' },
    { type: 'customer', uid: 'acme', name: 'again' },
    { type: 'customer', uid: 'a b', rate_limit: 0 },
    '{"type":"customer","uid":"half',
    { type: 'message', id: 'm' },
    endpointLine('good', { customer: 'acme', event_types: ['shop.*'] }),
    endpointLine('told', { customer: 'acme', event_types: ['postrider.*'] }),
    endpointLine('ftp', { url: 'ftp://example.com' }),
    endpointLine('weak', { signing_secret: 'whsec_c2hvcnQ=' }),
    endpointLine('lost', { customer: 'nobody' }),
    endpointLine('typo', { event_types: ['shops.*'] }),
    { type: 'endpoint', url: receiver.url('/anonymous'), event_types: ['*'] },
    Buffer.from('{"type":"customer","uid":"latin","name":"\u00ff\u00fe"}', 'latin1'),
  ];
  const wrong = [
    ['line 3', 'name'],
    ['line 3', 'color'],
    ['line 4', 'example.id'],
    ['line 6', undefined],
    ['line 7', 'uid'],
    ['line 7', 'rate_limit'],
    ['line 8', undefined],
    ['line 9', 'type'],
    ['line 12', 'url'],
    ['line 13', 'signing_secret'],
    ['line 14', 'customer'],
    ['line 15', 'event_types.0'],
    ['line 16', 'uid'],
    ['line 17', undefined],
  ];
  const placesOf = ({ problems }: ImportResult) => problems.map(({ place, field }) => [place, field]);

  it('imports all lines but the wrong ones, and says what is wrong with each', async () => {
    const result = await importFile(mixed());
    expect(result.code).toBe(1);
    const { problems, ...imported } = resultOf(result);
    // The API names the example itself where its schema wants a property.
    expect(placesOf({ ...resultOf(result) })).toHaveLength(wrong.length);
    expect(problems.map(({ place }) => place)).toEqual(wrong.map(([place]) => place));
    expect(imported).toMatchObject({
      event_types: counts({ created: 1, failed: 2 }),
      customers: counts({ created: 1, failed: 2 }),
      endpoints: counts({ created: 2, failed: 5 }),
    });
    expect(result.stdout + result.stderr).not.toContain('whsec_');
    expect((await endpoints()).map(({ uid }) => uid).toSorted()).toEqual(['good', 'told']);
    expect((await customers()).map(({ uid }) => uid)).toEqual(['acme']);
    const weak = await importFile([endpointLine('weak', { signing_secret: 'whsec_c2hvcnQ=' })], '--allow-weak');
    expect(weak.code).toBe(0);
  });

  it('as a dry run finds the same, and changes nothing', async () => {
    const before = await everything();
    const result = await importFile(mixed(), '--dry-run');
    expect([result.code, placesOf(resultOf(result))]).toEqual([1, wrong]);
    expect(resultOf(result)).toMatchObject({
      dry_run: true,
      customers: counts({ created: 1, failed: 2 }),
      endpoints: counts({ created: 2, failed: 5 }),
    });
    expect(await everything()).toEqual(before);
    const text = await organization.cli.run(['import', 'file', await fileOf(mixed()), '--dry-run']);
    expect(text.stdout).toContain('Customers    1 to create, 0 to change, 0 unchanged, 2 with problems');
    expect(text.stdout).toContain('\n  line 14: customer: no customer has the uid nobody');
    expect(text.stderr).toContain('items would not be imported');
  });

  it('says which address is refused, and a dry run that it may be', async () => {
    const lines = [endpointLine('private', { url: 'http://10.0.0.1/hook' })];
    const { warnings } = resultOf(await importFile(lines, '--dry-run'));
    expect(warnings).toEqual([{ place: 'line 2', message: expect.stringContaining('10.0.0.1 is') }]);
    expect(resultOf(await importFile(lines)).problems).toEqual([
      { place: 'line 2', field: 'url', message: expect.stringContaining('expected a public address') },
    ]);
  });

  it('changes the fields that a line has, and leaves the others', async () => {
    await importFile([{ type: 'customer', uid: 'acme', name: 'Old', metadata: { plan: 'pro' } }, endpointLine('hook')]);
    const [before] = await endpoints();
    await organization.manage.updateEndpoint(before?.id ?? '', { name: 'Mine', active: false });
    const result = await importFile([
      { type: 'customer', uid: 'acme', name: 'New' },
      endpointLine('hook', { event_types: ['budget.*', 'budget.*'] }),
    ]);
    expect(resultOf(result)).toMatchObject({ customers: counts({ changed: 1 }), endpoints: counts({ changed: 1 }) });
    expect(await customers()).toMatchObject([{ name: 'New', metadata: { plan: 'pro' } }]);
    expect(await endpoints()).toMatchObject([{ name: 'Mine', active: false, event_types: ['budget.*'] }]);
  });

  it('leaves event types of the installation as they are', async () => {
    const line = { type: 'event_type', name: 'budget.exceeded', description: 'Other', example: {} };
    const { event_types, warnings } = resultOf(await importFile([line]));
    expect(event_types).toEqual(counts({ unchanged: 1 }));
    expect(warnings).toEqual([{ place: 'line 2', message: expect.stringContaining('is built in') }]);
  });

  it.each([
    ['another file', { hello: 'world' }, 'expected a file of postrider export'],
    ['a later version', { type: 'postrider.export', version: 2 }, 'the file has version 2'],
  ])('refuses %s before it changes anything', async (_, first, reason) => {
    const file = await fileOf([{ type: 'customer', uid: 'acme' }], first);
    const { code, stdout, stderr } = await organization.cli.run(['import', 'file', file]);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(reason)]);
    expect(await customers()).toEqual([]);
  });

  it('reads standard input, and says if there is no file', async () => {
    const text = `${JSON.stringify(head)}\n\n${JSON.stringify({ type: 'customer', uid: 'piped' })}\n`;
    expect(await organization.cli.run(['import', 'file', '-'], text)).toMatchObject({ code: 0 });
    expect(await customers()).toMatchObject([{ uid: 'piped' }]);
    const missing = await organization.cli.run(['import', 'file', join(folder, 'nothing')]);
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining('ENOENT') });
  });

  it('needs a management key, and ends at once without', async () => {
    const cli = new Cli(postrider.url, postrider.keys.project_key);
    const refused = await cli.run(['import', 'file', await fileOf([{ type: 'customer', uid: 'acme' }])]);
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('management key') });
  });
});
