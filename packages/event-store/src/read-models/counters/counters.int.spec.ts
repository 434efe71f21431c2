import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { idTime, newId } from '@postrider/contracts';
import fc from 'fast-check';
import {
  addCustomer,
  addEndpoint,
  responded,
  attempt,
  attemptChange,
  loadDelivery,
  publish,
  refused,
  replay,
} from '../commands.fixture.spec.js';
import { createOrganization, openDatabase, type TestDatabase } from '../../postgres/database.fixture.spec.js';
import { deliveryChange } from '../../commands/change-delivery.js';
import { recordDeliveries } from '../../statements/record-deliveries.js';
import { anyCommand, type World } from '../random-commands.fixture.spec.js';
import { emptyReadModels } from '../read-models.fixture.spec.js';
import { loadEndpointFacts, loadEndpointHours } from './activity.js';
import { loadCustomerFingerprints, loadFingerprints, topicsChanged } from './changes.js';
import { loadEndpointMetrics, loadEndpointMetricsLately } from './endpoint-metrics.js';
import { loadFailures } from './failures.js';
import { loadFirstAttemptPeriods } from './first-attempt-periods.js';
import { loadDegraded, loadFirstAttempts, windowStart } from './first-attempts.js';
import { loadPendingByCreation } from './pending-by-creation.js';
import { loadArrivals, loadCompletions } from './pending-flow.js';
import { quantile } from './response-times.js';
import { loadTopEndpoints, loadTopEndpointsLately, loadTopEventTypes, loadTopOfEndpoints } from './top.js';
import { rollUpCounters, periods, rollupTables } from './rollup.js';
import {
  loadBucketsOfEndpoints,
  loadFailuresOfEndpoints,
  loadPendingOfEndpoints,
  loadResponseTimesOfEndpoints,
} from './of-endpoints.js';
import { loadBuckets, loadFailing, loadPending, loadResponseTimes } from './overview.js';
import { rebuildCounters } from './rebuild-counters.js';

const sums = rollupTables;
const hourMs = 3_600_000;

let test: TestDatabase;
let organization_id: string;
beforeAll(async () => {
  test = await openDatabase();
});
afterAll(() => test.close());

beforeEach(async () => {
  organization_id = await createOrganization(test.database);
});

async function startAfresh(): Promise<World> {
  const { database } = test;
  await emptyReadModels(database);
  for (const table of ['domain_events', 'attempt_counters', ...sums]) await database.query(`DELETE FROM ${table}`);
  const world: World = { database, organization_id, customers: [], endpoints: [], deliveries: [] };
  for (let n = 0; n < 2; n++) world.endpoints.push((await addEndpoint(database, organization_id)).id);
  for (let n = 0; n < 2; n++) {
    const { deliveries } = await publish(database, { organization_id, endpoint_ids: world.endpoints });
    world.deliveries.push(...deliveries);
  }
  return world;
}

/** All rollups as text. */
async function dumpSums(): Promise<string[]> {
  const dumps = sums.map((table) =>
    test.database.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t ORDER BY 1`),
  );
  return (await Promise.all(dumps)).flatMap(({ rows }) => rows.map(({ row }) => row));
}

async function foldAll(): Promise<void> {
  while ((await rollUpCounters(test.database, 3)) > 0);
}

const rangeAround = (now: Date) => ({
  organization_id,
  from: new Date(now.getTime() - hourMs),
  to: new Date(now.getTime() + hourMs),
});

/** A window of an hour that ends now. */
const lately = (now = new Date()) => ({ from: windowStart(now, hourMs), now });

/** The counts as the API shows them. */
async function shown(endpoints: readonly string[]): Promise<unknown> {
  const range = rangeAround(new Date());
  const hourStart = new Date(Math.floor(range.from.getTime() / hourMs) * hourMs);
  const hours = { organization_id, from: hourStart, to: new Date(hourStart.getTime() + 3 * hourMs) };
  const of = { organization_id, ids: endpoints };
  return {
    minutes: await loadBuckets(test.database, { ...range, seconds: periods.minute }, 60),
    quarters: await loadBuckets(test.database, { ...hours, seconds: periods.minute }, 900),
    hours: await loadBuckets(test.database, { ...hours, seconds: periods.hour }, 3_600),
    times: await loadResponseTimes(test.database, { ...range, seconds: periods.minute }),
    timesOfHours: await loadResponseTimes(test.database, { ...hours, seconds: periods.hour }),
    endpoints: (await loadEndpointHours(test.database, { ...of, from: hourStart })).toSorted((a, b) =>
      `${a.endpoint_id} ${a.start.toISOString()}` < `${b.endpoint_id} ${b.start.toISOString()}` ? -1 : 1,
    ),
    facts: [...(await loadEndpointFacts(test.database, { ...of, limit: 10 }))],
    failures: await loadFailures(test.database, { ...range, seconds: periods.minute }, 100),
    failuresOfHours: await loadFailures(test.database, { ...hours, seconds: periods.hour }, 100),
    firstAttempts: [...(await loadFirstAttempts(test.database, { ...of, ...lately() }))].toSorted(),
    top: await loadTopEndpoints(test.database, { ...hours, limit: 10 }),
    topLately: await loadTopEndpointsLately(test.database, { ...range, limit: 10 }),
    metrics: await Promise.all(
      endpoints.map((id) => loadEndpointMetrics(test.database, { organization_id, id, from: hourStart })),
    ),
    metricsLately: await Promise.all(
      endpoints.map((id) => loadEndpointMetricsLately(test.database, { organization_id, id, from: range.from })),
    ),
    ofOne: await figuresOf(endpoints.slice(0, 1)),
    ofAll: await figuresOf(endpoints),
  };
}

/** What endpoints have in common, by five minutes and by hours. */
async function figuresOf(ids: readonly string[]): Promise<unknown> {
  const { from } = rangeAround(new Date());
  const hourStart = new Date(Math.floor(from.getTime() / hourMs) * hourMs);
  const of = { organization_id, ids, from: hourStart, to: new Date(hourStart.getTime() + 3 * hourMs) };
  const lengths = [periods.fiveMinutes, periods.hour];
  return Promise.all(
    lengths.map(async (seconds) => ({
      buckets: await loadBucketsOfEndpoints(test.database, { ...of, seconds }),
      failures: await loadFailuresOfEndpoints(test.database, { ...of, seconds }),
      times: await loadResponseTimesOfEndpoints(test.database, { ...of, seconds }),
      top: await loadTopOfEndpoints(test.database, { ...of, seconds, limit: 10 }),
      pending: await loadPendingOfEndpoints(test.database, ids, 10),
    })),
  );
}

describe('the counts of attempts', () => {
  it('of all endpoints together are those of the organization', async () => {
    const commands = fc.array(anyCommand, { minLength: 5, maxLength: 40, size: 'max' });
    await fc.assert(
      fc.asyncProperty(commands, fc.boolean(), async (sequence, isRolledUp) => {
        const world = await startAfresh();
        for (const command of sequence) await command(world);
        if (isRolledUp) await rollUpCounters(test.database, 10_000);
        const { from } = rangeAround(new Date());
        const hourStart = new Date(Math.floor(from.getTime() / hourMs) * hourMs);
        const of = { organization_id, from: hourStart, to: new Date(hourStart.getTime() + 3 * hourMs) };
        const every = await test.database.query<{ id: string }>('SELECT id FROM endpoints WHERE organization_id = $1', [
          organization_id,
        ]);
        const ids = every.rows.map(({ id }) => id);
        const whole = await loadBuckets(test.database, { ...of, seconds: periods.hour }, periods.hour);
        expect(await loadBucketsOfEndpoints(test.database, { ...of, ids, seconds: periods.hour })).toEqual(
          whole.map(({ failed: _, retried: __, ...counts }) => counts),
        );
        const times = await loadResponseTimes(test.database, { ...of, seconds: periods.hour });
        expect(await loadResponseTimesOfEndpoints(test.database, { ...of, ids, seconds: periods.hour })).toEqual(times);
        const failures = await loadFailures(test.database, { ...of, seconds: periods.hour }, 100);
        expect(await loadFailuresOfEndpoints(test.database, { ...of, ids, seconds: periods.hour })).toEqual(failures);
      }),
      { numRuns: 20 },
    );
  }, 120_000);

  it('are the same before and after a rollup, and after a rebuild from the log', async () => {
    const commands = fc.array(anyCommand, { minLength: 5, maxLength: 40, size: 'max' });
    await fc.assert(
      fc.asyncProperty(commands, fc.nat(40), async (sequence, foldedAfter) => {
        const world = await startAfresh();
        for (const [i, command] of sequence.entries()) {
          await command(world);
          if (i === foldedAfter) await rollUpCounters(test.database, 5);
        }
        const before = await shown(world.endpoints);
        await foldAll();
        expect(await shown(world.endpoints)).toEqual(before);
        const live = await dumpSums();
        await rebuildCounters(test.database);
        expect(await dumpSums()).toEqual(live);
        for (const table of sums) await test.database.query(`DELETE FROM ${table}`);
        await rebuildCounters(test.database);
        expect(await dumpSums()).toEqual(live);
      }),
      { numRuns: 20 },
    );
  });

  it('are those of the log: deliveries, retries and final failures', async () => {
    const world = await startAfresh();
    const [first = '', second = '', third = ''] = world.deliveries;
    await attempt(test.database, first, responded(500));
    await attempt(test.database, first, responded(204));
    await attempt(test.database, second, refused);
    await attempt(test.database, third, responded(410));
    const [total] = await loadBuckets(test.database, { ...rangeAround(new Date()), seconds: periods.hour }, 86_400);
    expect(total).toMatchObject({ delivered: 1, failed_attempts: 3, retried: 2, failed: 1 });
    expect(total).toMatchObject({ first_attempts: 3, failed_first_attempts: 3 });
    expect(await loadFailures(test.database, { ...rangeAround(new Date()), seconds: periods.minute }, 2)).toEqual([
      { reason: 'connection_refused', response_status: null, attempts: 1 },
      { reason: 'endpoint_gone', response_status: 410, attempts: 1 },
    ]);
    const facts = await loadEndpointFacts(test.database, { organization_id, ids: world.endpoints, limit: 1 });
    expect(facts.get(world.endpoints[0] ?? '')).toMatchObject({
      pending: 0,
      pending_capped: false,
      last_failure: { at: expect.stringMatching(/Z$/), reason: 'endpoint_gone', response_status: 410 },
    });
    expect(facts.get(world.endpoints[1] ?? '')).toMatchObject({
      pending: 1,
      pending_capped: true,
      last_failure: { reason: 'connection_refused', response_status: null },
    });
  });

  it('do not count a change with a version conflict, nor a replay request', async () => {
    const { deliveries } = await startAfresh();
    const state = await loadDelivery(test.database, deliveries[0] ?? '');
    const rivals = [responded(204), responded(500)].map((outcome) =>
      recordDeliveries(test.database, [attemptChange(state, outcome)]),
    );
    const moved = await Promise.all(rivals);
    expect(moved.map(({ size }) => size).toSorted()).toEqual([0, 1]);
    await replay(test.database, deliveries[0] ?? '');
    const { rows } = await test.database.query<{ attempts: number }>(
      'SELECT sum(delivered + failed_attempts)::int AS attempts FROM attempt_counters',
    );
    expect(rows).toEqual([{ attempts: 1 }]);
  });

  it('are rolled up once by two concurrent rollups while attempts are recorded', async () => {
    const { database } = test;
    const { endpoints } = await startAfresh();
    const { deliveries } = await publish(database, {
      organization_id,
      endpoint_ids: Array<string>(60).fill(endpoints[0] ?? ''),
    });
    const recording = deliveries.map((id) => attempt(database, id, responded(204)));
    const folding = Array.from({ length: 10 }, () => rollUpCounters(database, 7));
    await Promise.all([...recording, ...folding, rebuildCounters(database)]);
    await foldAll();
    const [total] = await loadBuckets(database, { ...rangeAround(new Date()), seconds: periods.hour }, 86_400);
    expect(total).toMatchObject({ delivered: 60 });
    const live = await dumpSums();
    await rebuildCounters(database);
    expect(await dumpSums()).toEqual(live);
  });

  it('have response times exact to about nine percent, and none for attempts without a response', async () => {
    const { database } = test;
    const { endpoints } = await startAfresh();
    const took = async (duration_ms: number, count: number): Promise<void> => {
      const { deliveries } = await publish(database, {
        organization_id,
        endpoint_ids: Array<string>(count).fill(endpoints[0] ?? ''),
      });
      const states = await Promise.all(deliveries.map((id) => loadDelivery(database, id)));
      await recordDeliveries(
        database,
        states.map((state) => attemptChange(state, { ...responded(204), duration_ms })),
      );
    };
    await took(0, 1);
    await took(20, 92);
    await took(1_000, 7);
    const [failed = ''] = (await publish(database, { organization_id, endpoint_ids: [endpoints[0] ?? ''] })).deliveries;
    await attempt(database, failed, { ...refused, duration_ms: 60_000 });
    for (const seconds of [periods.minute, periods.hour]) {
      const times = await loadResponseTimes(database, { ...rangeAround(new Date()), seconds });
      expect(Math.abs((quantile(times, 0.5) ?? 0) / 20 - 1)).toBeLessThan(0.1);
      expect(Math.abs((quantile(times, 0.95) ?? 0) / 1_000 - 1)).toBeLessThan(0.1);
      await foldAll();
    }
  });

  it('have the number of pending deliveries up to a limit, and the oldest one', async () => {
    const { database } = test;
    const { endpoints, deliveries } = await startAfresh();
    // The time in its id, which may be a millisecond after that of its event.
    const oldest = idTime(deliveries[0] ?? '');
    expect(await loadPending(database, organization_id, 10)).toEqual({
      pending: 4,
      capped: false,
      oldest,
    });
    expect(await loadPending(database, organization_id, 3)).toEqual({
      pending: 3,
      capped: true,
      oldest,
    });
    await database.query('INSERT INTO failing_endpoints (endpoint_id, since) VALUES ($1, now())', [endpoints[1]]);
    expect(await loadFailing(database, organization_id, 5)).toEqual([
      { id: endpoints[1], url: 'https://example.com/hooks', active: true },
    ]);
    await database.query('DELETE FROM failing_endpoints');
    const nobody = await createOrganization(database);
    expect(await loadPending(database, nobody, 3)).toEqual({ pending: 0, capped: false, oldest: null });
    expect(await loadFailing(database, nobody, 5)).toEqual([]);
  });
});

describe('first attempts', () => {
  it('show the endpoints of which many fail, but not those of which all fail or few were tried', async () => {
    const { database } = test;
    const { endpoints } = await startAfresh();
    const [flaky = '', failing = ''] = endpoints;
    const fine = (await addEndpoint(database, organization_id)).id;
    const attempts: [string, number[]][] = [
      [flaky, [204, 500, 204, 204]],
      [failing, [500, 500, 500]],
      [fine, [204, 204, 204, 204]],
    ];
    for (const [endpoint, statuses] of attempts) {
      for (const status of statuses) {
        const { deliveries } = await publish(database, { organization_id, endpoint_ids: [endpoint] });
        await attempt(database, deliveries[0] ?? '', responded(status));
      }
    }
    await database.query('INSERT INTO failing_endpoints (endpoint_id, since) VALUES ($1, now())', [failing]);
    const degraded = async (share: number, minAttempts: number): Promise<string[]> => {
      const found = await loadDegraded(database, { organization_id, ...lately(), share, minAttempts, limit: 5 });
      return found.map(({ id }) => id);
    };
    for (const _ of ['before a rollup', 'after a rollup']) {
      expect(await degraded(0.25, 4)).toEqual([flaky]);
      expect(await degraded(0, 4)).toEqual([flaky]);
      expect(await degraded(0.26, 4)).toEqual([]);
      expect(await degraded(0.25, 5)).toEqual([]);
      const counts = await loadFirstAttempts(database, { organization_id, ids: [flaky, fine], ...lately() });
      expect(counts.get(flaky)).toEqual({ attempts: 4, failed: 1 });
      expect(counts.get(fine)).toEqual({ attempts: 4, failed: 0 });
      const { fiveMinutes = [] } =
        (await loadFirstAttemptPeriods(database, { organization_id, ids: [flaky], ...lately() })).get(flaky) ?? {};
      expect(fiveMinutes.reduce((sum, { failed }) => sum + failed, 0)).toBe(1);
      await foldAll();
    }
    await database.query('DELETE FROM failing_endpoints');
  });

  it('that an earlier release counted are unknown, and the shares are of those that are known', async () => {
    const { database } = test;
    const { endpoints } = await startAfresh();
    const range = { ...rangeAround(new Date()), seconds: periods.hour };
    const countOld = () =>
      database.query(
        `INSERT INTO attempt_counters (organization_id, endpoint_id, minute, delivered, failed_attempts, retried, failed)
         VALUES ($1, $2, date_trunc('minute', now()), 5, 5, 5, 0)`,
        [organization_id, endpoints[0]],
      );
    await countOld();
    for (const _ of ['before a rollup', 'after a rollup']) {
      expect(await loadBuckets(database, range, 86_400)).toMatchObject([
        { delivered: 5, failed_attempts: 5, first_attempts: null, failed_first_attempts: null },
      ]);
      expect(await loadFailures(database, range, 10)).toEqual([]);
      await foldAll();
    }
    const { deliveries } = await publish(database, { organization_id, endpoint_ids: endpoints });
    await attempt(database, deliveries[0] ?? '', responded(500));
    await attempt(database, deliveries[1] ?? '', responded(204));
    await countOld();
    for (const _ of ['before a rollup', 'after a rollup']) {
      expect(await loadBuckets(database, range, 86_400)).toMatchObject([
        { delivered: 11, failed_attempts: 11, first_attempts: 2, failed_first_attempts: 1 },
      ]);
      await foldAll();
    }
  });
});

it('the pending deliveries of an endpoint are counted by the time of their creation', async () => {
  const { database } = test;
  const { endpoints } = await startAfresh();
  const [endpoint_id = ''] = endpoints;
  const now = Date.now();
  const starts = [3, 2, 1].map((hours) => new Date(now - hours * hourMs));
  expect(await loadPendingByCreation(database, { endpoint_id, starts, limit: 10 })).toEqual({
    counts: [0, 0, 2],
    capped: false,
  });
  const older = [9, 2.5, 1.5].map((hours) => newId('delivery', new Date(now - hours * hourMs)));
  await publish(database, { organization_id, endpoint_ids: older.map(() => endpoint_id), delivery_ids: older });
  expect(await loadPendingByCreation(database, { endpoint_id, starts, limit: 5 })).toEqual({
    counts: [2, 1, 2],
    capped: false,
  });
  expect(await loadPendingByCreation(database, { endpoint_id, starts, limit: 4 })).toEqual({
    counts: [2, 1, 1],
    capped: true,
  });
});

describe('the flow of deliveries', () => {
  it('is what was created since a time, or the newest of it, and what was completed', async () => {
    const { database } = test;
    const { endpoints } = await startAfresh();
    const from = new Date(Date.now() - hourMs);
    expect(await loadArrivals(database, { organization_id, from, limit: 100 })).toEqual({ deliveries: 4, since: from });
    const newest = await loadArrivals(database, { organization_id, from, limit: 3 });
    expect(newest.deliveries).toBe(3);
    expect(newest.since.getTime()).toBeGreaterThan(from.getTime());
    const { deliveries } = await publish(database, { organization_id, endpoint_ids: endpoints });
    await attempt(database, deliveries[0] ?? '', responded(204));
    await attempt(database, deliveries[1] ?? '', responded(500));
    expect(await loadCompletions(database, { organization_id, from })).toBe(1);
    await foldAll();
    expect(await loadCompletions(database, { organization_id, from })).toBe(1);
    expect(await loadArrivals(database, { organization_id: 'org_0', from, limit: 3 })).toEqual({
      deliveries: 0,
      since: from,
    });
  });

  it('has the types of the newest events', async () => {
    const range = { organization_id, from: new Date(Date.now() - hourMs), to: new Date(Date.now() + hourMs), limit: 5 };
    expect(await loadTopEventTypes(test.database, { ...range, sample: 10 })).toEqual({ events: 0, types: [] });
    await startAfresh();
    expect(await loadTopEventTypes(test.database, { ...range, sample: 10 })).toEqual({
      events: 2,
      types: [{ type: 'budget.exceeded', events: 2 }],
    });
    expect((await loadTopEventTypes(test.database, { ...range, sample: 1 })).events).toBe(1);
  });
});

describe('a fingerprint', () => {
  it('changes by topic and organization', async () => {
    const { database } = test;
    const { deliveries, endpoints } = await startAfresh();
    const stranger = await createOrganization(database);
    const fingerprint = () => loadFingerprints(database, [organization_id, stranger]);
    const changedBy = async (change: () => Promise<unknown>): Promise<string[]> => {
      const before = await fingerprint();
      await change();
      const now = await fingerprint();
      expect(now.get(stranger)).toEqual(before.get(stranger));
      const [was, is] = [before.get(organization_id), now.get(organization_id)];
      if (!was || !is) throw new Error('the organization is not known');
      return topicsChanged(was, is).toSorted();
    };
    const [first = '', second = ''] = deliveries;
    const inactive = async () => {
      const state = await loadDelivery(database, second);
      await recordDeliveries(database, [
        deliveryChange(state, [{ type: 'DeliveryFailed', data: { failure_reason: 'endpoint_inactive' } }], new Date()),
      ]);
    };
    expect(await changedBy(() => Promise.resolve())).toEqual([]);
    expect(await changedBy(() => attempt(database, first, responded(500)))).toEqual(['deliveries']);
    expect(await changedBy(() => attempt(database, first, responded(204)))).toEqual(['deliveries']);
    expect(await changedBy(inactive)).toEqual(['deliveries']);
    expect(await changedBy(foldAll)).toEqual([]);
    expect(await changedBy(() => publish(database, { organization_id, endpoint_ids: [] }))).toEqual(['events']);
    expect(await changedBy(() => publish(database, { organization_id, endpoint_ids: endpoints }))).toEqual([
      'deliveries',
      'events',
    ]);
    expect(await changedBy(() => addEndpoint(database, organization_id))).toEqual(['endpoints']);
  });

  it('of a customer change with what belongs to it, and with nothing else', async () => {
    const { database } = test;
    const { endpoints } = await startAfresh();
    const customer = await addCustomer(database, organization_id, 'acme');
    const other = await addCustomer(database, organization_id, 'other');
    const { id } = await addEndpoint(database, organization_id, {}, customer);
    const fingerprint = () => loadCustomerFingerprints(database, [customer.id, other.id]);
    const changedBy = async (change: () => Promise<unknown>): Promise<string[]> => {
      const before = await fingerprint();
      await change();
      const now = await fingerprint();
      expect(now.get(other.id)).toEqual(before.get(other.id));
      const [was, is] = [before.get(customer.id), now.get(customer.id)];
      if (!was || !is) throw new Error('the customer is not known');
      return topicsChanged(was, is).toSorted();
    };
    let delivery = '';
    const publishToCustomer = async () => {
      const published = { organization_id, customer, endpoint_ids: [id] };
      [delivery = ''] = (await publish(database, published)).deliveries;
    };
    expect(await changedBy(publishToCustomer)).toEqual(['deliveries', 'events']);
    expect(await changedBy(() => attempt(database, delivery, responded(500)))).toEqual(['deliveries']);
    expect(await changedBy(foldAll)).toEqual([]);
    expect(await changedBy(() => addEndpoint(database, organization_id, {}, customer))).toEqual(['endpoints']);
    expect(await changedBy(() => publish(database, { organization_id, endpoint_ids: endpoints }))).toEqual([]);
    expect(await changedBy(() => addEndpoint(database, organization_id))).toEqual([]);
  });
});
