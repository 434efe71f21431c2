import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import type { PublishedEvent } from '@postrider/contracts';
import { Database } from '@postrider/event-store';
import { type Receiver, waitUntil } from '@postrider/testing';

import { type ApiResponse, Api, errorOf } from '../support/api.js';
import { RedisIngestProducer } from '../support/redis-ingest.js';
import { expectError } from '../support/expect-error.js';
import { forAllTests } from '../support/for-all-tests.js';
import { type Postrider, sweepSoon } from '../support/postrider.js';
import { patienceMs } from '../support/patience.js';

const type = 'budget.exceeded';
const width = 300;
const slack = 7;
/** 30,000 deliveries on a machine with every core busy. */
const drainMs = 200_000;

let postrider: Postrider;
let receiver: Receiver;
let database: Database;
let endpoints: string[];

// A chunk is less than the endpoints of one event.
forAllTests({ settings: { POSTRIDER_FAN_OUT_CHUNK: '250', ...sweepSoon }, dispatchers: 0 }, (services) => {
  ({ postrider, receiver } = services);
});

beforeAll(async () => {
  database = new Database({ url: postrider.databaseUrl, size: 2, timeoutMs: 60_000, name: 'e2e' });
  endpoints = await subscribeTimes(width, postrider.manage);
});
afterAll(() => database.end());

afterEach(() => Promise.all(postrider.dispatchers.splice(0).map((dispatcher) => dispatcher.end())));

/** Endpoints with a path each. */
async function subscribeTimes(count: number, manage: Api): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < count) {
    const created = await Promise.all(
      Array.from({ length: Math.min(20, count - ids.length) }, (_, n) =>
        manage.createEndpoint({ url: receiver.url(`/to/${String(ids.length + n)}`), event_types: [type] }),
      ),
    );
    ids.push(...created.map(({ id }) => id));
  }
  return ids;
}

const eventsOf = (count: number, prefix: string): { type: string; data: object; id: string }[] =>
  Array.from({ length: count }, (_, n) => ({ type, data: { n }, id: `${prefix}-${String(n)}` }));

const deliveriesOf = (published: readonly PublishedEvent[]): string[] =>
  published.flatMap(({ deliveries }) => deliveries.map(({ id }) => id)).toSorted();

/** The stored deliveries of these events, by status, when none is pending and as many are there as were listed. */
async function settled(published: readonly PublishedEvent[]): Promise<{ id: string; status: string }[]> {
  const listed = deliveriesOf(published);
  const look = async (): Promise<{ id: string; status: string }[] | false> => {
    const { rows } = await database.query<{ id: string; status: string }>(
      'SELECT id, status FROM deliveries WHERE event_id = ANY($1) ORDER BY id',
      [published.map(({ id }) => id)],
    );
    return rows.length >= listed.length && rows.every(({ status }) => status !== 'pending') && rows;
  };
  return waitUntil(look, { what: 'all deliveries to end', timeoutMs: drainMs, intervalMs: 500 });
}

const delivered = (published: readonly PublishedEvent[]): { id: string; status: string }[] =>
  deliveriesOf(published).map((id) => ({ id, status: 'delivered' }));

/** How often each delivery of these events was sent. */
function timesSent(published: readonly PublishedEvent[]): Map<string, number> {
  const ids = new Set(published.map(({ id }) => id));
  const times = new Map<string, number>();
  for (const { headers } of receiver.requests) {
    if (!ids.has(String(headers['webhook-id']))) continue;
    const delivery = String(headers['x-modelux-delivery']);
    times.set(delivery, (times.get(delivery) ?? 0) + 1);
  }
  return times;
}

/** One event after the other, until it is told to stop. Returns the ids of what was published. */
async function publishUntil(isOver: () => boolean, project: Api): Promise<string[]> {
  const ids: string[] = [];
  while (!isOver()) {
    ids.push((await project.publish(type)).id);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return ids;
}

describe('100 events to 300 endpoints in one call', () => {
  it('returns 202 with every delivery, attempts each once, and does not delay other calls', async () => {
    await postrider.addDispatcher();
    const stranger = await postrider.addOrganization('Beside a large call');
    let isOver = false;
    const others = publishUntil(() => isOver, stranger.project);
    const published = await postrider.project.publishBatch(eventsOf(100, 'large'));
    expect(published.map(({ id }) => id)).toEqual(eventsOf(100, 'large').map(({ id }) => id));
    for (const { deliveries } of published) {
      expect(deliveries.map(({ endpoint_id }) => endpoint_id).toSorted()).toEqual(endpoints.toSorted());
    }
    expect(new Set(deliveriesOf(published)).size).toBe(100 * width);

    expect(await settled(published)).toEqual(delivered(published));
    isOver = true;
    expect((await others).length).toBeGreaterThan(0);
    const times = timesSent(published);
    expect([times.size, [...times.values()].filter((count) => count !== 1)]).toEqual([100 * width, []]);
  }, 240_000);
});

describe('a large call whose fan-out is in progress', () => {
  it('returns the same deliveries when it is repeated, during the fan-out and after it', async () => {
    const events = eventsOf(4, 'repeated');
    const headers = { 'idempotency-key': 'a-large-call' };
    const call = async (): Promise<PublishedEvent[]> => {
      const body = await postrider.project.expect(202, 'POST', '/events/batch', { json: { events }, headers });
      return (body as { data: PublishedEvent[] }).data;
    };
    const first = await call();
    expect(await postrider.manage.event('repeated-0')).toMatchObject({ delivery_count: width, deliveries: [] });
    expect(await call()).toEqual(first);
    expect(await postrider.project.publishBatch(events)).toEqual(first);
    expect(await postrider.project.publishBatch(events.slice(1, 2))).toEqual(first.slice(1, 2));

    await postrider.addDispatcher();
    expect(await settled(first)).toEqual(delivered(first));
    expect(await call()).toEqual(first);
    expect(await postrider.project.publishBatch(events)).toEqual(first);
    const { data } = await postrider.manage.deliveries('?event_id=repeated-0&status=pending');
    expect(data).toEqual([]);
    const left = await database.query('SELECT 1 FROM fan_outs');
    expect(left.rows).toEqual([]);
  });

  it('sends a message to Slack endpoints', async () => {
    const url = 'https://hooks.slack.com/services/T/B/x';
    const stranger = await postrider.addOrganization('Slack beside others');
    await subscribeTimes(260, stranger.manage);
    const { id: slackEndpoint } = await stranger.manage.createEndpoint({ url, event_types: [type] });
    const { deliveries } = await stranger.project.publish(type, { spend_usd: slack });
    const toSlack = deliveries.find(({ endpoint_id }) => endpoint_id === slackEndpoint)?.id ?? '';

    await postrider.addDispatcher();
    const { payload } = await waitUntil(() => stranger.manage.delivery(toSlack).catch(() => undefined), {
      what: 'the delivery to Slack',
      timeoutMs: patienceMs,
    });
    expect(JSON.stringify(payload)).toContain(`spend_usd: ${String(slack)}`);
    await stranger.manage.deleteEndpoint(slackEndpoint);
  });
});

describe('kill -9 of the gateway after its 202, and of dispatchers during the fan-out', () => {
  it('loses no delivery and creates none twice', async () => {
    const published = await postrider.project.publishBatch(eventsOf(20, 'killed'));
    await postrider.gateway.kill();
    for (let kill = 1; kill <= 3; kill++) {
      const victim = await postrider.addDispatcher();
      await waitUntil(async () => (await storedCount(published)) >= kill * 1_000, {
        what: `${String(kill)},000 deliveries`,
        timeoutMs: patienceMs,
        intervalMs: 10,
      });
      await victim.kill();
    }
    expect(await storedCount(published)).toBeLessThan(20 * width);
    await Promise.all([postrider.gateway.start(), postrider.addDispatcher()]);

    expect(await settled(published)).toEqual(delivered(published));
    expect([...timesSent(published).keys()].toSorted()).toEqual(deliveriesOf(published));
  });

  const storedCount = async (published: readonly PublishedEvent[]): Promise<number> => {
    const { rows } = await database.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM deliveries WHERE event_id = ANY($1)',
      [published.map(({ id }) => id)],
    );
    return rows[0]?.count ?? 0;
  };
});

describe('a call with too many deliveries', () => {
  const message = 'too many deliveries for one call: 150000 (limit 100000); publish fewer events per call';

  it('is refused with the number and the limit, and publishes nothing', async () => {
    const json = {
      events: Array.from({ length: 500 }, (_, n) => ({ type, data: { n }, id: `too-many-${String(n)}` })),
    };
    const refused = await postrider.project.send('POST', '/events/batch', { json });
    expectError(refused, 422, { code: 'too_many_deliveries', message, field: 'events' });
    expect((await postrider.manage.send('GET', '/events/too-many-0')).status).toBe(404);
    // Without ids the call is decided otherwise.
    const plain = { events: json.events.map(({ data }) => ({ type, data })) };
    expectError(await postrider.project.send('POST', '/events/batch', { json: plain }), 422, { message });
  });

  it('becomes a dead letter when it came through Redis', async () => {
    const gateway = await postrider.addGateway({ POSTRIDER_PUBLISH_DELIVERIES_MAX: String(width - 1) });
    await postrider.gateway.stop();
    const producer = new RedisIngestProducer(postrider);
    try {
      const entry = await producer.publish(type, '{}');
      expect(await producer.deadLetter(entry)).toMatchObject({ dead_code: 'too_many_deliveries', dead_field: 'type' });
    } finally {
      producer.end();
      await gateway.stop();
      await postrider.gateway.start();
    }
  });
});

describe('an organization with the maximum number of endpoints', () => {
  it('can create no further endpoint, even by concurrent calls, until it deletes one', async () => {
    const max = width + 5;
    const gateway = await postrider.addGateway({ POSTRIDER_ENDPOINTS_MAX: String(max) });
    const manage = postrider.manageAt(gateway);
    const create = (): Promise<ApiResponse> =>
      manage.send('POST', '/endpoints', { json: { url: receiver.url('/many'), event_types: [type], active: false } });
    const responses = await Promise.all(Array.from({ length: 12 }, create));
    const refused = responses.filter(({ status }) => status !== 201);
    expect(refused).toHaveLength(7);
    for (const response of refused) {
      expectError(response, 422, {
        code: 'too_many_endpoints',
        message: `too many endpoints (limit ${String(max)} per organization)`,
      });
    }
    const created = responses.flatMap(({ status, text }) =>
      status === 201 ? (JSON.parse(text) as { id: string }).id : [],
    );
    await manage.deleteEndpoint(created.pop() ?? '');
    const again = await create();
    expect(again.status).toBe(201);
    for (const id of [...created, (JSON.parse(again.text) as { id: string }).id]) await manage.deleteEndpoint(id);
    await gateway.stop();
  });
});

describe('a call that Postgres refuses', () => {
  it.each([
    ['with ids', (n: number) => ({ id: `beside-poison-${String(n)}` })],
    ['without ids', () => ({})],
  ])('fails alone among calls that are committed together, %s', async (name, more) => {
    const poisoned = 'routing_config.updated';
    await database.query(
      `ALTER TABLE published_events ADD CONSTRAINT poison CHECK (event_type <> '${poisoned}') NOT VALID`,
    );
    try {
      const { project } = await postrider.addOrganization(`Poison ${name}`);
      const responses = await Promise.all(
        Array.from({ length: 40 }, (_, n) =>
          project.send('POST', '/events', { json: { type: n === 17 ? poisoned : type, data: {}, ...more(n) } }),
        ),
      );
      expect(responses.map(({ status }) => status)).toEqual(responses.map((_, n) => (n === 17 ? 500 : 202)));
      expect(responses.filter(({ status }) => status === 500).map((response) => errorOf(response).code)).toEqual([
        'internal_error',
      ]);
    } finally {
      await database.query('ALTER TABLE published_events DROP CONSTRAINT poison');
    }
  });
});

describe('calls whose common statement times out', () => {
  it('are committed in smaller statements when they are repeated', async () => {
    const gateway = await postrider.addGateway({
      POSTRIDER_DATABASE_TIMEOUT_MS: '1000',
      POSTRIDER_PUBLISH_CONCURRENCY: '1',
    });
    await database.query(`CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS
                          'BEGIN PERFORM pg_sleep(0.02); RETURN NEW; END'`);
    await database.query(
      'CREATE TRIGGER slowly BEFORE INSERT ON published_events FOR EACH ROW EXECUTE FUNCTION slowly()',
    );
    try {
      const organization = await postrider.admin.createOrganization('Slow together');
      const { key } = await postrider.admin.createKey(organization, 'project');
      const project = new Api(gateway.url, key);
      let waiting = Array.from({ length: 100 }, (_, n) => `slow-${String(n)}`);
      let refused = 0;
      const repeatAll = async (): Promise<boolean> => {
        const responses = await Promise.all(
          waiting.map((id) => project.send('POST', '/events', { json: { type, data: {}, id } })),
        );
        waiting = waiting.filter((_, i) => responses[i]?.status !== 202);
        refused += waiting.length;
        return waiting.length === 0;
      };
      await waitUntil(repeatAll, { what: 'all calls to be published', timeoutMs: patienceMs });
      expect(refused).toBeGreaterThan(0);
    } finally {
      await database.query('DROP TRIGGER slowly ON published_events');
      await database.query('DROP FUNCTION slowly');
      await gateway.stop();
    }
  });
});
