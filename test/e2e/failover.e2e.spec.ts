import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Database } from '@postrider/event-store';
import { Receiver, waitUntil } from '@postrider/testing';

import { expectUnavailable } from '../support/expect-error.js';
import { OwnPostgres } from '../support/postgres.js';
import { type Postrider, startPostrider, sweepSoon } from '../support/postrider.js';
import { publishUntil } from '../support/producers.js';
import { patienceMs } from '../support/patience.js';

const type = 'budget.exceeded';
/** As many as a new endpoint is sent at once. */
const concurrency = 8;

/** The first is the primary. Each of the others follows the one before it. */
let servers: OwnPostgres[];
let postrider: Postrider;
let receiver: Receiver;

beforeAll(async () => {
  const primary = await OwnPostgres.start();
  servers = [primary, ...(await OwnPostgres.startStandbys(primary, 2))];
  // A commit waits for the standby. Otherwise a failover could lose it.
  await onServer(primary, "ALTER SYSTEM SET synchronous_standby_names = '*'", 'SELECT pg_reload_conf()');
  receiver = await Receiver.start();
  const hosts = servers.map(({ port }) => `127.0.0.1:${port}`);
  postrider = await startPostrider({
    postgresUrl: primary.url,
    // A standby comes first.
    processesUrl: (url) => url.replace(/127\.0\.0\.1:\d+/, hosts.toReversed().join(',')),
    settings: { ...sweepSoon, POSTRIDER_DELIVER_CONCURRENCY: String(concurrency) },
  });
});

afterAll(async () => {
  await receiver.stop();
  await postrider.stop();
  await Promise.all(servers.map((server) => server.end()));
});

async function onServer({ url }: OwnPostgres, ...statements: string[]): Promise<void> {
  const database = new Database({ url, size: 1, timeoutMs: 60_000, name: 'e2e' });
  for (const statement of statements) await database.query(statement);
  await database.end();
}

const health = async ({ url }: { url: string }): Promise<number> => (await fetch(`${url}/health/ready`)).status;
const processes = () => [postrider.gateway, ...postrider.dispatchers];

const turnReadOnly = (server: OwnPostgres): Promise<void> =>
  onServer(server, 'ALTER SYSTEM SET default_transaction_read_only = on', 'SELECT pg_reload_conf()');

describe.each([
  ['turns read-only', 0, turnReadOnly],
  ['is killed', 1, (server: OwnPostgres) => server.kill('SIGKILL')],
] as const)('a primary that %s before its standby is promoted', (name, n, fail) => {
  it('loses no accepted event; what was in flight is recorded on the new primary and not sent again', async () => {
    const path = `/${encodeURIComponent(name)}`;
    const failed = Promise.withResolvers<undefined>();
    receiver.on(path, async () => {
      await failed.promise;
      return { status: 200 };
    });
    const { id: endpoint } = await postrider.manage.createEndpoint({ url: receiver.url(path), event_types: [type] });
    const before = processes().map(({ process }) => process.pid);
    const seen = (): string[] => receiver.requestsTo(path).map(({ headers }) => String(headers['webhook-id']));

    let hasFailed = false;
    const publishing = publishUntil(postrider.project, {
      type,
      prefix: String(n),
      isOver: ({ refused }) => hasFailed && refused.length >= 20,
    });
    await waitUntil(() => seen().length === concurrency, { what: 'attempts', timeoutMs: patienceMs });
    const [primary, standby] = [servers[n], servers[n + 1]];
    if (!primary || !standby) throw new Error('there is no standby');
    await fail(primary);
    hasFailed = true;
    failed.resolve(undefined);
    const { accepted, refused, calls } = await publishing;
    for (const { response } of refused) expectUnavailable(response);
    for (const each of processes()) {
      await waitUntil(async () => (await health(each)) === 503, { what: '503', timeoutMs: patienceMs });
    }
    expect(seen()).toHaveLength(concurrency);

    await onServer(standby, 'SELECT pg_promote()');
    for (const each of processes()) {
      await waitUntil(async () => (await health(each)) === 200, { what: 'readiness', timeoutMs: patienceMs });
    }
    for (const { ids } of accepted) {
      for (const id of ids) expect((await postrider.manage.send('GET', `/events/${id}`)).status).toBe(200);
    }
    for (const { repeat } of refused) expect((await repeat()).status).toBe(202);
    const deliveries = await postrider.manage.completedDeliveries(endpoint);
    expect(deliveries.filter(({ status, attempt_count }) => status !== 'delivered' || attempt_count !== 1)).toEqual([]);
    expect(seen().toSorted()).toEqual(calls.flatMap(({ ids }) => ids).toSorted());
    expect(processes().map(({ process }) => process.pid)).toEqual(before);
    await postrider.manage.deleteEndpoints();
  });
});
