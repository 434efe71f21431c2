import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';

import { findPgBouncer, type LocalServer, Receiver, startPgBouncer, waitUntil } from '@postrider/testing';

import { onlyDelivery } from '../support/api.js';
import { expectUnavailable } from '../support/expect-error.js';
import { patienceMs } from '../support/patience.js';
import { type Postrider, startPostrider, sweepSoon } from '../support/postrider.js';

const type = 'budget.exceeded';
const count = 60;
/** Fewer than the processes have connections to PgBouncer, so that they share them. */
const serverConnections = 3;

const program = await findPgBouncer();
if (program === undefined) process.stderr.write('PgBouncer is not installed: its tests are skipped\n');
const ways = [false, true].filter((prepared) => program && (!prepared || program.preparesStatements));

let pgBouncer: LocalServer;
let postrider: Postrider;
let receiver: Receiver;

const postgresUrl = process.env.POSTRIDER_TEST_DATABASE_URL ?? '';

const settings = { pool_mode: 'transaction', default_pool_size: serverConnections, max_client_conn: 200 };

async function start(isPrepared: boolean, port?: number): Promise<LocalServer> {
  if (!program) throw new Error('PgBouncer is not installed');
  const prepared = isPrepared ? { max_prepared_statements: 200 } : {};
  return startPgBouncer(program, { postgresUrl, port, settings: { ...settings, ...prepared } });
}

(ways.length > 0 ? describe.each(ways) : describe.skip.each([false]))(
  'PgBouncer in transaction mode, prepared statements: %s',
  (isPrepared) => {
    beforeAll(async () => {
      [pgBouncer, receiver] = await Promise.all([start(isPrepared), Receiver.start()]);
      postrider = await startPostrider({
        processesUrl: (url) => url.replace(/^.*@[^/]*/, pgBouncer.url.replace(/\/postgres$/, '')),
        settings: {
          ...sweepSoon,
          POSTRIDER_TRANSACTION_POOLING: 'true',
          POSTRIDER_PREPARED_STATEMENTS: String(isPrepared),
        },
        dispatchers: 2,
      });
    });

    afterAll(async () => {
      await receiver.stop();
      await postrider.stop();
      await pgBouncer.stop();
      await postrider.end();
    });

    it('serves publishing, attempts, retries, replays, lists and bulk operations', async () => {
      receiver.on('/retried', (_, n) => ({ status: n === 1 ? 500 : 200 }));
      const { id: retried } = await postrider.manage.createEndpoint({
        url: receiver.url('/retried'),
        event_types: [type],
      });
      const id = onlyDelivery(await postrider.project.publish(type));
      expect(await postrider.manage.completed(id)).toMatchObject({ status: 'delivered', attempt_count: 2 });
      await postrider.manage.replay(id);
      expect(await postrider.manage.completed(id)).toMatchObject({ status: 'delivered', attempt_count: 3 });
      await postrider.manage.send('DELETE', `/endpoints/${retried}`);

      const { id: endpoint } = await postrider.manage.createEndpoint({
        url: receiver.url('/many'),
        event_types: [type],
      });
      await Promise.all(
        Array.from({ length: count }, (_, n) => postrider.project.publish(type, { n }, `many-${String(n)}`)),
      );
      const deliveries = await postrider.manage.completedDeliveries(endpoint);
      expect(deliveries.map(({ status, attempt_count }) => [status, attempt_count])).toEqual(
        Array(count).fill(['delivered', 1]),
      );
      const bulk = await postrider.manage.send('POST', '/deliveries/replay', {
        json: { endpoint_id: endpoint, status: 'delivered' },
      });
      expect(bulk.status).toBe(202);
      await waitUntil(() => receiver.requestsTo('/many').length === 2 * count, {
        what: 'the replays',
        timeoutMs: patienceMs,
      });
      expect((await postrider.manage.send('GET', '/overview')).status).toBe(200);
    });

    it('keeps no setting of any process in its connections to Postgres', async () => {
      const client = new pg.Client({ connectionString: postrider.env.DATABASE_URL });
      await client.connect();
      const { rows } = await client.query(
        `SELECT name FROM pg_settings WHERE source = 'session' AND name NOT IN ('application_name', 'client_encoding')`,
      );
      await client.end();
      expect(rows).toEqual([]);
    });

    it('that is gone makes calls get 503; all is delivered once when it is back', async () => {
      const { id: endpoint } = await postrider.manage.createEndpoint({
        url: receiver.url('/gone'),
        event_types: [type],
      });
      await pgBouncer.kill();
      expectUnavailable(await postrider.project.send('POST', '/events', { json: { type, data: {}, id: 'gone' } }));
      pgBouncer = await start(isPrepared, pgBouncer.port);
      await postrider.gateway.ready();
      await postrider.project.publish(type, {}, 'gone');
      expect(await postrider.manage.completedDeliveries(endpoint)).toMatchObject([
        { status: 'delivered', attempt_count: 1 },
      ]);
      expect(receiver.requestsTo('/gone')).toHaveLength(1);
    });
  },
);
