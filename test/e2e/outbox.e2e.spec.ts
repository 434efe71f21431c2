import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createDatabase, dropDatabase, freePort, waitUntil } from '@postrider/testing';
import { DataSource } from 'typeorm';

import { placeOrder as placeOrderWithPg } from '../outbox/recipes/pg.js';
import { OrderEntity, placeOrder as placeOrderWithTypeOrm } from '../outbox/recipes/typeorm.js';
import { Cli } from '../support/cli.js';
import { forAllTests } from '../support/for-all-tests.js';
import { Outbox } from '../support/outbox.js';
import { patienceMs } from '../support/patience.js';
import { OwnPostgres } from '../support/postgres.js';
import type { Postrider } from '../support/postrider.js';

const type = 'budget.exceeded';
const server = process.env.POSTRIDER_TEST_DATABASE_URL ?? '';

let postrider: Postrider;
let outbox: Outbox;
let databaseName: string;

forAllTests({ dispatchers: 0 }, (services) => {
  ({ postrider } = services);
});
beforeAll(async () => {
  const { url, name } = await createDatabase(server);
  databaseName = name;
  outbox = new Outbox(url, postrider);
  await outbox.json('init');
  const order = { type: 'shop.order_placed', description: 'An order.', example: { order_id: 1 } };
  await postrider.manage.expect(201, 'POST', '/event-types', { json: order });
});
afterEach(async () => {
  await outbox.stopRelays();
  await outbox.pool.query('TRUNCATE postrider_outbox');
});
afterAll(async () => {
  await outbox.end();
  await dropDatabase(server, databaseName);
});

const event = async (id: string): Promise<{ type: string; data: unknown }> =>
  (await postrider.manage.expect(200, 'GET', `/events/${id}`)) as { type: string; data: unknown };
const isPublished = async (id: string): Promise<boolean> =>
  (await postrider.manage.send('GET', `/events/${id}`)).status === 200;
const refusedRows = async (): Promise<{ id: string; event_id: string; refused: { code: string; message: string } }[]> =>
  ((await outbox.json('list', '--refused')) as { data: [] }).data;
const refusedAre = (count: number): Promise<true> =>
  waitUntil(async () => (await refusedRows()).length === count, { what: 'refused rows', timeoutMs: patienceMs });

describe('outbox init', () => {
  it('keeps what is there when it is repeated, also at the same moment', async () => {
    const id = await outbox.publish(type, '{}');
    const results = await Promise.all([outbox.run('init'), outbox.run('init'), outbox.run('init')]);
    expect(results.map(({ code, stderr }) => [code, stderr])).toEqual(Array(3).fill([0, '']));
    const { rows } = await outbox.pool.query('SELECT event_id, refused FROM postrider_outbox');
    expect(rows).toEqual([{ event_id: id, refused: null }]);
  });

  it('prints the SQL for migrations, which makes the same in another schema', async () => {
    const nowhere = new Cli(undefined, undefined);
    const { code, stdout } = await nowhere.run(['outbox', 'init', '--print', '--schema', 'Order']);
    expect(code).toBe(0);
    await outbox.pool.query(`CREATE SCHEMA "Order"; ${stdout}; ${stdout}`);
    const { rows } = await outbox.pool.query<{ id: string }>(`SELECT "Order".postrider_publish($1, '{}') AS id`, [
      type,
    ]);
    await outbox.relay('--schema', 'Order');
    await waitUntil(() => isPublished(rows[0]?.id ?? ''), { what: 'the event', timeoutMs: patienceMs });
  });

  it('needs few privileges: a producer inserts, a relay reads, marks and deletes', async () => {
    await outbox.pool.query(`
      CREATE ROLE shop_${databaseName} LOGIN PASSWORD 'shop'; CREATE ROLE relay_${databaseName} LOGIN PASSWORD 'relay';
      GRANT INSERT ON postrider_outbox TO shop_${databaseName};
      GRANT SELECT, DELETE, UPDATE (refused) ON postrider_outbox TO relay_${databaseName}`);
    const as = (role: string): Outbox => {
      const url = new URL(outbox.databaseUrl);
      url.username = `${role}_${databaseName}`;
      url.password = role;
      return new Outbox(url.href, postrider);
    };
    const [producer, relay] = [as('shop'), as('relay')];
    try {
      const ids = [await producer.publish(type, '{}'), await producer.publish('no.such_type', '{}')];
      expect(ids).toEqual([expect.stringMatching(/^obx_[0-9a-f]{32}$/), expect.stringMatching(/^obx_/)]);
      await expect(producer.count()).rejects.toThrow('permission denied');
      await relay.relay();
      await refusedAre(1);
      expect(await isPublished(ids[0] ?? '')).toBe(true);
      expect(await relay.json('retry', '--all')).toMatchObject({ data: [{ event_id: ids[1] }] });
    } finally {
      await Promise.all([producer.end(), relay.end()]);
      for (const role of ['shop', 'relay']) {
        await outbox.pool.query(`DROP OWNED BY ${role}_${databaseName}; DROP ROLE ${role}_${databaseName}`);
      }
    }
  });

  it('refuses a schema that is no name or does not exist, and a table that is not its own', async () => {
    const name = await outbox.run('init', '--schema', 'public; DROP TABLE orders');
    expect([name.code, name.stderr]).toEqual([2, expect.stringContaining('--schema: expected')]);
    const missing = await outbox.run('init', '--schema', 'nowhere');
    expect([missing.code, missing.stderr]).toEqual([1, expect.stringContaining('schema "nowhere" does not exist')]);
    await outbox.pool.query('CREATE SCHEMA taken; CREATE TABLE taken.postrider_outbox (id int)');
    const taken = await outbox.run('init', '--schema', 'taken');
    expect([taken.code, taken.stderr]).toEqual([1, expect.stringContaining('is not an outbox')]);
  });
});

describe('outbox relay', () => {
  it('publishes what was committed, byte for byte, and nothing that was rolled back', async () => {
    const data = '{"spend": 10.50, "big":18446744073709551617, "text":"ü\\u0000"}';
    await outbox.pool.query('BEGIN; SELECT postrider_publish($$budget.exceeded$$, $${}$$, $$rolled-back$$); ROLLBACK');
    await outbox.publish(type, data, { id: 'committed' });
    await outbox.relay();
    await outbox.empty();
    const { text } = await postrider.manage.send('GET', '/events/committed');
    expect(text).toContain(`"data":${data.replaceAll(' ', '')}`);
    expect(await isPublished('rolled-back')).toBe(false);
  });

  it('is woken by a commit, and polls if it is not', async () => {
    await outbox.relay('--poll-interval', '600000');
    for (const n of [1, 2, 3]) {
      await outbox.publish(type, '{}', { id: `woken-${n}` });
      await outbox.empty();
    }
    await outbox.stopRelays();
    await outbox.json('init', '--no-notify');
    await outbox.relay('--poll-interval', '50');
    await outbox.publish(type, '{}', { id: 'polled' });
    await outbox.empty();
    await outbox.json('init');
    expect([await isPublished('woken-3'), await isPublished('polled')]).toEqual([true, true]);
  });

  it('keeps the order of the rows, in calls of limited size', async () => {
    const large = JSON.stringify({ text: 'x'.repeat(2_000) });
    const ids = [];
    for (let n = 0; n < 20; n += 1) ids.push(await outbox.publish(type, large, { id: `ordered-${n}` }));
    await outbox.relay('--batch-bytes', '8192');
    await outbox.empty();
    const { data } = (await postrider.manage.expect(200, 'GET', '/events?limit=20')) as { data: { id: string }[] };
    expect(data.map(({ id }) => id).toReversed()).toEqual(ids);
  });

  it('shares the rows with other relays', async () => {
    const count = 600;
    await outbox.pool.query(
      `SELECT postrider_publish($1, json_build_object('n', n), 'shared-' || n) FROM generate_series(1, $2::int) n`,
      [type, count],
    );
    const relays = await Promise.all(
      [1, 2].map(() => outbox.relayWithMetrics('--batch-size', '10', '--concurrency', '2')),
    );
    await outbox.empty();
    const published = await Promise.all(relays.map(async ({ url }) => metric(url, 'postrider_outbox_published_total')));
    expect(published.reduce((sum, n) => sum + n, 0)).toBe(count);
    expect(await isPublished(`shared-${count}`)).toBe(true);
  });

  it('publishes a customer’s events to its endpoints', async () => {
    await postrider.manage.putCustomer('acme');
    const url = 'https://example.com/acme';
    const endpoint = await postrider.manage.createEndpoint({ url, event_types: ['*'], customer: 'acme' });
    await outbox.publish(type, '{}', { id: 'of-acme', customer: 'acme' });
    await outbox.relay();
    await outbox.empty();
    const shown = await event('of-acme');
    expect(shown).toMatchObject({ customer: { uid: 'acme' }, deliveries: [{ endpoint_id: endpoint.id }] });
  });

  it('lets a customer over its limit wait, and no other', async () => {
    await postrider.manage.putCustomer('slow', { publish_limit: 1 });
    await outbox.relay('--batch-size', '2');
    for (let n = 0; n < 8; n += 1) await outbox.publish(type, '{}', { customer: 'slow' });
    const id = await outbox.publish(type, '{}');
    await waitUntil(() => isPublished(id), { what: 'the other event', timeoutMs: patienceMs });
    expect(await outbox.count()).toBeGreaterThan(0);
    await outbox.empty();
  });
});

describe('an event that the API refuses', () => {
  it('is marked and shown with the reason, and all others are published', async () => {
    await outbox.publish('no.such_type', '{}', { id: 'wrong-type' });
    await outbox.publish(type, '{}', { id: 'good-1' });
    await outbox.publish(type, '[1]', { id: 'wrong-data' });
    await outbox.publish(type, '{}', { id: 'wrong id' });
    await outbox.publish(type, '{}', { id: 'wrong-customer', customer: 'nobody' });
    await outbox.publish(type, JSON.stringify({ text: 'x'.repeat(300_000) }), { id: 'too-large' });
    await outbox.publish(type, '{"n": 1}', { id: 'twice' });
    await outbox.publish(type, '{"n": 2}', { id: 'twice' });
    await outbox.publish(type, '{}', { id: 'good-2' });
    await outbox.relay();
    await refusedAre(6);
    const rows = await refusedRows();
    expect(rows.map(({ event_id, refused }) => [event_id, refused.code])).toEqual([
      ['wrong-type', 'validation_failed'],
      ['wrong-data', 'validation_failed'],
      ['wrong id', 'validation_failed'],
      ['wrong-customer', 'validation_failed'],
      ['too-large', 'payload_too_large'],
      ['twice', 'event_id_reused'],
    ]);
    expect(rows[0]?.refused).toMatchObject({ message: expect.stringMatching(/^type: /), at: expect.any(String) });
    expect(await outbox.count()).toBe(6);
    expect(await Promise.all(['good-1', 'good-2'].map(isPublished))).toEqual([true, true]);
    expect((await event('twice')).data).toEqual({ n: 1 });
  });

  it('is published once its reason is gone and it is retried', async () => {
    const ids = [];
    for (const name of ['a', 'b', 'c']) ids.push(await outbox.publish(`later.${name}`, '{}'));
    await outbox.relay();
    await refusedAre(3);
    for (const name of ['a', 'b', 'c']) {
      const json = { type: `later.${name}`, description: 'Later.', example: {} };
      await postrider.manage.expect(201, 'POST', '/event-types', { json });
    }
    const [first] = await refusedRows();
    expect(await outbox.json('retry', first?.id ?? '')).toMatchObject({ data: [{ event_id: ids[0] }] });
    expect(await outbox.json('retry', ids[1] ?? '')).toMatchObject({ data: [{ event_id: ids[1] }] });
    await refusedAre(1);
    const { stdout } = await outbox.run('retry', '--all');
    expect(stdout).toBe('1 event will be published again\n');
    await outbox.empty();
    expect(await Promise.all(ids.map(isPublished))).toEqual([true, true, true]);
  });

  it('is retried by ids or with --all', async () => {
    for (const args of [[], ['1', '--all']]) {
      const { code, stderr } = await outbox.run('retry', ...args);
      expect([code, stderr]).toEqual([2, expect.stringContaining('expected ids or --all')]);
    }
  });
});

/** The value of a metric without labels. */
async function metric(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1]);
}

describe('the metrics of a relay', () => {
  it('have the lag, what was published and what was refused', async () => {
    await outbox.publish('no.such_type', '{}');
    await outbox.publish(type, '{}');
    const unreachable = ['--url', `http://127.0.0.1:${await freePort()}`];
    const waiting = await outbox.relayWithMetrics(...unreachable);
    expect(await metric(waiting.url, 'postrider_outbox_waiting_rows')).toBe(2);
    expect(await metric(waiting.url, 'postrider_outbox_oldest_seconds')).toBeGreaterThan(0);
    await waiting.relay.waitForLine(/The gateway: cannot reach/, { timeoutMs: patienceMs });
    expect((await fetch(`${waiting.url}/health/live`)).status).toBe(200);
    const ready = await fetch(`${waiting.url}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { status: 'error', reason: expect.stringContaining('cannot reach') },
    ]);
    const { url } = await outbox.relayWithMetrics();
    await refusedAre(1);
    const values = ['waiting_rows', 'refused_rows', 'published_total', 'refused_total', 'database_up'];
    const read = () => Promise.all(values.map((name) => metric(url, `postrider_outbox_${name}`)));
    await waitUntil(async () => (await read()).join() === '0,1,1,1,1', { what: 'counts', timeoutMs: patienceMs });
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    expect((await fetch(`${url}/nothing`)).status).toBe(404);
  });
});

describe('an outage', () => {
  it('of the gateway ends no relay, and its events are published afterwards', async () => {
    const relay = await outbox.relay();
    await postrider.gateway.kill();
    const id = await outbox.publish(type, '{}');
    await relay.waitForLine(/The gateway: cannot reach .* Retrying in/, { timeoutMs: patienceMs });
    await postrider.gateway.start();
    await outbox.empty();
    expect(await isPublished(id)).toBe(true);
    expect(await relay.stop('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  it('of the database, or a missing outbox, ends no relay', async () => {
    const own = await OwnPostgres.start();
    const away = new Outbox(own.url, postrider);
    try {
      const relay = await away.relay('--poll-interval', '100');
      await relay.waitForLine(/The database: .* Create the outbox: postrider outbox init/, { timeoutMs: patienceMs });
      await away.json('init');
      const before = await away.publish(type, '{}');
      await away.empty();
      await own.kill('SIGKILL');
      await relay.waitForLine(/The database: .*(ECONNREFUSED|terminated)/, { timeoutMs: patienceMs });
      await own.start();
      const after = await away.publish(type, '{}');
      await away.empty();
      expect([await isPublished(before), await isPublished(after)]).toEqual([true, true]);
    } finally {
      await away.end();
      await own.end();
    }
  });

  it('that is a revoked key is reported until the key is valid', async () => {
    const relay = await outbox.relay('--key', 'mlx_sk_wrong', '--json');
    await outbox.publish(type, '{}');
    expect(await relay.waitForLine(/"problem"/, { timeoutMs: patienceMs })).toContain('API key is unknown or revoked');
    expect(await outbox.count()).toBe(1);
  });
});

describe('wrong arguments', () => {
  it.each([
    [['relay'], /no database: set DATABASE_URL or pass --database-url/],
    [['list', '--database-url', 'mysql://u:hunter2@h/d'], /database URL: expected postgres:/],
    [['relay', '--batch-size', '1001'], /from 1 to 1000/],
  ])('%j exit with 2', async (args, reason) => {
    const cli = new Cli(postrider.url, postrider.keys.project_key);
    const { code, stderr } = await cli.run(['outbox', ...args]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(reason)]);
    expect(stderr).not.toContain('hunter2');
  });

  it('for an unreachable database fail a command', async () => {
    const url = `postgres://postgres@127.0.0.1:${await freePort()}/shop`;
    const { code, stderr } = await new Cli(undefined, undefined).run(['outbox', 'list', '--database-url', url]);
    expect([code, stderr]).toEqual([1, expect.stringContaining('ECONNREFUSED')]);
  });
});

describe('the recipes of docs/outbox.md', () => {
  beforeAll(async () => {
    await outbox.pool.query(`CREATE TABLE orders (
      id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer text NOT NULL, total_cents int NOT NULL CHECK (total_cents > 0)
    )`);
  });

  it('for pg publishes with the commit, and nothing without it', async () => {
    const id = await placeOrderWithPg(outbox.pool, 'Ada', 1_050);
    await expect(placeOrderWithPg(outbox.pool, 'Ada', 0)).rejects.toThrow('orders_total_cents_check');
    expect(await outbox.count()).toBe(1);
    await outbox.relay();
    await outbox.empty();
    expect(await event(id)).toMatchObject({ type: 'shop.order_placed', data: { total_cents: 1_050 } });
  });

  it('for TypeORM publishes with the commit, and nothing without it', async () => {
    const dataSource = new DataSource({ type: 'postgres', url: outbox.databaseUrl, entities: [OrderEntity] });
    await dataSource.initialize();
    try {
      const order = await placeOrderWithTypeOrm(dataSource, 'Grace', 2_000);
      await expect(placeOrderWithTypeOrm(dataSource, 'Grace', 0)).rejects.toThrow('orders_total_cents_check');
      const { rows } = await outbox.pool.query('SELECT type, data FROM postrider_outbox');
      expect(rows).toEqual([{ type: 'shop.order_placed', data: { order_id: order.id, total_cents: 2_000 } }]);
    } finally {
      await dataSource.destroy();
    }
  });
});

it('the driver of Postgres is loaded by the commands of the outbox alone', async () => {
  const loaded = async (...args: string[]): Promise<boolean> => {
    const folder = await mkdtemp(join(tmpdir(), 'postrider-loaded-'));
    await new Cli(undefined, undefined, { NODE_V8_COVERAGE: folder }).run(args);
    const reports = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')));
    await rm(folder, { recursive: true });
    expect(reports.join()).toContain('/commander/');
    return reports.join().includes('/node_modules/pg/');
  };
  expect(await loaded('outbox', 'init', '--print')).toBe(false);
  expect(await loaded('outbox', 'list', '--database-url', outbox.databaseUrl)).toBe(true);
});
