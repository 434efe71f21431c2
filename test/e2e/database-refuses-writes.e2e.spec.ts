import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, describe, expect, it } from '@jest/globals';

import type { Database } from '@postrider/event-store';
import { type Receiver, type Service, waitUntil } from '@postrider/testing';

import { whileReadOnly as whileDatabaseIsReadOnly } from '../support/database-faults.js';
import { expectUnavailable } from '../support/expect-error.js';
import { forAllTestsOnOwnPostgres } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';
import { patienceMs } from '../support/patience.js';

const type = 'budget.exceeded';
/** A new endpoint is sent as many at once. */
const atOnce = 8;
const count = 5 * atOnce;
const leaseMs = 1_000;
const statementMs = 1_000;
/** Longer than a lease, a statement, and the time for which loading a delivery is tried again. */
const outageMs = 3_500;

let postrider: Postrider;
let receiver: Receiver;
let database: Database;

const settings = {
  POSTRIDER_DATABASE_TIMEOUT_MS: String(statementMs),
  POSTRIDER_LOAD_RETRY_MS: '1000',
  POSTRIDER_JOB_LOCK_MS: String(leaseMs),
};
forAllTestsOnOwnPostgres({ settings }, (services) => {
  ({ postrider, receiver, database } = services);
});

afterEach(() => postrider.manage.deleteEndpoints());

const whileReadOnly = <T>(work: () => Promise<T>): Promise<T> => whileDatabaseIsReadOnly(database, work);

const whileLocked = <T>(work: () => Promise<T>): Promise<T> =>
  database.transaction(async (sql) => {
    await sql.query('LOCK TABLE domain_events IN ACCESS EXCLUSIVE MODE');
    return work();
  });

/** Every insert into the log fails with this SQLSTATE; whatever else is written succeeds. */
const whileRefusing =
  (sqlstate: string) =>
  async <T>(work: () => Promise<T>): Promise<T> => {
    await database.query(
      `CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = '${sqlstate}'; END $$`,
    );
    await database.query(
      'CREATE TRIGGER refusing BEFORE INSERT ON domain_events FOR EACH ROW EXECUTE FUNCTION refuse()',
    );
    try {
      return await work();
    } finally {
      await database.query('DROP TRIGGER refusing ON domain_events');
    }
  };

const health = async ({ url }: Pick<Service, 'url'>, path: string): Promise<[number, unknown]> => {
  const response = await fetch(`${url}/health/${path}`);
  return [response.status, await response.json()];
};

const dispatcher = (): Service => {
  const [first] = postrider.dispatchers;
  if (!first) throw new Error('there is no dispatcher');
  return first;
};

/** Publishes to an endpoint that responds when it is told to, once as many requests are in flight as it is sent at once. */
async function publishInFlight(path: string): Promise<{ endpointId: string; respond: () => void }> {
  const told = Promise.withResolvers<undefined>();
  receiver.on(path, async () => {
    await told.promise;
    return { status: 200 };
  });
  const { id } = await postrider.manage.createEndpoint({ url: receiver.url(path), event_types: [type] });
  await postrider.project.publishBatch(Array.from({ length: count }, (_, n) => ({ type, data: { n } })));
  await waitUntil(() => receiver.requestsTo(path).length >= atOnce, { what: 'requests', timeoutMs: patienceMs });
  return {
    endpointId: id,
    respond: () => {
      told.resolve(undefined);
    },
  };
}

/** Every delivery was made once, in one attempt. */
async function expectEachOnce(endpointId: string, path: string): Promise<void> {
  const deliveries = await postrider.manage.completedDeliveries(endpointId);
  expect(deliveries.map(({ status, attempt_count }) => [status, attempt_count])).toEqual(
    Array(count).fill(['delivered', 1]),
  );
  expect(receiver.requestsTo(path)).toHaveLength(count);
}

describe.each([
  ['is read-only', whileReadOnly],
  ['has its log locked for longer than a statement waits', whileLocked],
  ['refuses the log with 53100 (disk full)', whileRefusing('53100')],
  ['refuses the log with 58030 (I/O error)', whileRefusing('58030')],
  ['refuses the log with XX001 (data corrupted)', whileRefusing('XX001')],
  ['refuses the log with 42501 (insufficient privilege)', whileRefusing('42501')],
  ['refuses the log with P0001 (an error that nothing explains)', whileRefusing('P0001')],
] as const)('a database that %s', (fault, during) => {
  it('has what was sent recorded afterwards, and nothing is sent meanwhile or twice', async () => {
    const path = `/${encodeURIComponent(fault)}`;
    const { endpointId, respond } = await publishInFlight(path);
    await during(async () => {
      const inFlight = receiver.requestsTo(path).length;
      respond();
      await sleep(outageMs);
      expect(receiver.requestsTo(path)).toHaveLength(inFlight);
      expect(await health(dispatcher(), 'ready')).toMatchObject([503, { status: 'unavailable', recording: 'down' }]);
      expect(await health(dispatcher(), 'live')).toMatchObject([200, { status: 'ok' }]);
    });
    await expectEachOnce(endpointId, path);
  });
});

describe('a database that is read-only', () => {
  it('gets 503 with Retry-After; processes are live and not ready', async () => {
    await whileReadOnly(async () => {
      const event = { type, data: {} };
      expectUnavailable(await postrider.project.send('POST', '/events', { json: event }));
      expectUnavailable(await postrider.project.send('POST', '/events', { json: { ...event, id: 'read-only' } }));
      const endpoint = { url: receiver.url('/never'), event_types: ['*'] };
      expectUnavailable(await postrider.manage.send('POST', '/endpoints', { json: endpoint }));
      expect((await postrider.manage.send('GET', '/endpoints')).status).toBe(200);
      for (const service of [postrider.gateway, dispatcher()]) {
        expect(await health(service, 'ready')).toMatchObject([
          503,
          { status: 'unavailable', postgres: 'refuses_writes' },
        ]);
        expect(await health(service, 'live')).toMatchObject([200, { status: 'ok' }]);
      }
    });
    await waitUntil(async () => (await health(postrider.gateway, 'ready'))[0] === 200, {
      what: 'the gateway to be ready',
      timeoutMs: patienceMs,
    });
    expect(await postrider.project.publish(type, {}, 'read-only')).toMatchObject({ id: 'read-only' });
  });

  it('is sent nothing by a dispatcher that starts meanwhile', async () => {
    await dispatcher().stop();
    const path = '/started';
    await postrider.manage.createEndpoint({ url: receiver.url(path), event_types: [type] });
    await postrider.project.publish(type);
    const starting = await whileReadOnly(async () => {
      const started = dispatcher().start();
      await sleep(outageMs);
      expect(receiver.requestsTo(path)).toEqual([]);
      return { started };
    });
    await starting.started;
    await receiver.waitFor((request) => request.path === path, { timeoutMs: patienceMs });
  });
});
