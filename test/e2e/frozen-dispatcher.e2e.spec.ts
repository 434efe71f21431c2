import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, describe, expect, it } from '@jest/globals';

import type { Database } from '@postrider/event-store';
import { type Receiver, type Service, waitUntil } from '@postrider/testing';

import { forAllTestsOnOwnPostgres } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';
import { patienceMs } from '../support/patience.js';

const type = 'budget.exceeded';
const count = 40;
const leaseMs = 1_000;

let postrider: Postrider;
let receiver: Receiver;
let database: Database;

const settings = { POSTRIDER_JOB_LOCK_MS: String(leaseMs), POSTRIDER_DATABASE_TIMEOUT_MS: '60000' };
forAllTestsOnOwnPostgres({ settings, dispatchers: 0 }, (services) => {
  ({ postrider, receiver, database } = services);
});

afterEach(async () => {
  await postrider.manage.deleteEndpoints();
  await Promise.all(postrider.dispatchers.splice(0).map((dispatcher) => dispatcher.end()));
});

async function publishTo(path: string): Promise<string> {
  const { id } = await postrider.manage.createEndpoint({ url: receiver.url(path), event_types: [type] });
  await postrider.project.publishBatch(Array.from({ length: count }, (_, n) => ({ type, data: { n } })));
  return id;
}

const stop = ({ process }: Service): void => {
  process.signal('SIGSTOP');
};

/** Lets a stopped dispatcher go on, and do what it had begun. */
async function goOn({ process, url }: Service): Promise<void> {
  process.signal('SIGCONT');
  await waitUntil(async () => (await fetch(`${url}/health/live`)).status === 200, {
    what: 'the dispatcher to go on',
    timeoutMs: patienceMs,
  });
  await sleep(2 * leaseMs);
}

const received = (path: string): string[] =>
  receiver.requestsTo(path).map(({ headers }) => String(headers['webhook-id']));

describe('a dispatcher that is stopped for longer than its leases', () => {
  it('sends none of the attempts that it had not sent before', async () => {
    const path = '/loading';
    const endpointId = await publishTo(path);
    const frozen = await database.transaction(async (sql) => {
      await sql.query('LOCK TABLE deliveries IN ACCESS EXCLUSIVE MODE');
      const dispatcher = await postrider.addDispatcher();
      const isLoading = async (): Promise<boolean> => {
        await sql.query('SELECT pg_stat_clear_snapshot()');
        const { rows } = await sql.query(
          `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%AS endpoint_url%' AND pid <> pg_backend_pid()`,
        );
        return rows.length > 0;
      };
      await waitUntil(isLoading, { what: 'deliveries to be loaded', timeoutMs: patienceMs });
      stop(dispatcher);
      return dispatcher;
    });
    await postrider.addDispatcher();
    const deliveries = await postrider.manage.completedDeliveries(endpointId);
    expect(deliveries.map(({ status }) => status)).toEqual(Array(count).fill('delivered'));

    await goOn(frozen);
    expect(received(path)).toHaveLength(count);
    expect(new Set(received(path)).size).toBe(count);
  });

  it('sends only the attempts in flight twice', async () => {
    const path = '/in-flight';
    const dispatcher = await postrider.addDispatcher();
    const isStopped = Promise.withResolvers<undefined>();
    receiver.on(path, async (_, n) => {
      if (n <= count) await isStopped.promise;
      return { status: 200 };
    });
    const endpointId = await publishTo(path);
    await waitUntil(() => received(path).length >= 8, { what: 'requests', timeoutMs: patienceMs });
    stop(dispatcher);
    // What the kernel had of it by then arrives.
    await sleep(200);
    const inFlight = new Set(received(path));
    isStopped.resolve(undefined);

    await postrider.addDispatcher();
    const deliveries = await postrider.manage.completedDeliveries(endpointId);
    expect(deliveries.map(({ status }) => status)).toEqual(Array(count).fill('delivered'));
    await goOn(dispatcher);
    const once = received(path).filter((id) => !inFlight.has(id));
    expect(once).toHaveLength(count - inFlight.size);
    expect(new Set(once).size).toBe(once.length);
  });
});
