import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Database } from '@postrider/event-store';
import { Receiver } from '@postrider/testing';

import { Api, onlyDelivery } from '../support/api.js';
import { BrowserSession } from '../support/browser-session.js';
import { type Postrider, startPostrider, sweepSoon } from '../support/postrider.js';
import { OwnRedis } from '../support/redis.js';
import { whoAccepts } from '../support/strangers.js';

const type = 'budget.exceeded';

let redis: OwnRedis;
let postrider: Postrider;
let receiver: Receiver;
let server: Database;

beforeAll(async () => {
  [redis, receiver] = await Promise.all([OwnRedis.start(), Receiver.start()]);
  postrider = await startPostrider({ redisUrl: redis.url, settings: sweepSoon });
  const url = new URL('/postgres', postrider.databaseUrl).href;
  server = new Database({ url, size: 1, timeoutMs: 60_000, name: 'e2e' });
});

afterAll(async () => {
  await postrider.end();
  await Promise.all([redis.end(), receiver.stop(), server.end()]);
});

const name = (): string => new URL(postrider.databaseUrl).pathname.slice(1);
const processes = () => [postrider.gateway, ...postrider.dispatchers];
const stop = () => Promise.all(processes().map((each) => each.stop()));
const start = () => Promise.all(processes().map((each) => each.start()));

/** Resolves to what the dump is restored with. */
async function backUp(): Promise<() => Promise<void>> {
  const dump = `${name()}_dump`;
  await stop();
  await server.query(`CREATE DATABASE ${dump} TEMPLATE ${name()}`);
  await start();
  return async () => {
    await stop();
    await server.query(`DROP DATABASE ${name()} WITH (FORCE)`);
    await server.query(`ALTER DATABASE ${dump} RENAME TO ${name()}`);
    await redis.flushAll();
    await start();
  };
}

const statusOf = async (key: string): Promise<number> =>
  (await new Api(postrider.url, key).send('GET', '/endpoints')).status;

describe('a restored backup', () => {
  it('makes what was revoked since valid again, until it is revoked again, and loses what was published since', async () => {
    const { manage, project, admin } = postrider;
    const { id, signing_secret: old } = await manage.createEndpoint({
      url: receiver.url('/hook'),
      event_types: [type],
    });
    const revoked = await admin.createKey(postrider.keys.organization_id, 'management');
    const browser = new BrowserSession(postrider.url);
    await browser.signIn(postrider.keys.management_key);
    receiver.on('/hook', { status: 500 });
    const pending = await project.publish(type, { published: 'before' });

    const restore = await backUp();
    await admin.json('keys', 'revoke', revoked.id);
    const { id: lostKey, key: lost } = await admin.createKey(postrider.keys.organization_id, 'management');
    await admin.json('sign-out', '--organization', postrider.keys.organization_id);
    const { signing_secret: fresh } = await manage.rotateSecret(id);
    receiver.on('/hook', { status: 200 });
    await manage.completed(onlyDelivery(pending));
    const gone = await project.publish(type, { published: 'since' });
    await manage.completed(onlyDelivery(gone));
    expect([await statusOf(revoked.key), await statusOf(lost)]).toEqual([401, 200]);
    expect((await browser.manage('GET', '/endpoints')).status).toBe(401);
    const before = receiver.requests.length;

    await restore();

    // What was revoked is valid, what was made since is unknown.
    expect([await statusOf(revoked.key), await statusOf(lost)]).toEqual([200, 401]);
    expect((await browser.manage('GET', '/endpoints')).status).toBe(200);
    expect((await manage.send('GET', `/events/${gone.id}`)).status).toBe(404);
    // What was pending is sent again, with the same id, and signed with the old secret.
    expect(await manage.completed(onlyDelivery(pending))).toMatchObject({ status: 'delivered' });
    const [again] = receiver.requests.slice(before).filter(({ headers }) => headers['webhook-id'] === pending.id);
    expect(again && whoAccepts(old, again)).not.toEqual([]);
    expect(again && whoAccepts(fresh, again)).toEqual([]);

    await admin.json('keys', 'revoke', revoked.id);
    await admin.json('sign-out', '--organization', postrider.keys.organization_id);
    expect(await statusOf(revoked.key)).toBe(401);
    expect((await browser.manage('GET', '/endpoints')).status).toBe(401);
    expect(await admin.run('keys', 'revoke', lostKey)).toMatchObject({ code: 1 });
  });
});
