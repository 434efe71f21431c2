import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Database } from '@postrider/event-store';
import { Receiver, waitUntil } from '@postrider/testing';

import { readText } from '../deploy/checkout.js';
import { codeBlocks, section } from '../deploy/documents.js';
import { Api, onlyDelivery } from '../support/api.js';
import { patienceMs } from '../support/patience.js';
import { OwnPostgres } from '../support/postgres.js';
import { type Postrider, startPostrider, sweepSoon } from '../support/postrider.js';
import { OwnRedis } from '../support/redis.js';

const type = 'budget.exceeded';
const unused = 'experiment.completed';
const baseBackup = join(import.meta.dirname, '..', 'support', 'base-backup.mjs');

interface Page {
  settings: Record<string, string>;
  backUp: string;
  restore: string;
  list: string;
}

let dir: string;
let page: Page;
let postgres: OwnPostgres;
let redis: OwnRedis;
let postrider: Postrider;
let receiver: Receiver;
let server: Database;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'postrider-point-in-time-'));
  for (const folder of ['wal', 'bin']) await mkdir(join(dir, folder));
  // PostgreSQL may run as another user.
  for (const folder of [dir, join(dir, 'wal')]) await chmod(folder, 0o777);
  const program = join(dir, 'bin', 'pg_basebackup');
  await writeFile(program, `#!/bin/sh\nexec '${process.execPath}' '${baseBackup}' "$@"\n`, { mode: 0o755 });
  page = await readPage();
  [postgres, redis, receiver] = await Promise.all([
    OwnPostgres.start(page.settings),
    OwnRedis.start(),
    Receiver.start(),
  ]);
  postrider = await startPostrider({ postgresUrl: postgres.url, redisUrl: redis.url, settings: sweepSoon });
  server = new Database({ url: postrider.databaseUrl, size: 1, timeoutMs: 60_000, name: 'e2e' });
});

afterAll(async () => {
  await receiver.stop();
  await server.end();
  await postrider.end();
  await Promise.all([postgres.end(), redis.end()]);
  await rm(dir, { recursive: true, force: true });
});

/** The settings and commands of the page, with this test's folder for the backups. */
async function readPage(): Promise<Page> {
  const text = section(await readText('docs/operations.md'), '## Point-in-time restore');
  const [ini = ''] = codeBlocks(text, 'ini');
  const [backUp = '', restore = ''] = codeBlocks(text, 'sh');
  const [list = ''] = codeBlocks(text, 'sql');
  const settings = ini
    .replaceAll('/backup', dir)
    .trim()
    .split('\n')
    .map((line): [string, string] => {
      const [, name = '', value = ''] = /^(\w+) = '?(.*?)'?$/.exec(line) ?? [];
      return [name, value];
    });
  return { settings: Object.fromEntries(settings), backUp, restore, list };
}

const shell = (code: string, variables: Record<string, string>) =>
  promisify(execFile)('sh', ['-eu', '-c', code], {
    env: { ...process.env, PATH: [join(dir, 'bin'), process.env.PATH].join(delimiter), backup: dir, ...variables },
  });

const valueOf = async <T>(expression: string): Promise<T | undefined> =>
  (await server.query<{ value: T }>(`SELECT ${expression} AS value`)).rows[0]?.value;

const statusOf = async (key: string): Promise<number> =>
  (await new Api(postrider.url, key).send('GET', '/endpoints')).status;

describe('a restore to a moment', () => {
  it('by the commands of the page undoes what came after it, lists that, and leaves nothing stuck', async () => {
    const { manage, project, admin, keys } = postrider;
    const create = (path: string, subscribed = unused) =>
      manage.createEndpoint({ url: receiver.url(path), event_types: [subscribed] });
    const [kept, rotated, deleted] = [await create('/kept', type), await create('/rotated'), await create('/deleted')];
    const revoked = await admin.createKey(keys.organization_id, 'management');
    await shell(page.backUp, { superuser: postgres.url });

    const delivered = await project.publish(type, { published: 'before' });
    await manage.completed(onlyDelivery(delivered));
    receiver.on('/kept', { status: 503, headers: { 'retry-after': '5' } });
    const pending = await project.publish(type, { pending: true });
    await manage.deliveryWhen(onlyDelivery(pending), ({ attempt_count }) => attempt_count === 1);
    const moment = (await valueOf<string>('clock_timestamp()::text')) ?? '';

    receiver.on('/kept', { status: 200 });
    const gone = await project.publish(type, { published: 'since' }, 'since');
    await manage.completed(onlyDelivery(gone));
    await manage.completed(onlyDelivery(pending));
    await admin.json('keys', 'revoke', revoked.id);
    await manage.rotateSecret(rotated.id);
    await manage.send('DELETE', `/endpoints/${deleted.id}`);
    const listed = await server.query<{ id: string; change: string }>(page.list.replaceAll(":'moment'", `'${moment}'`));
    expect(listed.rows.map(({ id, change }) => [id, change])).toEqual([
      [revoked.id, 'KeyRevoked'],
      [rotated.id, 'EndpointSecretRotated'],
      [deleted.id, 'EndpointDeleted'],
    ]);
    const last = (await valueOf<string>('pg_walfile_name(pg_switch_wal())')) ?? '';
    await waitUntil(async () => (await readdir(join(dir, 'wal'))).includes(last), {
      what: 'the WAL to be archived',
      timeoutMs: patienceMs,
    });

    const processes = [postrider.gateway, ...postrider.dispatchers];
    await Promise.all(processes.map((each) => each.stop()));
    await postgres.stop();
    const restored = join(dir, 'restored');
    await shell(page.restore, { moment, restored });
    await postgres.startOn(restored);
    await waitUntil(async () => (await valueOf('pg_is_in_recovery()')) === false, {
      what: 'the recovery to end',
      timeoutMs: patienceMs,
    });
    await redis.flushAll();
    const before = receiver.requests.length;
    await Promise.all(processes.map((each) => each.start()));

    expect(await statusOf(revoked.key)).toBe(200);
    await admin.json('keys', 'revoke', revoked.id);
    expect(await statusOf(revoked.key)).toBe(401);
    expect((await manage.send('GET', `/endpoints/${deleted.id}`)).status).toBe(200);
    expect((await manage.send('GET', `/events/${gone.id}`)).status).toBe(404);
    // What was pending is sent once more, and what was delivered is not.
    expect(await manage.completed(onlyDelivery(pending))).toMatchObject({ status: 'delivered', attempt_count: 2 });
    const again = await project.publish(type, { published: 'since' }, 'since');
    expect(await manage.completed(onlyDelivery(again))).toMatchObject({ status: 'delivered', attempt_count: 1 });
    const sent = receiver.requests.slice(before).map(({ headers }) => headers['webhook-id']);
    expect(sent).toEqual([pending.id, again.id]);
    expect(await manage.completedDeliveries(kept.id)).toHaveLength(3);
    const rebuilt = await admin.run('rebuild');
    expect(rebuilt).toMatchObject({ code: 0 });
    expect(rebuilt.stdout).not.toMatch(/[1-9]\d* rows repaired/);
  });
});
