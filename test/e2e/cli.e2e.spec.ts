import { createHmac } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { BulkOperation, DeliveryDetail, PublishedEvent } from '@postrider/contracts';
import { freePort, type ManagedProcess, type Receiver, waitUntil } from '@postrider/testing';
import { Webhook } from 'standardwebhooks';

import type { CreatedEndpoint } from '../support/api.js';
import { Cli } from '../support/cli.js';
import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';
import { patienceMs } from '../support/patience.js';

const type = 'budget.exceeded';
const settings = {
  POSTRIDER_LISTEN_POLL_MS: '50',
  POSTRIDER_LISTEN_HEARTBEAT_MS: '200',
  POSTRIDER_BULK_PAGE: '2',
  POSTRIDER_REPLAY_CONCURRENCY: '1',
};

let postrider: Postrider;
let receiver: Receiver;
let cli: Cli;

forAllTests({ settings }, (services) => {
  ({ postrider, receiver } = services);
});
beforeAll(() => {
  cli = new Cli(postrider.url, postrider.keys.management_key);
});

const listeners: ManagedProcess[] = [];
afterEach(async () => {
  await Promise.all(listeners.splice(0).map((listener) => listener.stop('SIGINT')));
  await postrider.manage.deleteEndpoints();
});

const create = (path: string): Promise<CreatedEndpoint> =>
  cli.json('endpoints', 'create', receiver.url(path), '--events', 'budget.*') as Promise<CreatedEndpoint>;

describe('endpoints', () => {
  it('are created, listed, updated, tested, rotated and deleted', async () => {
    const created = await create('/endpoint');
    expect(created).toMatchObject({ event_types: ['budget.*'], signing_secret: expect.stringMatching(/^whsec_/) });
    const { id } = created;
    const { stdout } = await cli.run(['endpoints', 'list']);
    expect(stdout).toBe(`${[id, 'active', created.url, 'budget.*', '', created.created_at, ''].join('\t')}\n`);
    for (const range of [
      ['--until', '1h'],
      ['--since', new Date(Date.now() + 3_600_000).toISOString()],
    ]) {
      expect(await cli.json('endpoints', 'list', ...range)).toEqual({ data: [], next_cursor: null });
    }
    const { data } = (await cli.json('endpoints', 'list', '--since', '1h')) as { data: object[] };
    expect(data).toEqual([await postrider.manage.endpoint(id)]);

    const changes = ['--events', 'budget.*,api_key.revoked', '--rate-limit', '50', '--description', 'mine'];
    expect(await cli.json('endpoints', 'update', id, ...changes)).toMatchObject({
      event_types: ['budget.*', 'api_key.revoked'],
      rate_limit: 50,
      description: 'mine',
    });
    expect(await cli.json('endpoints', 'update', id, '--rate-limit', 'none')).toMatchObject({ rate_limit: null });
    const tested = (await cli.json('endpoints', 'test', id, 'api_key.revoked')) as DeliveryDetail;
    expect(tested).toMatchObject({ status: 'delivered', test: true, attempts: [{ response_status: 200 }] });
    expect(await cli.json('rotate', id)).toMatchObject({ signing_secret: expect.stringMatching(/^whsec_/) });
    const own = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const file = join(await mkdtemp(join(tmpdir(), 'secret-')), 'secret');
    await writeFile(file, `${own}\n`);
    expect(await cli.json('rotate', id, '--secret-file', file, '--overlap-hours', '0')).toMatchObject({
      signing_secret: own,
    });
    await rm(dirname(file), { recursive: true });
    expect(await cli.json('endpoints', 'delete', id, '--yes')).toEqual({ id, deleted: true });
    expect(await cli.json('endpoints', 'list')).toEqual({ data: [], next_cursor: null });
  });

  it('have a request format, which is shown and replaced, and an envelope', async () => {
    const shown = await cli.json('endpoints', 'request-format', '--preset', 'github', '--set', '{"user_agent": null}');
    expect(shown).toMatchObject({ user_agent: null, signatures: [{ header: 'X-Hub-Signature-256' }] });
    expect(await cli.json('endpoints', 'request-format')).toEqual(shown);
    await cli.json('endpoints', 'request-format', '--preset', 'default');
    const url = receiver.url('/enveloped');
    const created = await cli.json('endpoints', 'create', url, '--events', 'budget.*', '--envelope', 'data');
    const { id, envelope } = created as { id: string; envelope: string };
    expect(envelope).toBe('data');
    const updated = await cli.json('endpoints', 'update', id, '--envelope', 'cloudevents');
    expect(updated).toMatchObject({ envelope: 'cloudevents' });
    await postrider.manage.deleteEndpoint(id);
  });
});

describe('events', () => {
  it('are triggered with the example of their type, and lead to their deliveries', async () => {
    await create('/triggered');
    const event = (await cli.json('trigger', type)) as PublishedEvent;
    const [delivery] = event.deliveries;
    const { example } = (await postrider.manage.eventTypes()).find((each) => each.type === type) ?? {};
    const request = await receiver.waitFor(({ headers }) => headers['webhook-id'] === event.id);
    expect(JSON.parse(request.rawBody)).toMatchObject({ type, data: example });
    await postrider.manage.completed(delivery?.id ?? '');
    const { stdout } = await cli.run(['deliveries', 'list', '--event', event.id]);
    expect(stdout.split('\t').slice(0, 4)).toEqual([delivery?.id, 'delivered', '200', type]);
    expect(await cli.json('events', 'get', event.id)).toMatchObject({ id: event.id, data: example });
  });

  it('are triggered with data of a file, and with values in it', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'data-')), 'order.json');
    await writeFile(file, '{"price":10.50,"items":[{"sku":"A"}]}');
    const set = ['--set', 'items.0.sku=B', '--set', 'data.customer.id=7'];
    const { stdout } = await cli.run(['trigger', type, '--data', `@${file}`, ...set, '--jq', '.id']);
    const shown = await cli.run(['events', 'get', stdout.trim(), '--jq', '.data']);
    expect(shown.stdout).toBe('{"price":10.50,"items":[{"sku":"B"}],"customer":{"id":7}}\n');
    const refused = await cli.run(['trigger', type, '--data', `@${file}`, '--set', 'price.net=1']);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('--set price.net')]);
    await rm(dirname(file), { recursive: true });
  });

  it('are published from standard input, byte for byte, and with an id only once', async () => {
    await create('/published');
    const data = '{"spend":10.50,"big":18446744073709551617,"text":"ü"}';
    const publish = () => cli.run(['publish', type, '--data', '-', '--id', 'order-1', '--json'], `${data}\n`);
    const [first, second] = [await publish(), await publish()];
    expect([first.code, first.stderr, second.stdout]).toEqual([0, '', first.stdout]);
    const { rawBody } = await receiver.waitFor(({ headers }) => headers['webhook-id'] === 'order-1');
    expect(rawBody).toContain(`"data":${data}`);
  });

  it('have types that are created, updated and deleted', async () => {
    const name = 'shop.order_placed';
    const schema = '{"type":"object","required":["id"]}';
    const made = ['--description', 'An order.', '--example', '{"id":1}', '--schema', schema];
    expect(await cli.json('event-types', 'create', name, ...made)).toMatchObject({ type: name, example: { id: 1 } });
    const refused = await cli.run(['publish', name, '--data', '{}']);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/--data.*id/);
    expect(await cli.json('event-types', 'update', name, '--schema', 'none')).toMatchObject({ schema: null });
    expect((await cli.run(['publish', name, '--data', '{}'])).code).toBe(0);
    expect(await cli.json('event-types', 'delete', name, '-y')).toEqual({ type: name, deleted: true });
    expect((await cli.run(['event-types', 'get', name])).code).toBe(1);
  });
});

describe('results', () => {
  const data = '{"spend":10.50,"big":18446744073709551617,"text":"ü","zero":-0,"usual":[1,0.5]}';

  it('are printed with --json as the API sends them, numbers in their spelling', async () => {
    await create('/exact');
    const published = await cli.run(['publish', type, '--data', data, '--json']);
    const event = JSON.parse(published.stdout) as PublishedEvent;
    const delivery = event.deliveries[0]?.id ?? '';
    await postrider.manage.completed(delivery);
    for (const [args, path] of [
      [['events', 'get', event.id], `/events/${event.id}`],
      [['deliveries', 'get', delivery], `/deliveries/${delivery}`],
      [['deliveries', 'history', delivery], `/deliveries/${delivery}/history`],
    ] as const) {
      const headers = { authorization: `Bearer ${postrider.keys.management_key}` };
      const response = await fetch(`${postrider.url}/manage/v1/webhooks${path}`, { headers });
      expect((await cli.run([...args, '--json'])).stdout).toBe(`${await response.text()}\n`);
    }
    expect((await cli.run(['events', 'get', event.id])).stdout).toContain('"big": 18446744073709551617');
    expect(await cli.json('deliveries', 'attempts', delivery)).toMatchObject({ data: [{ response_status: 200 }] });
    expect((await cli.run(['deliveries', 'history', delivery])).stdout).toMatch(/^1\t.*\tDeliveryScheduled\t/);
  });

  it('are what --jq makes of them, numbers in their spelling', async () => {
    const { id } = JSON.parse((await cli.run(['publish', type, '--data', data, '--json'])).stdout) as PublishedEvent;
    const filtered = await cli.run(['events', 'get', id, '--jq', '.data | .text, .big, .spend, {usual}']);
    expect(filtered).toEqual({ code: 0, stdout: 'ü\n18446744073709551617\n10.50\n{"usual":[1,0.5]}\n', stderr: '' });
    const listed = await cli.run(['events', 'list', '--limit', '1', '--jq', '.data[].id']);
    expect(listed.stdout).toBe(`${id}\n`);
    const invalid = await cli.run(['publish', type, '--data', '{}', '--jq', '.id |']);
    expect([invalid.code, invalid.stderr]).toEqual([2, expect.stringMatching(/^error: --jq: syntax error/)]);
    expect((await cli.run(['events', 'list', '--limit', '1', '--jq', '.data[].id'])).stdout).toBe(`${id}\n`);
    const failed = await cli.run(['events', 'get', id, '--jq', '.id + 1']);
    expect([failed.code, failed.stdout, failed.stderr]).toEqual([1, '', expect.stringContaining('cannot be added')]);
  });
});

describe('keys, operations and the overview', () => {
  it('can be used by pages of the origins that are set', async () => {
    const origins = ['https://app.example.com', 'https://tools.example.com'];
    expect(await cli.json('keys', 'browser-origins')).toEqual({ origins: [] });
    expect(await cli.json('keys', 'browser-origins', '--set', origins.join(','))).toEqual({ origins });
    expect(await cli.json('keys', 'browser-origins', '--set', 'none')).toEqual({ origins: [] });
  });

  it('are shown, and keys are created and revoked', async () => {
    const made = (await cli.json('keys', 'create', 'the shop', '--kind', 'project')) as { id: string; key: string };
    expect((await new Cli(postrider.url, made.key).run(['publish', type, '--data', '{}'])).code).toBe(0);
    expect((await cli.run(['keys', 'list', '--limit', '1'])).stdout).toMatch(
      new RegExp(`^${made.id}\tproject\tactive\tthe shop\t${made.key.slice(-4)}\t`),
    );
    expect(await cli.json('keys', 'revoke', made.id, '--yes')).toEqual({ id: made.id, revoked: true });
    expect((await new Cli(postrider.url, made.key).run(['publish', type, '--data', '{}'])).code).toBe(1);

    const { id } = await create('/operations');
    const operation = (await cli.json('recover', id, '--since', '1h')) as BulkOperation;
    expect(((await cli.json('operations', 'list', '--status', 'completed')) as { data: object[] }).data[0]).toEqual(
      operation,
    );
    expect(await cli.json('overview', '--since', '2h')).toMatchObject({ range: 'custom', totals: expect.any(Object) });
    expect((await cli.run(['overview', '--range', '24h'])).stdout).toMatch(/^Success rate +/m);
  });

  it('nothing is deleted or revoked without a terminal, unless --yes says so', async () => {
    const { id } = await create('/kept');
    for (const args of [
      ['endpoints', 'delete', id],
      ['customers', 'delete', 'acme'],
      ['event-types', 'delete', type],
      ['keys', 'revoke', 'key_1'],
    ]) {
      const { code, stderr } = await cli.run(args);
      expect([code, stderr]).toEqual([2, expect.stringContaining('pass --yes')]);
    }
    expect((await cli.run(['endpoints', 'get', id])).code).toBe(0);
  });

  it('are opened in the dashboard by their URL', async () => {
    const { id } = await create('/opened');
    expect((await cli.run(['open', id])).stdout).toBe(`${postrider.url}/endpoints/${id}\n`);
    expect(await cli.json('open', '--event-type', type)).toEqual({ url: `${postrider.url}/event-types/${type}` });
    expect((await cli.run(['open', 'nothing'])).code).toBe(2);
  });
});

describe('customers', () => {
  it('are put, listed, updated and deleted, and endpoints and events are theirs', async () => {
    const fields = ['--name', 'Acme Inc.', '--metadata', 'plan=pro', '--metadata', 'region=eu', '--max-endpoints', '2'];
    const acme = (await cli.json('customers', 'put', 'acme', ...fields)) as { id: string; created_at: string };
    expect(acme).toMatchObject({ uid: 'acme', name: 'Acme Inc.', metadata: { plan: 'pro', region: 'eu' } });
    const { stdout } = await cli.run(['customers', 'list', '--search', 'ac']);
    const row = [acme.id, 'acme', 'active', 'Acme Inc.', acme.created_at, 'plan=pro, region=eu'];
    expect(stdout).toBe(`${row.join('\t')}\n`);
    const changes = ['--metadata', 'none', '--max-endpoints', 'none', '--allowed-events', 'budget.*'];
    expect(await cli.json('customers', 'update', 'acme', ...changes)).toMatchObject({
      ...{ name: 'Acme Inc.', metadata: {}, max_endpoints: null, allowed_event_types: ['budget.*'] },
    });
    expect((await cli.run(['customers', 'get', acme.id])).stdout).toMatch(/Endpoints +20 at most \(default\)/);

    const own = ['--customer', 'acme', '--name', 'Billing', '--uid', 'billing', '--metadata', 'team=pay'];
    const url = receiver.url('/acme');
    const endpoint = (await cli.json('endpoints', 'create', url, '--events', 'budget.*', ...own)) as CreatedEndpoint;
    expect(endpoint).toMatchObject({ customer: { uid: 'acme' }, name: 'Billing', uid: 'billing' });
    await cli.json('endpoints', 'update', endpoint.id, '--name', '', '--metadata', 'team=core');
    const listed = async (...args: string[]) => (await cli.run(['endpoints', 'list', ...args])).stdout.split('\t');
    expect((await listed('--customer', 'acme', '--metadata', 'team=core'))[4]).toBe('acme');
    expect(await listed('--customer', 'acme', '--metadata', 'team=pay')).toEqual(['']);
    const all = await cli.json('endpoints', 'create', receiver.url('/all'), '--events', '*', '--customers', 'all');
    expect((await listed('--limit', '1'))[4]).toBe('(all)');

    const event = (await cli.json('trigger', type, '--customer', 'acme')) as PublishedEvent;
    const recipients = event.deliveries.map(({ endpoint_id }) => endpoint_id);
    expect(recipients.toSorted()).toEqual([endpoint.id, (all as CreatedEndpoint).id].toSorted());
    for (const { id } of event.deliveries) await postrider.manage.completed(id);
    expect((await cli.run(['events', 'list', '--customer', 'acme'])).stdout).toContain(`${event.id}\t`);
    const deliveries = await cli.run(['deliveries', 'list', '--customer', 'acme']);
    expect([deliveries.stdout.split('\n').length, deliveries.stdout.split('\t')[5]]).toEqual([2, 'acme']);
    expect((await cli.run(['replay', '--customer', 'acme'])).stdout).toMatch(/Replay completed: 1 of 1/);
    const unknown = await cli.run(['publish', type, '--data', '{}', '--customer', 'new']);
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('the customer: expected')]);
    const created = await cli.json('publish', type, '--data', '{}', '--customer', 'new', '--create-customer');
    expect((created as PublishedEvent).deliveries).toHaveLength(1);

    for (const customer of ['acme', 'new']) {
      expect(await cli.json('customers', 'delete', customer, '--yes')).toEqual({ customer, deleted: true });
    }
    const gone = await cli.run(['customers', 'get', 'acme']);
    expect([gone.code, gone.stderr]).toEqual([1, expect.stringContaining('postrider customers list')]);
  });
});

describe('contacts', () => {
  it('are created, listed and deleted, and the URL of a Slack contact is shown by its end', async () => {
    await postrider.manage.putCustomer('heard', {});
    const slack = 'https://hooks.slack.com/services/T0/B0/the-secret-part';
    const args = ['contacts', 'create', '--slack', slack, '--customer', 'heard', '--events', 'postrider.endpoint.*'];
    const created = (await cli.json(...args)) as { id: string };
    expect(created).toMatchObject({
      channel: 'slack',
      customer: { uid: 'heard' },
      event_types: ['postrider.endpoint.*'],
    });
    const { stdout } = await cli.run(['contacts', 'list', '--customer', 'heard']);
    expect(stdout).toBe(`${[created.id, 'slack', 'hooks.slack.com …part', 'active', 'heard', 'never'].join('\t')}\n`);
    expect(await cli.json('contacts', 'list', '--channel', 'email')).toMatchObject({ data: [] });
    expect(await cli.json('contacts', 'list', '--all', '--since', '1h')).toMatchObject({ data: [{ id: created.id }] });

    const unreached = (await cli.json('contacts', 'create', '--slack', 'http://127.0.0.1:9/nobody')) as { id: string };
    const tested = await cli.run(['contacts', 'test', unreached.id]);
    expect([tested.code, tested.stdout]).toEqual([1, expect.stringMatching(/failed: .*refused/i)]);
    await cli.json('contacts', 'delete', unreached.id, '--yes');

    const neither = await cli.run(['contacts', 'create']);
    expect([neither.code, neither.stderr]).toEqual([2, expect.stringContaining('either --email or --slack')]);
    const unset = await cli.run(['contacts', 'create', '--email', 'ops@example.com']);
    expect([unset.code, unset.stderr]).toEqual([1, expect.stringContaining('SMTP_URL')]);

    expect(await cli.json('contacts', 'delete', created.id, '--yes')).toEqual({ contact: created.id, deleted: true });
    expect(await cli.json('contacts', 'list')).toMatchObject({ data: [] });
    await postrider.manage.expect(204, 'DELETE', '/customers/heard');
  });
});

describe('the portal', () => {
  it('has sessions of a customer, and settings', async () => {
    await postrider.manage.putCustomer('portal', {});
    const back = 'https://app.example.com/settings';
    const args = ['portal', 'session', 'portal', '--can', 'view,replay', '--seconds', '60', '--return-url', back];
    const session = (await cli.json(...args)) as { id: string };
    expect(session).toMatchObject({ capabilities: ['view', 'replay'], return_url: back });
    expect((await cli.run(['portal', 'session', 'portal'])).stdout).toMatch(
      /Link +http\S+\/portal\/org_\w+#token=pst_/,
    );
    expect((await cli.run(['portal', 'sessions', '--customer', 'portal'])).stdout).toContain(session.id);
    const revoke = ['portal', 'revoke', session.id, '--customer', 'portal', '--yes'];
    expect(await cli.json(...revoke)).toEqual({ id: session.id, revoked: true });
    expect((await cli.run(['portal', 'sessions', '--customer', 'portal'])).stdout).not.toContain(session.id);

    expect((await cli.run(['portal', 'settings'])).stdout).toMatch(/Origins +none/);
    const changes = ['--name', 'Acme', '--color', '#1f6feb', '--theme', 'dark', '--origins', 'https://app.example.com'];
    const changed = { name: 'Acme', accent_color: '#1f6feb', theme: 'dark', origins: ['https://app.example.com'] };
    expect(await cli.json('portal', 'settings', ...changes)).toMatchObject(changed);
    const reset = { name: null, accent_color: null, origins: [] };
    expect(await cli.json('portal', 'settings', '--name', '', '--color', '', '--origins', 'none')).toMatchObject(reset);
    for (const language of ['de', null]) {
      expect(await cli.json('portal', 'settings', '--message-language', language ?? '')).toMatchObject({
        message_language: language,
      });
    }
    const refused = await cli.run(['portal', 'settings', '--origins', 'app.example.com']);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('expected an origin')]);
    await postrider.manage.expect(204, 'DELETE', '/customers/portal');
  });
});

interface Line {
  event: 'ready' | 'webhook';
  signing_secret: string;
  /** Not of `ready`. */
  headers?: Record<string, string>;
  body?: string;
  forwarded: { status: number | null; error: string | null };
}

const linesOf = ({ lines }: ManagedProcess): Line[] =>
  lines.filter((line) => line.startsWith('{"event"')).map((line) => JSON.parse(line) as Line);

async function listen(...args: string[]): Promise<ManagedProcess> {
  const listener = cli.start('listen', ...args);
  listeners.push(listener);
  await listener.waitForLine(/"ready"|Listening to/, { timeoutMs: patienceMs });
  return listener;
}

const lineOf = (listener: ManagedProcess, id: string): Promise<Line> =>
  waitUntil(() => linesOf(listener).find(({ headers }) => headers?.['webhook-id'] === id), {
    what: `event ${id} to be forwarded`,
    timeoutMs: patienceMs,
  });

describe('listen', () => {
  it('forwards each request unchanged, signed with the secret that it shows', async () => {
    const listener = await listen('--forward', receiver.url('/laptop'), '--events', 'budget.*', '--json');
    const secret = linesOf(listener)[0]?.signing_secret ?? '';
    await postrider.project.publish('api_key.revoked');
    const { id } = await postrider.project.publish(type, { text: 'ü\n' });
    expect((await lineOf(listener, id)).forwarded).toMatchObject({ status: 200, error: null });
    const { headers, rawBody } = await receiver.waitFor(({ path }) => path === '/laptop');
    expect(receiver.requestsTo('/laptop')).toHaveLength(1);
    const verified = new Webhook(secret).verify(rawBody, headers as Record<string, string>);
    expect(verified).toMatchObject({ id, type, data: { text: 'ü\n' } });
    expect(headers['x-modelux-signature']).toBe(createHmac('sha256', secret).update(rawBody).digest('hex'));
    expect(headers).toMatchObject({ 'x-modelux-event': type, 'x-modelux-attempt': '1' });
    expect(await listener.stop('SIGINT')).toEqual({ code: 0, signal: null });
  });

  it('receives the events of one customer alone', async () => {
    const listener = await listen('--customer', (await postrider.manage.putCustomer('acme')).id, '--json');
    await postrider.project.publish(type);
    const event = { type, data: {}, customer: 'acme' };
    const [{ id } = { id: '' }] = await postrider.project.publishBatch([event]);
    await lineOf(listener, id);
    expect(linesOf(listener).map((line) => line.event)).toEqual(['ready', 'webhook']);
  });

  it('shows the response of the receiver, and a hint if it is not running', async () => {
    receiver.on('/broken', { status: 500 });
    const nowhere = `http://127.0.0.1:${await freePort()}/hook`;
    const [broken, absent] = await Promise.all([
      listen('--forward', receiver.url('/broken')),
      listen('--forward', nowhere),
    ]);
    const { id } = await postrider.project.publish(type);
    expect(await broken.waitForLine(new RegExp(`${id}.* 500 `), { timeoutMs: patienceMs })).toContain(type);
    expect(await absent.waitForLine(new RegExp(id), { timeoutMs: patienceMs })).toContain('is the receiver running?');
    expect(broken.lines.join('\n')).toMatch(/WEBHOOK_SECRET=whsec_/);
  });

  it('prints the body of a failed request, and the start of the response', async () => {
    receiver.on('/refused', { status: 422, body: 'no such budget' });
    const listener = await listen('--forward', receiver.url('/refused'), '--event-types', type);
    await postrider.project.publish(type, { budget: 'bud_8f2k1' });
    await listener.waitForLine(/no such budget/, { timeoutMs: patienceMs });
    expect(listener.lines.join('\n')).toMatch(/→ 422[^]*"budget": "bud_8f2k1"[^]*Response:\nno such budget/);
  });

  it('receives the last events again, of the types that it listens to, then new ones', async () => {
    const other = 'api_key.revoked';
    const [, second, third] = [
      await postrider.project.publish(type, { n: 1 }),
      await postrider.project.publish(type, { n: 2 }),
      await postrider.project.publish(type, { n: 3 }),
    ];
    await postrider.project.publish(other);
    const listener = await listen('--replay-last', '2', '--event-types', 'budget.*', '--json');
    await lineOf(listener, third.id);
    const fourth = await postrider.project.publish(type, { n: 4 });
    await lineOf(listener, fourth.id);
    const received = linesOf(listener).flatMap(({ headers }) => headers?.['webhook-id'] ?? []);
    expect(received).toEqual([second.id, third.id, fourth.id]);
  });

  it('goes on after an event on which the filter of --jq fails, and tells it by its exit code', async () => {
    const listener = cli.start(
      'listen',
      '--jq',
      'if .event == "ready" then "ready" else .body | fromjson | .data.n + 1 end',
    );
    listeners.push(listener);
    await listener.waitForLine(/^ready$/, { timeoutMs: patienceMs });
    await postrider.project.publish(type, { n: 'text' });
    await listener.waitForLine(/^error: --jq: .*cannot be added/, { timeoutMs: patienceMs });
    await postrider.project.publish(type, { n: 41 });
    await listener.waitForLine(/^42$/, { timeoutMs: patienceMs });
    expect(await listener.stop('SIGINT')).toEqual({ code: 1, signal: null });
  });

  it('receives the last events of an endpoint again, signed with its secret', async () => {
    const endpoint = await create('/again');
    const { id } = await postrider.project.publish(type, { n: 1 });
    await postrider.project.publish('api_key.revoked');
    const listener = await listen('--replay-last', '1', '--endpoint', endpoint.id, '--json');
    const { headers, body } = await lineOf(listener, id);
    expect(() => new Webhook(endpoint.signing_secret).verify(body ?? '', headers ?? {})).not.toThrow();
    expect(linesOf(listener)).toHaveLength(2);
  });

  it('continues after an outage of the gateway, and forwards each event once', async () => {
    const listener = await listen('--forward', receiver.url('/resumed'), '--json');
    const before = await postrider.project.publish(type);
    await lineOf(listener, before.id);
    const other = await postrider.addGateway({});
    await postrider.gateway.kill();
    const missed = await postrider.projectAt(other).publish(type);
    await postrider.gateway.start();
    await lineOf(listener, missed.id);
    const after = await postrider.project.publish(type);
    await lineOf(listener, after.id);
    const received = receiver.requestsTo('/resumed').map(({ headers }) => headers['webhook-id']);
    expect(received).toEqual([before.id, missed.id, after.id]);
    await other.stop();
  });

  it('fails with an invalid key instead of reconnecting', async () => {
    const listener = new Cli(postrider.url, 'mlx_mk_wrong').start('listen');
    expect(await listener.waitForExit(patienceMs)).toEqual({ code: 1, signal: null });
    expect(listener.lines.join('\n')).toContain('POSTRIDER_KEY');
  });
});

describe('bulk work', () => {
  async function delivered(path: string, count: number): Promise<string> {
    const { id } = await create(path);
    await postrider.project.publishBatch(Array.from({ length: count }, (_, n) => ({ type, data: { n } })));
    await postrider.manage.completedDeliveries(id);
    return id;
  }

  it('is followed until it ends, with a summary', async () => {
    const id = await delivered('/bulk', 6);
    const replayed = await cli.run(['replay', '--endpoint', id, '--since', '1h']);
    expect(replayed.code).toBe(0);
    expect(replayed.stdout).toMatch(/Replay completed: 6 of 6 deliveries/);
    const recovered = await cli.json('recover', id, '--since', '1h');
    expect(recovered).toMatchObject({ kind: 'recover', status: 'completed' });
  });

  it('replays what matches the filters of the list, or several ids', async () => {
    const id = await delivered('/filtered', 3);
    const replay = (...args: string[]) => cli.json('replay', '--endpoint', id, ...args);
    const responses = ['--response-status', '200', '--response-class', '2xx', '--min-duration', '0'];
    const first = await replay(...responses, '--min-attempts', '1', '--no-test', '--no-replayed');
    expect(first).toMatchObject({
      ...{ status: 'completed', processed: 3 },
      request: {
        ...{ endpoint_id: id, response_status: 200, response_class: '2xx', min_duration_ms: 0, min_attempts: 1 },
        ...{ test: false, replayed: false },
      },
    });
    await postrider.manage.completedDeliveries(id);
    expect(await replay('--no-replayed')).toMatchObject({ processed: 0 });
    expect(await replay('--reason', 'timeout')).toMatchObject({ processed: 0 });
    const [delivery, other] = (await postrider.manage.deliveries(`?endpoint_id=${id}`)).data;
    expect(await replay('--replayed', '--event', delivery?.event_id ?? '')).toMatchObject({ processed: 1 });
    expect(await cli.json('replay', delivery?.id ?? '', other?.id ?? '')).toMatchObject({ processed: 2 });
    await postrider.manage.completedDeliveries(id);
  });

  it('is cancelled by Ctrl-C', async () => {
    const id = await delivered('/slow', 30);
    receiver.on('/slow', { status: 200, delayMs: 300 });
    const replay = cli.start('replay', '--endpoint', id);
    await replay.waitForLine(/^\d+ of 30$/, { timeoutMs: patienceMs });
    expect(await replay.stop('SIGINT', patienceMs)).toEqual({ code: 130, signal: null });
    const [, operation = ''] = /Replay cancelled: .*(blk_\w+)/.exec(replay.lines.join('\n')) ?? [];
    expect((await postrider.manage.operation(operation)).status).toBe('cancelled');
    receiver.on('/slow', { status: 200 });
  });

  it('continues on the server with --detach', async () => {
    const id = await delivered('/detached', 3);
    const started = (await cli.json('replay', '--endpoint', id, '--detach')) as BulkOperation;
    expect(await cli.json('operations', 'wait', started.id)).toMatchObject({ status: 'completed', processed: 3 });
  });
});

describe('an error', () => {
  it.each([
    [['endpoints', 'get', 'whe_nope'], 1, /not found\nTo list them: postrider endpoints list\n$/],
    [
      ['endpoints', 'create', 'ftp://x', '--events', 'x..'],
      1,
      /the endpoint URL: .*\n {2}--events \(event_types\.0\): /,
    ],
    [['trigger', 'budget.nope'], 1, /postrider event-types list/],
    [['endpoints', 'list', '--key', 'mlx_mk_wrong'], 1, /POSTRIDER_KEY \(or --key\)/],
    [['publish', type, '--data', '{'], 2, /^error: --data: expected JSON/],
    [['replay'], 2, /expected delivery ids or filters/],
    [['replay', 'whd_1', '--replayed'], 2, /not both/],
    [['replay', '--reason', 'nope'], 1, /--reason: expected/],
    [['operations', 'file', 'blk_nope'], 1, /postrider operations list/],
    [['replay', '--since', 'soon'], 2, /such as 90m, 2h or 7d/],
    [['customers', 'put', 'acme', '--metadata', 'plan'], 2, /such as plan=pro/],
    [['customers', 'update', 'acme'], 2, /nothing to change/],
    [['deliveries', 'list', '--status', 'nope'], 2, /pending, delivered, failed/],
    [['nope'], 2, /unknown command 'nope'/],
    [['endpoints', 'list', '--url', 'nope'], 2, /server URL: expected/],
  ])('%j exits with %i and a reason on standard error', async (args, code, reason) => {
    const result = await cli.run(args);
    expect(result.stderr).toMatch(reason);
    expect([result.code, result.stdout]).toEqual([code, '']);
  });

  it('is JSON with --json', async () => {
    const { code, stdout, stderr } = await cli.run(['endpoints', 'get', 'whe_nope', '--json']);
    expect([code, stdout]).toEqual([1, '']);
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'webhook_endpoint_not_found', status: 404 } });
  });

  it('for a project key names the key that is required', async () => {
    const project = new Cli(postrider.url, postrider.keys.project_key);
    expect((await project.run(['publish', type, '--data', '{}'])).code).toBe(0);
    const { code, stderr } = await project.run(['deliveries', 'list']);
    expect([code, stderr]).toEqual([1, expect.stringContaining('management key (mlx_mk_…)')]);
  });

  it('for an unreachable server, or without a server, comes with a hint', async () => {
    const unreachable = await new Cli(`http://127.0.0.1:${await freePort()}`, 'mlx_mk_a').run(['endpoints', 'list']);
    expect([unreachable.code, unreachable.stderr]).toEqual([1, expect.stringContaining('Is Postrider running there')]);
    const none = await new Cli(undefined, undefined).run(['endpoints', 'list']);
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('set POSTRIDER_URL and POSTRIDER_KEY')]);
  });
});

it('provides shell completions', async () => {
  const { stdout } = await cli.run(['complete', '--', 'deliveries', 'list', '--status', '']);
  expect(stdout.split('\n').map((line) => line.trim())).toEqual(expect.arrayContaining(['delivered', 'failed']));
  for (const shell of ['bash', 'zsh', 'fish']) {
    expect((await cli.run(['completion', shell])).stdout).toContain('postrider');
  }
});
