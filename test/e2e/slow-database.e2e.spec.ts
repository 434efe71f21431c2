import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, describe, expect, it } from '@jest/globals';

import type { DeliverySummary } from '@postrider/contracts';
import type { Database } from '@postrider/event-store';
import { type Receiver, waitUntil } from '@postrider/testing';

import { type ApiResponse, Api, onlyDelivery } from '../support/api.js';
import { whileFrozen, withoutConnections } from '../support/database-faults.js';
import { expectUnavailable } from '../support/expect-error.js';
import { forAllTestsOnOwnPostgres } from '../support/for-all-tests.js';
import { memoryOf } from '../support/memory.js';
import type { OwnPostgres } from '../support/postgres.js';
import type { Postrider } from '../support/postrider.js';
import { patienceMs } from '../support/patience.js';

const type = 'budget.exceeded';
const maxConnections = 60;
const timeoutMs = 2_000;
const concurrency = 20;
const KiB = 1_024;

let postgres: OwnPostgres;
let postrider: Postrider;
let receiver: Receiver;
let database: Database;

const settings = {
  POSTRIDER_DATABASE_TIMEOUT_MS: String(timeoutMs),
  POSTRIDER_DELIVER_CONCURRENCY: String(concurrency),
};
forAllTestsOnOwnPostgres({ settings, server: { max_connections: maxConnections } }, (services) => {
  ({ postgres, postrider, receiver, database } = services);
});

afterEach(() => postrider.manage.deleteEndpoints());

/** Does `work` while nobody else can read or write the table. */
const whileLocked = <T>(table: string, work: () => Promise<T>): Promise<T> =>
  database.transaction(async (sql) => {
    await sql.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
    return work();
  });

/**
 * Publishes while the table is locked, until at least `count` calls have a response: all of them 503. Returns how many these
 * were, when the others have a response, too.
 */
async function expectRefusedWhileLocked(
  table: string,
  { responses, count, publish }: { responses: readonly ApiResponse[]; count: number; publish: () => Promise<unknown> },
): Promise<number> {
  const { all, refused } = await whileLocked(table, async () => {
    const publishing = publish();
    await waitUntil(() => responses.length >= count, {
      what: 'responses to all calls that may not wait',
      timeoutMs: patienceMs,
    });
    return { all: publishing, refused: [...responses] };
  });
  await all;
  for (const response of refused) expectUnavailable(response);
  return refused.length;
}

describe('thousands of publish calls to a database that does not response', () => {
  const calls = 3_000;
  const bodyBytes = 64 * KiB;
  const limits = { waiting: 50, batch: 50, batches: 2 };
  const mayWait = limits.waiting + limits.batch * limits.batches;
  const producers = mayWait + 100;
  /**
   * Garbage is collected before it would pass for something that waits; with room for a gateway at rest, and for what may
   * wait in all its copies.
   */
  const heapMiB = 192;
  /** Outside that heap: of a body as it came, young text of it, and on its way to Postgres. */
  const copies = 8;
  const boundBytes = heapMiB * 1_024 * KiB + producers * bodyBytes * copies;
  const settings = {
    NODE_OPTIONS: `--max-old-space-size=${heapMiB}`,
    // No call gets a response for having waited too long.
    POSTRIDER_DATABASE_TIMEOUT_MS: '600000',
    POSTRIDER_PUBLISH_WAITING: String(limits.waiting),
    POSTRIDER_PUBLISH_ORGANIZATION_SHARE: '1',
    POSTRIDER_PUBLISH_BATCH: String(limits.batch),
    POSTRIDER_PUBLISH_CONCURRENCY: String(limits.batches),
  };

  it.each([
    ['the log cannot be written', 'domain_events'],
    ['the keys cannot be read', 'api_keys'],
  ])('get 503 at once, all but the few that may wait, when %s', async (_, table) => {
    const gateway = await postrider.addGateway(settings);
    const project = new Api(gateway.url, postrider.keys.project_key);
    const body = JSON.stringify({ type, data: { filler: 'x'.repeat(bodyBytes) } });
    const before = await memoryOf(gateway, 'VmHWM');
    const responses: ApiResponse[] = [];
    let begun = 0;
    const produce = async (): Promise<void> => {
      while (begun++ < calls) responses.push(await project.send('POST', '/events', { body }));
    };

    const produceAll = (): Promise<unknown> => Promise.all(Array.from({ length: producers }, produce));
    await expectRefusedWhileLocked(table, { responses, count: calls - mayWait, publish: produceAll });
    expect(responses).toHaveLength(calls);
    expect(responses.filter(({ status }) => status !== 503 && status !== 202)).toEqual([]);
    const grownBytes = (await memoryOf(gateway, 'VmHWM')) - before;
    expect(grownBytes).toBeLessThan(boundBytes);
    expect(await project.publish(type)).toMatchObject({ type });
    await gateway.stop();
  });
});

describe('publish calls to a database that does not response', () => {
  const mayWait = 5;
  const calls = 12;
  const body = JSON.stringify({ type, data: { filler: 'ü'.repeat(32 * KiB) } });

  it('wait while their bodies are small together; the next gets 503, until bytes are available again', async () => {
    const gateway = await postrider.addGateway({
      POSTRIDER_DATABASE_TIMEOUT_MS: '600000',
      POSTRIDER_PUBLISH_WAITING_BYTES: String(mayWait * Buffer.byteLength(body)),
      POSTRIDER_PUBLISH_ORGANIZATION_SHARE: '1',
    });
    const project = postrider.projectAt(gateway);
    const responses: ApiResponse[] = [];
    const publish = async (): Promise<void> => {
      responses.push(await project.send('POST', '/events', { body }));
    };
    const publishTimes = (times: number): Promise<unknown> => Promise.all(Array.from({ length: times }, publish));

    const publishAll = (): Promise<unknown> => publishTimes(calls);
    const refused = { responses, count: calls - mayWait, publish: publishAll };
    const refusedCount = await expectRefusedWhileLocked('domain_events', refused);
    expect(responses.slice(refusedCount).map(({ status }) => status)).toEqual(Array(mayWait).fill(202));

    responses.length = 0;
    await publishTimes(mayWait);
    expect(responses.map(({ status }) => status)).toEqual(Array(mayWait).fill(202));
    await gateway.stop();
  });
});

describe('a flood of one organization to a database that does not response', () => {
  it('fills its share of the waiting calls, and another organization is still taken', async () => {
    const limits = { waiting: 10, batch: 1, batches: 1 };
    const calls = 40;
    const gateway = await postrider.addGateway({
      POSTRIDER_DATABASE_TIMEOUT_MS: '600000',
      POSTRIDER_PUBLISH_WAITING: String(limits.waiting),
      POSTRIDER_PUBLISH_BATCH: String(limits.batch),
      POSTRIDER_PUBLISH_CONCURRENCY: String(limits.batches),
    });
    const organization = await postrider.admin.createOrganization('Beside a flood');
    const { key } = await postrider.admin.createKey(organization, 'project');
    const [ours, theirs] = [postrider.projectAt(gateway), new Api(gateway.url, key)];
    const call = (project: Api): Promise<ApiResponse> => project.send('POST', '/events', { json: { type, data: {} } });

    const refused: ApiResponse[] = [];
    const { flood, other } = await whileLocked('domain_events', async () => {
      const flooding = Promise.all(
        Array.from({ length: calls }, async () => {
          const response = await call(ours);
          if ([429, 503].includes(response.status)) refused.push(response);
          return response;
        }),
      );
      await waitUntil(() => refused.length === calls - limits.waiting / 2 - limits.batches, {
        what: 'responses to all calls that may not wait',
        timeoutMs: patienceMs,
      });
      const beside = call(theirs);
      expect(await Promise.race([beside, sleep(300, 'waiting')])).toBe('waiting');
      return { flood: flooding, other: beside };
    });
    expect((await other).status).toBe(202);
    const { length: published } = (await flood).filter(({ status }) => status === 202);
    expect(published).toBe(limits.waiting / 2 + limits.batches);
    // Others may not have had their key looked at, of which as many wait.
    const ofShare = refused.filter(({ status }) => status === 429);
    for (const response of refused) if (!ofShare.includes(response)) expectUnavailable(response);
    const share = 'too many waiting calls for this organization (limit 5 per gateway)';
    expect(ofShare).not.toEqual([]);
    for (const { headers, text } of ofShare) {
      expect(headers.get('retry-after')).toBe('1');
      expect(text).toContain(share);
    }
    await gateway.stop();
  });
});

describe('a database without a free connection', () => {
  it('gets 503, and used again as soon as it has one', async () => {
    await postrider.manage.createEndpoint({ url: receiver.url('/freed'), event_types: [type] });
    const id = await withoutConnections({ postgres, database, maxConnections }, async () => {
      expectUnavailable(await postrider.project.send('POST', '/events', { json: { type, data: {} } }));
      expectUnavailable(await postrider.manage.send('GET', '/endpoints'));
      expectUnavailable(await postrider.manage.send('POST', '/endpoints', { json: { url: 'https://example.com/' } }));
      return 'published-once';
    });

    const { deliveries } = await waitUntil(() => postrider.project.publish(type, {}, id), {
      what: 'publishing to work again',
      timeoutMs: patienceMs,
    });
    expect(await postrider.manage.completed(onlyDelivery({ deliveries }))).toMatchObject({ status: 'delivered' });
    expect(receiver.requestsTo('/freed')).toHaveLength(1);
  });
});

describe('a database that has frozen', () => {
  it('is not waited for without end, and new connections replace those that are lost with it', async () => {
    const paths = ['/events', '/deliveries', '/endpoints'];
    const responses = await whileFrozen(database, () =>
      Promise.all(paths.map((path) => postrider.manage.send('GET', path))),
    );
    for (const response of responses) expectUnavailable(response);
    for (const path of paths) {
      await waitUntil(() => postrider.manage.expect(200, 'GET', path), { what: path, timeoutMs: patienceMs });
    }
  });
});

describe('a dispatcher whose statements wait for a lock', () => {
  const count = 2 * concurrency;
  const publish = async (path: string): Promise<string> => {
    const { id } = await postrider.manage.createEndpoint({ url: receiver.url(path), event_types: [type] });
    await postrider.project.publishBatch(Array.from({ length: count }, (_, n) => ({ type, data: { n } })));
    return id;
  };

  it('keeps its jobs waiting in their places, and makes every attempt once', async () => {
    const [dispatcher] = postrider.dispatchers;
    const { pid } = dispatcher?.process ?? {};
    receiver.on('/again', ({ headers }) =>
      headers['x-modelux-attempt'] === '1' ? { status: 503, headers: { 'retry-after': '2' } } : { status: 200 },
    );
    const again = await publish('/again');
    await waitUntil(async () => (await attemptedOnce(again)) === count, {
      what: 'the first attempts',
      timeoutMs: patienceMs,
    });
    await postrider.manage.updateEndpoint(again, { event_types: ['api_key.revoked'] });
    const locked = Promise.withResolvers<undefined>();
    receiver.on('/held', async () => {
      await locked.promise;
      return { status: 200 };
    });
    const held = await publish('/held');
    await receiver.waitFor(({ path }) => path === '/held', { timeoutMs: patienceMs });

    await whileLocked('deliveries', async () => {
      locked.resolve(undefined);
      // Longer than a statement waits: what is to be loaded and what is to be recorded has been refused meanwhile.
      await sleep(3 * timeoutMs);
    });
    for (const [endpoint, attempts] of [
      [held, 1],
      [again, 2],
    ] as const) {
      const deliveries = await postrider.manage.completedDeliveries(endpoint);
      expect(deliveries).toHaveLength(count);
      const others = deliveries.filter((delivery) => !isDeliveredAfter(attempts, delivery));
      expect(others).toEqual([]);
    }
    expect(receiver.requestsTo('/held')).toHaveLength(count);
    expect(receiver.requestsTo('/again')).toHaveLength(2 * count);
    expect(dispatcher?.process.pid).toBe(pid);
  });
});

const isDeliveredAfter = (attempts: number, { status, attempt_count }: DeliverySummary): boolean =>
  status === 'delivered' && attempt_count === attempts;

async function attemptedOnce(endpointId: string): Promise<number> {
  const { data } = await postrider.manage.deliveries(`?endpoint_id=${endpointId}&limit=250`);
  return data.filter(({ attempt_count }) => attempt_count > 0).length;
}
