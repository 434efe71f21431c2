import { firstIdAt } from '@postrider/contracts';
import {
  evolveDelivery,
  evolvePublishedEvent,
  rotateSecret,
  deleteEndpoint,
  type DeliveryState,
} from '@postrider/domain';
import { newId } from '@postrider/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  addCustomer,
  addEndpoint,
  responded,
  attempt,
  attemptChange,
  changeEndpoint,
  loadDelivery,
  publish,
  recordsOf,
  refused,
} from '../read-models/commands.fixture.spec.js';
import { createOrganization, openDatabase, type TestDatabase } from '../postgres/database.fixture.spec.js';
import { deliveryChange } from '../commands/change-delivery.js';
import { readStream } from '../log/log.js';
import { isUniqueViolation, type Sql } from '../postgres/sql.js';
import { insertPublished, insertPublishedIf, type Preconditions } from './insert-published.js';
import { loadAttempts, type PublishedEvents } from './load-attempts.js';
import { recordDeliveries } from './record-deliveries.js';

let test: TestDatabase;
let organization_id: string;
let endpoint_id: string;
beforeAll(async () => {
  test = await openDatabase();
  organization_id = await createOrganization(test.database);
  endpoint_id = (await addEndpoint(test.database, organization_id)).id;
});
afterAll(() => test.close());

const scheduled = async (): Promise<DeliveryState> => {
  const { deliveries } = await publish(test.database, { organization_id, endpoint_ids: [endpoint_id] });
  return loadDelivery(test.database, deliveries[0] ?? '');
};

describe('insertPublished', () => {
  it('writes events and deliveries to the log and to the read models', async () => {
    const occurred_at = new Date('2026-11-23T10:00:00.123Z');
    const records = [
      recordsOf({ organization_id, endpoint_ids: [endpoint_id, endpoint_id], occurred_at }),
      recordsOf({ organization_id, endpoint_ids: [], occurred_at }),
      recordsOf({ organization_id, endpoint_ids: [endpoint_id], occurred_at, test: true, payload: '{"text":"…"}' }),
    ];
    await insertPublished(test.database, records);
    for (const { published, scheduled: deliveries } of records) {
      expect(await readStream(test.database, published.stream_id)).toEqual([published]);
      const event = await test.database.query('SELECT * FROM published_events WHERE id = $1', [published.stream_id]);
      expect(event.rows).toEqual([evolvePublishedEvent(published)]);
      for (const delivery of deliveries) {
        expect(await readStream(test.database, delivery.stream_id)).toEqual([delivery]);
        expect(await loadDelivery(test.database, delivery.stream_id)).toEqual(evolveDelivery(undefined, delivery));
      }
    }
  });

  it('writes all or nothing', async () => {
    const known = recordsOf({ organization_id, endpoint_ids: [endpoint_id] });
    await insertPublished(test.database, [known]);
    const fresh = recordsOf({ organization_id, endpoint_ids: [endpoint_id] });
    const outcome: unknown = await insertPublished(test.database, [fresh, known]).catch((error: unknown) => error);
    expect(isUniqueViolation(outcome)).toBe(true);
    expect(await readStream(test.database, fresh.published.stream_id)).toEqual([]);
    const rows = await test.database.query('SELECT 1 FROM deliveries WHERE event_stream_id = $1', [
      fresh.published.stream_id,
    ]);
    expect(rows.rows).toEqual([]);
  });
});

describe('insertPublishedIf', () => {
  const versions = { endpoints_version: 3, event_types_version: 5 };
  let organization: { id: string } & typeof versions;
  let keyId: string;
  beforeAll(async () => {
    organization = { id: await createOrganization(test.database), ...versions };
    keyId = newId('apiKey');
    await test.database.query(
      'UPDATE organizations SET endpoints_version = $2, event_types_version = $3 WHERE id = $1',
      Object.values(organization),
    );
    await test.database.query(
      `INSERT INTO api_keys (id, organization_id, kind, hash, last_four) VALUES ($1, $2, 'project', '\\x00', '0000')`,
      [keyId, organization.id],
    );
  });

  const inserted = async (preconditions: Preconditions): Promise<unknown> => {
    const record = recordsOf({ organization_id: organization.id, endpoint_ids: [endpoint_id] });
    const hold = await insertPublishedIf(test.database, [record], preconditions);
    const ids = [record.published.stream_id, record.scheduled[0]?.stream_id];
    const { rows } = await test.database.query<{ n: number }>(
      `SELECT ((SELECT count(*) FROM domain_events WHERE stream_id = ANY($1)) +
               (SELECT count(*) FROM published_events WHERE id = ANY($1)) +
               (SELECT count(*) FROM deliveries WHERE id = ANY($1)))::int AS n`,
      [ids],
    );
    return { hold, rows: rows[0]?.n };
  };
  const everything = { hold: true, rows: 4 };
  const nothing = { hold: false, rows: 0 };

  it('inserts if organizations and keys are unchanged', async () => {
    expect(await inserted({ organizations: [organization], keyIds: [keyId] })).toEqual(everything);
    expect(await inserted({ organizations: [organization], keyIds: [] })).toEqual(everything);
  });

  it.each(['endpoints_version', 'event_types_version'] as const)(
    'inserts nothing if the %s has changed',
    async (name) => {
      const before = { ...organization, [name]: versions[name] - 1 };
      expect(await inserted({ organizations: [organization, before], keyIds: [keyId] })).toEqual(nothing);
    },
  );

  it('inserts nothing for an organization that does not exist', async () => {
    const unknown = { ...organization, id: newId('organization') };
    expect(await inserted({ organizations: [organization, unknown], keyIds: [keyId] })).toEqual(nothing);
  });

  it('inserts nothing if a key was revoked', async () => {
    await test.database.query('UPDATE api_keys SET revoked_at = now() WHERE id = $1', [keyId]);
    expect(await inserted({ organizations: [organization], keyIds: [keyId] })).toEqual(nothing);
  });
});

describe('the values of searchable paths', () => {
  const valuesOf = async (ids: readonly string[]): Promise<unknown[]> =>
    (await test.database.query('SELECT * FROM event_values WHERE id = ANY($1) ORDER BY id, path', [ids])).rows;

  it('are inserted with their events, with and without a fan-out, by one statement', async () => {
    const common = { organization_id, endpoint_ids: [endpoint_id] };
    const indexed = { 'data.a': '1.0', 'data.b': 'ü"' };
    const records = [
      recordsOf({ ...common, indexed, stream_id: newId('event') }),
      recordsOf(common),
      { ...recordsOf({ ...common, indexed: { 'data.a': '' } }), scheduled: [] },
    ];
    const ids = records.map(({ published }) => published.stream_id);
    const fanOut = { organization_id, endpoint_ids: [endpoint_id], event_stream_ids: ids.slice(2) };
    let statements = 0;
    const counting: Sql = {
      query: (...asked) => {
        statements += 1;
        return test.database.query(...asked);
      },
    };
    await insertPublished(counting, records.slice(0, 2));
    await insertPublished(counting, records.slice(2), [fanOut]);
    expect(statements).toBe(2);
    expect(await valuesOf(ids)).toEqual(
      [
        { organization_id, path: 'data.a', value: '1.0', id: ids[0] },
        { organization_id, path: 'data.b', value: 'ü"', id: ids[0] },
        { organization_id, path: 'data.a', value: '', id: ids[2] },
      ].toSorted((a, b) => ((a.id ?? '') < (b.id ?? '') ? -1 : 1)),
    );
  });

  it('are not inserted if the preconditions do not hold', async () => {
    const record = recordsOf({ organization_id, endpoint_ids: [], indexed: { 'data.a': '1' } });
    const changed = { id: organization_id, endpoints_version: -1, event_types_version: -1 };
    expect(await insertPublishedIf(test.database, [record], { organizations: [changed], keyIds: [] })).toBe(false);
    expect(await valuesOf([record.published.stream_id])).toEqual([]);
  });
});

describe('recordDeliveries', () => {
  it('appends several events of a change and updates the row to their fold', async () => {
    const change = attemptChange(await scheduled(), responded(500, 'sorry\0'));
    expect(change.events.map(({ event }) => event.type)).toEqual(['AttemptFailed', 'RetryScheduled']);
    expect(await recordDeliveries(test.database, [change])).toEqual(new Set([change.next.id]));
    expect(await loadDelivery(test.database, change.next.id)).toEqual(change.next);
    expect((await readStream(test.database, change.next.id)).slice(1)).toEqual(change.events);
  });

  it('changes many deliveries at once', async () => {
    const states = await Promise.all(Array.from({ length: 20 }, scheduled));
    const changes = states.map((state, i) => attemptChange(state, i % 2 === 0 ? responded(200) : refused));
    const moved = await recordDeliveries(test.database, changes);
    expect(moved).toEqual(new Set(states.map(({ id }) => id)));
    for (const { next } of changes) expect(await loadDelivery(test.database, next.id)).toEqual(next);
  });

  it('skips a delivery with a version conflict and changes the others', async () => {
    const [mine, theirs] = [await scheduled(), await scheduled()];
    const late = attemptChange(theirs, refused);
    await attempt(test.database, theirs.id, responded(200));
    const before = await readStream(test.database, theirs.id);

    const moved = await recordDeliveries(test.database, [late, attemptChange(mine, responded(204))]);
    expect(moved).toEqual(new Set([mine.id]));
    expect(await loadDelivery(test.database, mine.id)).toMatchObject({ status: 'delivered', version: 2 });
    expect(await loadDelivery(test.database, theirs.id)).toMatchObject({ status: 'delivered', response_status: 200 });
    expect(await readStream(test.database, theirs.id)).toEqual(before);
  });

  it('skips a delivery that does not exist', async () => {
    const state = { ...(await scheduled()), id: newId('delivery') };
    expect(await recordDeliveries(test.database, [attemptChange(state, refused)])).toEqual(new Set());
    expect(await readStream(test.database, state.id)).toEqual([]);
  });

  it('lets one of several concurrent changes of the same version succeed', async () => {
    const states = await Promise.all(Array.from({ length: 5 }, scheduled));
    const rivals = Array.from({ length: 6 }, (_, n) => states.map((state) => attemptChange(state, responded(200 + n))));
    const moved = await Promise.all(rivals.map((changes) => recordDeliveries(test.database, changes)));
    for (const { id } of states) {
      const winners = moved.flatMap((ids, n) => (ids.has(id) ? [200 + n] : []));
      expect(winners).toHaveLength(1);
      expect((await readStream(test.database, id)).map(({ version }) => version)).toEqual([1, 2]);
      expect(await loadDelivery(test.database, id)).toMatchObject({ response_status: winners[0] });
    }
  });

  it('takes an empty list', async () => {
    expect(await recordDeliveries(test.database, [])).toEqual(new Set());
  });
});

describe('loadAttempts', () => {
  it('returns each delivery with its endpoint and the request body', async () => {
    const body = '{"id":"order-17","data":{"10":1.0,"9":"\\u0000"}}';
    const { deliveries } = await publish(test.database, { organization_id, endpoint_ids: [endpoint_id], body });
    const [id = ''] = deliveries;
    const loaded = await loadAttempts(test.database, [{ id, endpoint_id }]);
    expect(loaded.get(id)).toEqual({
      delivery: await loadDelivery(test.database, id),
      endpoint: {
        id: endpoint_id,
        url: 'https://example.com/hooks',
        active: true,
        secrets: [{ sealed: 'k1.nonce.sealed', expires_at: null }],
      },
      pace: undefined,
      payload: body,
      envelope_headers: undefined,
      request_format: null,
      customer: undefined,
      traceparent: undefined,
      forward_traceparent: false,
    });
  });

  it('loads an event once that deliveries share, and remembers the last 16 of them', async () => {
    const load = async (deliveries: readonly string[], shared: PublishedEvents) => {
      const keys = deliveries.map((id) => ({ id, endpoint_id }));
      const loaded = await loadAttempts(test.database, keys, shared);
      return deliveries.map((id) => loaded.get(id)?.payload);
    };
    const shared: PublishedEvents = new Map();
    const endpoint_ids = [endpoint_id, endpoint_id];
    const { deliveries } = await publish(test.database, { organization_id, endpoint_ids, body: '{"id":"of many"}' });
    const alone = await publish(test.database, {
      organization_id,
      endpoint_ids: [endpoint_id],
      body: '{"id":"of one"}',
    });
    expect(await load([...deliveries, ...alone.deliveries], shared)).toEqual([
      '{"id":"of many"}',
      '{"id":"of many"}',
      '{"id":"of one"}',
    ]);
    const [[id, published] = []] = shared;
    if (id === undefined || published === undefined) throw new Error('the event is not remembered');
    expect(shared.size).toBe(1);
    shared.set(id, { ...published, body: 'remembered' });
    expect(await load(deliveries, shared)).toEqual(['remembered', 'remembered']);
    for (let i = 0; i < 16; i++)
      await load((await publish(test.database, { organization_id, endpoint_ids })).deliveries, shared);
    expect(shared.size).toBe(16);
    expect(await load(deliveries, shared)).toEqual(['{"id":"of many"}', '{"id":"of many"}']);
  });

  it('remembers shared events of at most 4 MiB together, the newest ones', async () => {
    const shared: PublishedEvents = new Map();
    const share = async (length: number): Promise<string> => {
      const event = { organization_id, endpoint_ids: [endpoint_id, endpoint_id], body: 'x'.repeat(length) };
      const { id, deliveries } = await publish(test.database, event);
      await loadAttempts(
        test.database,
        deliveries.map((delivery) => ({ id: delivery, endpoint_id })),
        shared,
      );
      return id;
    };
    const [, ...newest] = [await share(2 ** 21), await share(2 ** 21), await share(2 ** 21)];
    expect([...shared.keys()]).toEqual(newest);
    await share(2 ** 22 + 1);
    expect([...shared.keys()]).toEqual(newest);
  });

  it('returns the rate limit of the endpoint, or else that of its customer for all of its endpoints', async () => {
    const customer = await addCustomer(test.database, organization_id, 'paced', { rate_limit: 7 });
    const paceOf = async (rate_limit: number | null) => {
      const endpoint = await addEndpoint(test.database, organization_id, { rate_limit }, customer);
      const { deliveries } = await publish(test.database, { organization_id, endpoint_ids: [endpoint.id], customer });
      const [id = ''] = deliveries;
      const loaded = (await loadAttempts(test.database, [{ id, endpoint_id: endpoint.id }])).get(id);
      return { ...loaded?.pace, isOwn: loaded?.pace?.key === endpoint.id };
    };
    expect(await paceOf(3)).toMatchObject({ perSecond: 3, isOwn: true });
    expect(await paceOf(null)).toEqual({ key: customer.id, perSecond: 7, isOwn: false });
  });

  it('returns the trace context of the event, and whether the organization wants receivers to get it', async () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const event = { organization_id, endpoint_ids: [endpoint_id], traceparent, payload: '{"text":"for Slack"}' };
    const { deliveries } = await publish(test.database, event);
    const [id = ''] = deliveries;
    const load = async () => (await loadAttempts(test.database, [{ id, endpoint_id }])).get(id);
    expect(await load()).toMatchObject({ traceparent, forward_traceparent: false });
    await test.database.query('UPDATE organizations SET forward_traceparent = true WHERE id = $1', [organization_id]);
    expect(await load()).toMatchObject({ traceparent, forward_traceparent: true });
    await test.database.query('UPDATE organizations SET forward_traceparent = false WHERE id = $1', [organization_id]);
  });

  it('returns a delivery’s own payload instead of the event’s body', async () => {
    const payload = '{"text":"for Slack"}';
    const { deliveries } = await publish(test.database, { organization_id, endpoint_ids: [endpoint_id], payload });
    const loaded = await loadAttempts(
      test.database,
      deliveries.map((id) => ({ id, endpoint_id })),
    );
    expect([...loaded.values()].map((each) => each.payload)).toEqual([payload]);
  });

  it('returns the body of an event that is weeks older than its delivery, as after a recovery', async () => {
    const time = new Date(Date.now() - 100 * 24 * 3_600_000);
    const body = '{"id":"old"}';
    const stream_id = firstIdAt('event', time);
    const { deliveries } = await publish(test.database, {
      organization_id,
      endpoint_ids: [endpoint_id],
      stream_id,
      occurred_at: time,
      body,
    });
    const [id = ''] = deliveries;
    expect((await loadAttempts(test.database, [{ id, endpoint_id }])).get(id)?.payload).toBe(body);
  });

  it('loads and records deliveries of different years together', async () => {
    const ids = [];
    for (const year of [2024, 2026, 2028]) {
      const time = new Date(Date.UTC(year, 5, 1));
      const [stream_id, id] = [firstIdAt('event', time), firstIdAt('delivery', time)];
      await publish(test.database, {
        organization_id,
        endpoint_ids: [endpoint_id],
        stream_id,
        delivery_ids: [id],
        occurred_at: time,
      });
      ids.push(id);
    }
    const loaded = await loadAttempts(
      test.database,
      ids.map((id) => ({ id, endpoint_id })),
    );
    const changes = [...loaded.values()].map(({ delivery }) => attemptChange(delivery, responded(200)));
    expect(await recordDeliveries(test.database, changes)).toEqual(new Set(ids));
  });

  it('leaves out missing deliveries', async () => {
    const { id } = await scheduled();
    const loaded = await loadAttempts(test.database, [
      { id: newId('delivery'), endpoint_id },
      { id, endpoint_id },
    ]);
    expect([...loaded.keys()]).toEqual([id]);
    expect((await loadAttempts(test.database, [])).size).toBe(0);
  });

  it('returns the current endpoint after a change, rotation, deactivation or deletion', async () => {
    const endpoint = await addEndpoint(test.database, organization_id);
    const { deliveries } = await publish(test.database, { organization_id, endpoint_ids: [endpoint.id] });
    const [id = ''] = deliveries;
    const seen = async () => (await loadAttempts(test.database, [{ id, endpoint_id: endpoint.id }])).get(id)?.endpoint;

    await changeEndpoint(test.database, endpoint.id, () => [
      { type: 'EndpointUpdated', data: { url: 'https://example.com/new' } },
      { type: 'EndpointDeactivated', data: { reason: null } },
    ]);
    expect(await seen()).toMatchObject({ url: 'https://example.com/new', active: false });

    const now = new Date();
    await changeEndpoint(test.database, endpoint.id, (state) => rotateSecret(state, 'k1.nonce.new', now, 1_000));
    await changeEndpoint(test.database, endpoint.id, deleteEndpoint);
    expect((await seen())?.secrets).toEqual([
      { sealed: 'k1.nonce.new', expires_at: null },
      { sealed: 'k1.nonce.sealed', expires_at: new Date(now.getTime() + 1_000).toISOString() },
    ]);
  });

  it('returns the fold of all events', async () => {
    const state = await scheduled();
    await attempt(test.database, state.id, refused);
    const second = await loadDelivery(test.database, state.id);
    const change = deliveryChange(second, [{ type: 'ReplayRequested', data: { queue: 'replay' } }], new Date());
    await recordDeliveries(test.database, [change]);
    expect(await loadDelivery(test.database, state.id)).toEqual(change.next);
  });
});
