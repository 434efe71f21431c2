import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Database } from '@postrider/event-store';
import { type Service, waitUntil } from '@postrider/testing';

import { Api, errorOf } from '../support/api.js';
import { type Postrider, startPostrider } from '../support/postrider.js';
import { patienceMs } from '../support/patience.js';

interface ListedKey {
  readonly id: string;
  readonly last_used_at: string | null;
  readonly revoked_at: string | null;
}

let postrider: Postrider;
let second: Service;
let organization: string;
let database: Database;

beforeAll(async () => {
  postrider = await startPostrider({ dispatchers: 0, settings: { POSTRIDER_KEY_USES_INTERVAL_MS: '100' } });
  second = await postrider.addGateway({});
  // One connection locks a row, and another one reads pg_stat_activity, which does not change in a transaction.
  database = new Database({ url: postrider.databaseUrl, size: 2, timeoutMs: patienceMs, name: 'e2e' });
});

beforeEach(async () => {
  organization = await postrider.admin.createOrganization('Acme');
});

afterAll(async () => {
  await database.end();
  await postrider.end();
});

const kinds = ['management', 'project'] as const;
const publish = { json: { type: 'budget.exceeded', data: {} } };

async function listedKey(id: string): Promise<ListedKey> {
  const { data } = (await postrider.admin.json('keys', 'list', '--organization', organization)) as {
    data: ListedKey[];
  };
  const found = data.find((key) => key.id === id);
  if (!found) throw new Error(`${id} is not listed`);
  return found;
}

/** Polls the database, since each admin command starts a process. Returns what the command then lists. */
async function listedAsUsed(id: string, after = 0): Promise<ListedKey> {
  const isUsed = async (): Promise<boolean> => {
    const { rows } = await database.query(
      "SELECT 1 FROM api_keys WHERE id = $1 AND date_trunc('milliseconds', last_used_at) > $2",
      [id, new Date(after)],
    );
    return rows.length > 0;
  };
  await waitUntil(isUsed, { what: `the last use of ${id}`, timeoutMs: patienceMs });
  return listedKey(id);
}

describe('the list of keys', () => {
  it.each(kinds)('says when a %s key was last used, and of one that was not that it never was', async (kind) => {
    const create = () => postrider.admin.createKey(organization, kind);
    const [used, unused] = await Promise.all([create(), create()]);
    const before = Date.now();
    await new Api(postrider.url, used.key).publish('budget.exceeded');
    const first = await listedAsUsed(used.id);
    expect(Date.parse(first.last_used_at ?? '')).toBeGreaterThanOrEqual(before);

    // The second gateway's clock is this machine's too: its use is the later one, whichever is written first.
    await new Api(second.url, used.key).publish('budget.exceeded');
    await listedAsUsed(used.id, Date.parse(first.last_used_at ?? ''));
    expect(await listedKey(unused.id)).toMatchObject({ last_used_at: null, revoked_at: null });
    const { stdout } = await postrider.admin.run('keys', 'list', '--organization', organization);
    expect(stdout).toMatch(new RegExp(`^${unused.id} .* - {2}-$`, 'm'));
    expect(stdout).toMatch(new RegExp(`^${used.id} .*Z {2}\\d{4}-.*Z {2}-$`, 'm'));
  });

  it('has what a gateway that is stopped had not written yet', async () => {
    const gateway = await postrider.addGateway({ POSTRIDER_KEY_USES_INTERVAL_MS: '3600000' });
    const { id, key } = await postrider.admin.createKey(organization, 'management');
    await new Api(gateway.url, key).endpoints();
    await gateway.stop();
    expect(await listedKey(id)).toMatchObject({ last_used_at: expect.stringMatching(/^\d{4}-/) });
  });

  it('is written behind the calls: none waits for it', async () => {
    const { id, key } = await postrider.admin.createKey(organization, 'management');
    const caller = new Api(postrider.url, key);
    const isWaiting = async (): Promise<boolean> => {
      const { rows } = await database.query(
        `SELECT 1 FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%last_used_at%'`,
      );
      return rows.length > 0;
    };
    await database.transaction(async (sql) => {
      await sql.query('SELECT 1 FROM api_keys WHERE id = $1 FOR UPDATE', [id]);
      await caller.endpoints();
      await waitUntil(isWaiting, { what: 'the write to wait', timeoutMs: patienceMs });
      await caller.endpoints();
      await caller.publish('budget.exceeded');
    });
    await listedAsUsed(id);
  });
});

describe('a revoked key', () => {
  it.each(kinds)('of kind %s is refused by its next call, on every gateway', async (kind) => {
    const { id, key } = await postrider.admin.createKey(organization, kind);
    const callers = [new Api(postrider.url, key), new Api(second.url, key)];
    // Both gateways know the key now.
    for (const caller of callers) await caller.publish('budget.exceeded');
    await postrider.admin.json('keys', 'revoke', id);

    for (const caller of callers) {
      for (const response of [
        await caller.send('POST', '/events', publish),
        await caller.send('POST', '/events/batch', { json: { events: [publish.json] } }),
        await caller.send('GET', '/endpoints'),
        await caller.send('POST', '/events', publish),
      ]) {
        expect([response.status, errorOf(response).code]).toEqual([401, 'invalid_api_key']);
      }
    }
  });

  it('does not count its refused calls as uses', async () => {
    const { id, key } = await postrider.admin.createKey(organization, 'project');
    const caller = new Api(postrider.url, key);
    await caller.publish('budget.exceeded');
    await listedAsUsed(id);
    await postrider.admin.json('keys', 'revoke', id);
    await caller.send('POST', '/events', publish);

    // A use that comes later is written later, or together with it.
    const witness = await postrider.admin.createKey(organization, 'project');
    await new Api(postrider.url, witness.key).publish('budget.exceeded');
    await listedAsUsed(witness.id);
    const { last_used_at, revoked_at } = await listedKey(id);
    expect(Date.parse(last_used_at ?? '')).toBeLessThan(Date.parse(revoked_at ?? ''));
  });
});

describe('what is given as a key', () => {
  it.each([
    ['nothing behind Bearer', 'Bearer '],
    ['two keys', 'Bearer a b'],
    ['no scheme', 'mlx_mk_x'],
  ])('and is %s, is none', async (_, authorization) => {
    const response = await new Api(postrider.url).send('GET', '/endpoints', { headers: { authorization } });
    expect([response.status, errorOf(response).code]).toEqual([401, 'missing_api_key']);
  });

  it.each([
    ['a key in capital letters', (key: string) => key.toUpperCase()],
    ['a key that goes on', (key: string) => `${key}x`],
    ['a key that is cut', (key: string) => key.slice(0, -1)],
  ])('and is %s, is unknown', async (_, changed) => {
    await expectUnknown(changed(postrider.keys.management_key));
  });

  it('and is what the database holds of a key, is unknown', async () => {
    const { rows } = await database.query<{ hash: Buffer }>('SELECT hash FROM api_keys');
    expect(rows.length).toBeGreaterThan(1);
    for (const { hash } of rows) {
      for (const encoding of ['hex', 'base64', 'base64url'] as const) await expectUnknown(hash.toString(encoding));
    }
  });
});

async function expectUnknown(key: string): Promise<void> {
  const response = await new Api(postrider.url, key).send('GET', '/endpoints');
  expect([response.status, errorOf(response).code]).toEqual([401, 'invalid_api_key']);
}
