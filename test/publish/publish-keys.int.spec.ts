import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createPartitions,
  Database,
  dropKeyGenerations,
  migrate,
  openKeyGenerations,
  startOf,
  type Sql,
} from '@postrider/event-store';
import { createDatabase, dropDatabase, newId, setDatabaseClock, waitUntil } from '@postrider/testing';
import '../../apps/gateway/src/http/json-body.js';
import { resolveKeys, type Resolution } from '../../apps/gateway/src/publish/publish-keys.js';
import type { OwnedClaim, PublishRequest } from '../../apps/gateway/src/publish/publish-request.js';

const adminUrl = process.env.POSTRIDER_TEST_DATABASE_URL ?? '';
const dayMs = 24 * 3_600_000;
const kept = { event_id: 90 * dayMs, request: dayMs };
const organization_id = newId('organization');

let name: string;
let url: string;
let database: Database;
beforeAll(async () => {
  ({ name, url } = await createDatabase(adminUrl));
  await migrate(url);
  // Before the pool has a connection, since existing connections do not use the new clock.
  await setDatabaseClock(url, { offsetMs: 0 });
  database = new Database({ url, size: 5, timeoutMs: 20_000, name: 'postrider-test' });
});
afterAll(async () => {
  await database.end();
  await dropDatabase(adminUrl, name);
});

let clockMs = 0;
/** Sets Postgres's clock forward. */
async function pass(ms: number): Promise<void> {
  clockMs += ms;
  await setDatabaseClock(url, { offsetMs: clockMs });
}

function call(kind: OwnedClaim['kind'], key: string, fingerprint = 'same'): PublishRequest {
  const stream_id = newId('event');
  const event = { stream_id } as PublishRequest['events'][number];
  const claim = { organization_id, kind, key, fingerprint: Buffer.from(fingerprint), event_stream_ids: [stream_id] };
  return { caller: { organization_id }, events: [event], claims: [claim] };
}

const claim = async (sql: Sql, request: PublishRequest): Promise<Resolution | undefined> =>
  (await resolveKeys(sql, [request], () => undefined))[0];

const claimAlone = (request: PublishRequest): Promise<Resolution | undefined> =>
  database.transaction((sql) => claim(sql, request));

const generations = async (kind: string): Promise<number> =>
  (await database.query('SELECT 1 FROM key_generations WHERE kind = $1', [kind])).rows.length;

describe.each(['event_id', 'request'] as const)('a key of kind %s', (kind) => {
  it('is found in every later generation', async () => {
    const [first, again] = [call(kind, `later ${kind}`), call(kind, `later ${kind}`)];
    await claimAlone(first);
    for (let days = 1; days <= 3; days++) {
      await pass(kept[kind] / 4 + 1);
      expect(await openKeyGenerations(database, kept)).toBe(true);
      const resolution = await claimAlone(again);
      expect(resolution).toMatchObject({ streamIds: [first.events[0]?.stream_id] });
      expect(await claimAlone(call(kind, `later ${kind}`, 'different'))).toMatchObject({ outcome: 'refused' });
    }
    expect(await generations(kind)).toBeGreaterThan(3);
    expect(await claimAlone(call(kind, `new ${kind}`))).toMatchObject({ outcome: 'new' });
  });

  it('is not in two generations when calls meet while one opens', async () => {
    const [first, second] = [call(kind, `meeting ${kind}`), call(kind, `meeting ${kind}`)];
    await pass(10 * kept[kind]);
    const before = await generations(kind);
    const resolutions = await database.transaction(async (sql) => {
      const won = await claim(sql, first);
      // The call in progress holds its key.
      expect(await openKeyGenerations(database, kept)).toBe(false);
      const waiting = claimAlone(second);
      await waitUntil(
        async () =>
          (
            await database.query(`SELECT 1 FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock'`, [
              name,
            ])
          ).rows.length > 0,
        { what: 'the second call to wait for the first' },
      );
      return { won, waiting };
    });
    expect(resolutions.won).toMatchObject({ outcome: 'new' });
    expect(await resolutions.waiting).toMatchObject({ streamIds: [first.events[0]?.stream_id] });
    expect(await openKeyGenerations(database, kept)).toBe(true);
    expect(await generations(kind)).toBe(before + 1);
    expect(await claimAlone(call(kind, `meeting ${kind}`))).toMatchObject({ streamIds: [first.events[0]?.stream_id] });
  });
});

it('calls with the same key publish once while generations open all the time', async () => {
  const streams = new Set<unknown>();
  const ended = new AbortController();
  const opening = (async () => {
    // Each opening finds the newest generation old enough.
    while (!ended.signal.aborted) await openKeyGenerations(database, { event_id: 0, request: 0 });
  })();
  for (let n = 0; n < 20; n++) {
    const resolutions = await Promise.all([1, 2, 3].map(() => claimAlone(call('event_id', `raced ${String(n)}`))));
    streams.clear();
    for (const resolution of resolutions)
      if (resolution && 'streamIds' in resolution) streams.add(resolution.streamIds[0]);
    expect(streams.size).toBe(1);
  }
  ended.abort();
  await opening;
}, 60_000);

describe('generations past retention', () => {
  it('are dropped as a whole, each kind after its own time', async () => {
    await claimAlone(call('request', 'old'));
    await claimAlone(call('event_id', 'old'));
    await pass(200 * dayMs);
    await openKeyGenerations(database, kept);
    await pass(2 * dayMs + 90 * dayMs);
    const { dropped, isInUse } = await dropKeyGenerations(database, kept);
    expect({ isInUse, any: dropped.length > 0 }).toEqual({ isInUse: false, any: true });
    expect(await claimAlone(call('request', 'old'))).toMatchObject({ outcome: 'new' });
    expect(await claimAlone(call('event_id', 'old'))).toMatchObject({ outcome: 'new' });
  });

  it('are kept while an event of their time is stored', async () => {
    const now = Date.now() + clockMs;
    await createPartitions(database, { from: startOf('week', now), to: now });
    const stored = call('event_id', 'stored');
    await claimAlone(stored);
    await pass(500 * dayMs);
    await openKeyGenerations(database, kept);
    await pass(200 * dayMs);
    await dropKeyGenerations(database, kept);
    expect(await claimAlone(call('event_id', 'stored'))).toMatchObject({ streamIds: [stored.events[0]?.stream_id] });
  });

  it('are left alone while a backup reads them', async () => {
    await claimAlone(call('request', 'backed up'));
    await pass(1_000 * dayMs);
    await openKeyGenerations(database, kept);
    await pass(2 * dayMs);
    await database.transaction(async (backup) => {
      await backup.query('LOCK TABLE publish_keys IN ACCESS SHARE MODE');
      expect(await dropKeyGenerations(database, kept)).toMatchObject({ isInUse: true });
      expect(await claimAlone(call('request', 'meanwhile'))).toMatchObject({ outcome: 'new' });
    });
    expect(await dropKeyGenerations(database, kept)).toMatchObject({ isInUse: false });
  });
});
