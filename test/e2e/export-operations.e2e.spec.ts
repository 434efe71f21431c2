import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { type BulkOperation, type DeliverySummary, ExportEnd } from '@postrider/contracts';
import { Database } from '@postrider/event-store';
import { Postrider as Client } from '@postrider/sdk';
import { waitUntil } from '@postrider/testing';

import { type Api, type ApiResponse, allPages, errorOf } from '../support/api.js';
import { Cli } from '../support/cli.js';
import { forAllTests } from '../support/for-all-tests.js';
import { patienceMs } from '../support/patience.js';
import type { Postrider } from '../support/postrider.js';

const events = 120;
const settings = { POSTRIDER_EXPORT_FILE_PAGE: '10', POSTRIDER_EXPORT_FILE_ROWS_MAX: '100' };

let postrider: Postrider;
let cli: Cli;
let hook: string;
let folder: string;
forAllTests({ settings, dispatchers: 2 }, (services) => {
  ({ postrider } = services);
  hook = services.receiver.url('/hook');
});

beforeAll(async () => {
  cli = new Cli(postrider.url, postrider.keys.management_key);
  folder = await mkdtemp(join(tmpdir(), 'exports-'));
  await postrider.manage.createEndpoint({ url: hook, event_types: ['*'] });
  const batch = (type: string, count: number) => Array.from({ length: count }, (_, n) => ({ type, data: { n } }));
  await postrider.project.publishBatch([...batch('budget.exceeded', events), ...batch('api_key.revoked', 35)]);
  const isOver = async () => (await postrider.manage.deliveries('?status=pending&limit=1')).data.length === 0;
  await waitUntil(isOver, { what: 'nothing to be pending' });
});

afterAll(() => rm(folder, { recursive: true }));

const start = async (json: object, api = postrider.manage): Promise<BulkOperation> =>
  (await api.expect(202, 'POST', '/deliveries/export', { json })) as BulkOperation;

const download = (id: string, api: Api = postrider.manage): Promise<ApiResponse> =>
  api.send('GET', `/operations/${id}/file`);

async function exported(json: object): Promise<{ ended: BulkOperation; file: ApiResponse }> {
  const { id } = await start(json);
  const ended = await postrider.manage.operationEnded(id);
  return { ended, file: await download(id) };
}

const linesOf = (text: string): unknown[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));

const listed = async (query: string): Promise<DeliverySummary[]> =>
  (await allPages((page) => postrider.manage.deliveries(page), `?limit=250&${query}`)).flat();

const ofOneType = { event_type: 'api_key.revoked' };

describe('an export operation', () => {
  it('writes the lines of the list to a file of several chunks', async () => {
    const started = await start({ ...ofOneType, status: 'delivered' });
    expect(started).toMatchObject({
      kind: 'export',
      status: 'running',
      processed: 0,
      request: { ...ofOneType, status: 'delivered', format: 'ndjson' },
      file: { format: 'ndjson', bytes: 0, next_cursor: null, expires_at: null },
    });
    const ended = await postrider.manage.operationEnded(started.id);
    expect(ended).toMatchObject({ status: 'completed', total: 35, processed: 35, skipped: 0 });
    const { status, headers, text } = await download(started.id);
    expect([status, headers.get('content-type')]).toEqual([200, 'application/x-ndjson']);
    const day = started.created_at.slice(0, 10);
    expect(headers.get('content-disposition')).toBe(`attachment; filename="deliveries-${day}.ndjson"`);
    expect(headers.get('content-length')).toBe(String(ended.file?.bytes));
    const lines = linesOf(text);
    expect(lines.pop()).toEqual({ export: { deliveries: 35, next_cursor: null } });
    expect(lines).toEqual(await listed('event_type=api_key.revoked&status=delivered'));
    expect(await postrider.manage.operations()).toMatchObject({ data: [ended] });
  });

  it('is a table for spreadsheets, if asked for', async () => {
    const { ended, file } = await exported({ ...ofOneType, since: '2026-11-01T00:00:00Z', format: 'csv' });
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const until = `${ended.created_at.slice(0, 16).replace(':', '')}Z`;
    expect(file.headers.get('content-disposition')).toBe(
      `attachment; filename="deliveries-2026-11-01T0000Z-${until}.csv"`,
    );
    const [head, ...rows] = file.text.trimEnd().split('\r\n');
    expect(head).toMatch(/^id,endpoint_id,/);
    expect(rows.map((row) => row.split(',')[0])).toEqual(
      (await listed('event_type=api_key.revoked')).map(({ id }) => id),
    );
  });

  it('takes the filters that no index knows, of which it counts the matches at the end', async () => {
    const { ended, file } = await exported({ ...ofOneType, response_class: '2xx', min_attempts: 1, test: false });
    expect(ended).toMatchObject({ total: 35, processed: 35 });
    expect(linesOf(file.text)).toHaveLength(36);
    expect(await exported({ response_class: '5xx' })).toMatchObject({
      ended: { total: 0, processed: 0 },
      file: { text: '{"export":{"deliveries":0,"next_cursor":null}}\n' },
    });
  });

  it('is cut at its limit, and is continued by an export behind its cursor', async () => {
    const { ended, file } = await exported({ event_type: 'budget.exceeded' });
    expect(ended).toMatchObject({ status: 'completed', total: events, processed: 100 });
    const lines = linesOf(file.text);
    const { export: end } = ExportEnd.parse(lines.pop());
    expect(end).toEqual({ deliveries: 100, next_cursor: ended.file?.next_cursor });
    const query = `event_type=budget.exceeded&cursor=${end.next_cursor ?? ''}`;
    const rest = linesOf((await postrider.manage.send('GET', `/deliveries/export?${query}`)).text);
    expect([...lines, ...rest.slice(0, -1)]).toEqual(await listed('event_type=budget.exceeded'));
  });

  it('has the rest behind the cursor of one that was cut, with the same filters', async () => {
    const { ended, file } = await exported({ event_type: 'budget.exceeded' });
    const cursor = ended.file?.next_cursor;
    const rest = await exported({ event_type: 'budget.exceeded', cursor });
    const left = events - 100;
    expect(rest.ended).toMatchObject({
      total: left,
      processed: left,
      request: { cursor },
      file: { next_cursor: null },
    });
    const deliveries = [file, rest.file].flatMap(({ text }) => linesOf(text).slice(0, -1));
    expect(deliveries).toEqual(await listed('event_type=budget.exceeded'));
    const past = await exported({
      event_type: 'budget.exceeded',
      cursor,
      since: '2026-11-01T00:00:00Z',
      until: '2026-11-02T00:00:00Z',
    });
    expect(past.ended).toMatchObject({ total: 0, processed: 0 });
  });

  it('names wrong fields', async () => {
    for (const [json, field] of [
      [{ format: 'xlsx' }, 'format'],
      [{ response_status: '200' }, 'response_status'],
      [{ cursor: 'x' }, 'cursor'],
      [{ since: '2026-11-02T00:00:00Z', until: '2026-11-01T00:00:00Z' }, 'until'],
    ] as const) {
      const response = await postrider.manage.send('POST', '/deliveries/export', { json });
      expect([json, response.status, errorOf(response).field]).toEqual([json, 422, field]);
    }
  });

  it('has nothing of another organization, and its file is for its own alone', async () => {
    const { manage } = await postrider.addOrganization('Stranger');
    const { id } = await start({}, manage);
    expect(await manage.operationEnded(id)).toMatchObject({ total: 0, processed: 0 });
    expect(errorOf(await download(id))).toMatchObject({ code: 'webhook_operation_not_found', id });
    expect((await download(id, manage)).text).toBe('{"export":{"deliveries":0,"next_cursor":null}}\n');
  });

  it('is started, awaited and read with the SDK', async () => {
    const { deliveries, operations } = new Client({ url: postrider.url, key: postrider.keys.management_key });
    const { id } = await deliveries.export({ ...ofOneType, response_class: '2xx', format: 'csv' });
    expect(await operations.wait(id, { intervalMs: 50 })).toMatchObject({ status: 'completed', processed: 35 });
    expect(await text(await operations.file(id))).toBe((await download(id)).text);
    const parts: number[] = [];
    for await (const { processed } of deliveries.exportAll({ event_type: 'budget.exceeded' }, { intervalMs: 50 }))
      parts.push(processed);
    expect(parts).toEqual([100, events - 100]);
    const unknown = operations.file('blk_01m84b0v5yfgr9xg2v6m5c7d3t');
    await expect(unknown).rejects.toMatchObject({ status: 404, code: 'webhook_operation_not_found' });
  });

  it('has its headers without a file for HEAD', async () => {
    const { ended } = await exported(ofOneType);
    const { status, headers, text } = await postrider.manage.send('HEAD', `/operations/${ended.id}/file`);
    expect([status, headers.get('content-length'), text]).toEqual([200, String(ended.file?.bytes), '']);
  });
});

describe('postrider deliveries export', () => {
  const ofType = ['--type', ofOneType.event_type];

  it('writes the file of the matching deliveries to standard output, and its progress elsewhere', async () => {
    const filters = ['--response-class', '2xx', '--min-attempts', '1', '--no-test', '--no-replayed'];
    const { code, stdout, stderr } = await cli.run(['deliveries', 'export', ...ofType, ...filters]);
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('error')]);
    const [operation] = (await postrider.manage.operations()).data;
    expect(operation).toMatchObject({
      status: 'completed',
      processed: 35,
      request: { ...ofOneType, response_class: '2xx', min_attempts: 1, test: false, replayed: false, format: 'ndjson' },
    });
    expect(stdout).toBe((await download(operation?.id ?? '')).text);
  });

  it('writes it to --output, or later, by the id of the operation', async () => {
    const [path, later] = [join(folder, 'first.csv'), join(folder, 'later.csv')];
    const args = ['deliveries', 'export', ...ofType, '--format', 'csv'];
    const first = await cli.run([...args, '--output', path]);
    expect([first.code, first.stdout]).toEqual([0, expect.stringMatching(/Export completed: 35 of 35 deliveries/)]);
    const { id } = (await cli.json(...args, '--detach')) as BulkOperation;
    await postrider.manage.operationEnded(id);
    expect(await cli.json('operations', 'file', id, '--output', later)).toMatchObject({ id, file: { format: 'csv' } });
    const contents = await readFile(path, 'utf8');
    expect([contents, await readFile(later, 'utf8')]).toEqual([(await download(id)).text, contents]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['first.csv', 'later.csv']);
  });

  it('joins the files that the server cuts at its limit', async () => {
    const ofCutType = ['deliveries', 'export', '--type', 'budget.exceeded'];
    const all = await listed('event_type=budget.exceeded');
    const { stdout } = await cli.run(ofCutType);
    expect(linesOf(stdout)).toEqual([...all, { export: { deliveries: events, next_cursor: null } }]);

    const path = join(folder, 'joined.csv');
    await cli.run([...ofCutType, '--format', 'csv', '--output', path]);
    const [head, ...rows] = (await readFile(path, 'utf8')).trimEnd().split('\r\n');
    expect([head, rows.map((row) => row.split(',')[0])]).toEqual([
      expect.stringMatching(/^id,endpoint_id,/),
      all.map(({ id }) => id),
    ]);
    await rm(path);
  });

  it('says how to get the rest of a file of an operation that was cut', async () => {
    const args = ['deliveries', 'export', '--type', 'budget.exceeded'];
    const { id } = (await cli.json(...args, '--detach')) as BulkOperation;
    await postrider.manage.operationEnded(id);
    const cut = await cli.run(['operations', 'file', id]);
    const [, cursor = ''] = /postrider deliveries export --cursor (\S+)/.exec(cut.stderr) ?? [];
    const rest = await cli.run([...args, '--cursor', cursor]);
    const lines = [cut, rest].flatMap(({ stdout }) => linesOf(stdout).slice(0, -1));
    expect(lines).toEqual(await listed('event_type=budget.exceeded'));
  });

  it('starts nothing if the file cannot be written, or with --detach and --output', async () => {
    const before = await postrider.manage.operations();
    for (const [args, reason] of [
      [['--output', join(folder, 'none', 'a.csv')], '--output: ENOENT'],
      [['--output', folder], 'is no regular file'],
      [['--detach', '--output', join(folder, 'a.csv')], 'not both'],
    ] as const) {
      const { code, stderr } = await cli.run(['deliveries', 'export', ...args]);
      expect([code, stderr]).toEqual([2, expect.stringContaining(reason)]);
    }
    expect(await postrider.manage.operations()).toEqual(before);
  });
});

describe('without a file', () => {
  it('is an operation of another kind', async () => {
    const { id } = await postrider.manage.replayAll({ event_type: 'of.no_delivery' });
    expect(errorOf(await download(id))).toMatchObject({ code: 'export_not_available', id });
  });

  it('is an export past its lifetime', async () => {
    const { ended } = await exported(ofOneType);
    const database = new Database({ url: postrider.databaseUrl, size: 1, timeoutMs: 20_000, name: 'e2e' });
    await database.query('UPDATE export_files SET expires_at = now() WHERE operation_id = $1', [ended.id]);
    await database.end();
    const response = await download(ended.id);
    expect([response.status, errorOf(response)]).toMatchObject([
      409,
      { code: 'export_not_available', message: `webhook operation ${ended.id} has no file: it has expired` },
    ]);
    expect(await postrider.manage.operation(ended.id)).not.toHaveProperty('file');
  });
});

describe('a running export', () => {
  afterEach(async () => {
    if (postrider.dispatchers.length === 0) await postrider.addDispatcher();
  });

  it('is the only one of its organization; cancelled, it makes room for another and has no file', async () => {
    for (const dispatcher of postrider.dispatchers.splice(0)) await dispatcher.kill();
    const { id } = await start(ofOneType);
    const second = await postrider.manage.send('POST', '/deliveries/export', { json: {} });
    expect([second.status, errorOf(second)]).toMatchObject([409, { code: 'export_running', id }]);
    expect(errorOf(await download(id)).message).toBe(`webhook operation ${id} has no file: it is still running`);

    const cancelled = await postrider.manage.cancel(id);
    expect(cancelled).toMatchObject({ status: 'cancelled' });
    expect(cancelled).not.toHaveProperty('file');
    expect(errorOf(await download(id)).message).toBe(`webhook operation ${id} has no file: it was cancelled`);
    await postrider.manage.cancel((await start(ofOneType)).id);
  });

  it('at the terminal leaves the earlier file as it was if it is refused, cancelled or interrupted', async () => {
    for (const dispatcher of postrider.dispatchers.splice(0)) await dispatcher.kill();
    const path = join(folder, 'earlier.csv');
    await writeFile(path, 'earlier');
    const args = ['deliveries', 'export', '--format', 'csv', '--output', path];
    const started = async (): Promise<string> => {
      // The replay of an earlier test may still be running.
      const running = async () =>
        (await postrider.manage.operations('?status=running')).data.find(({ kind }) => kind === 'export')?.id;
      await waitUntil(async () => (await running()) !== undefined, { what: 'an export' });
      return (await running()) ?? '';
    };

    const cancelled = cli.run(args);
    const id = await started();
    const refused = await cli.run(args);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining(`operations wait|cancel ${id}`)]);
    await postrider.manage.cancel(id);
    expect(await cancelled).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`${id} is cancelled`),
      stdout: '',
    });

    const interrupted = cli.start(...args);
    const second = await started();
    expect(await interrupted.stop('SIGINT', patienceMs)).toEqual({ code: 130, signal: null });
    expect(interrupted.lines).toContainEqual('The export is cancelled: there is no file.');
    expect(await postrider.manage.operation(second)).toMatchObject({ status: 'cancelled' });
    expect(await readFile(path, 'utf8')).toBe('earlier');
    expect((await readdir(folder)).filter((name) => name.includes('earlier'))).toEqual(['earlier.csv']);
  });

  it('has each delivery once, whatever dispatcher is killed meanwhile', async () => {
    const { id } = await start({ event_type: 'budget.exceeded' });
    const isUnderWay = async (): Promise<boolean> => (await postrider.manage.operation(id)).processed >= 20;
    await waitUntil(isUnderWay, { what: 'two pages', timeoutMs: patienceMs, intervalMs: 5 });
    for (const dispatcher of postrider.dispatchers.splice(0)) await dispatcher.kill();
    const stopped = await postrider.manage.operation(id);
    expect(stopped).toMatchObject({ status: 'running' });
    expect(stopped.processed).toBeLessThan(100);

    await postrider.addDispatcher();
    expect(await postrider.manage.operationEnded(id)).toMatchObject({ status: 'completed', processed: 100 });
    const ids = linesOf((await download(id)).text).slice(0, -1) as DeliverySummary[];
    expect(ids).toEqual((await listed('event_type=budget.exceeded')).slice(0, 100));
  });
});
