import { idTime, isId } from '@postrider/contracts';
import { newId } from '@postrider/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { fanOutDeliveryIds, updateEndpoint } from '@postrider/domain';
import { nextEvents } from '../bulk/bulk-pages.js';
import { addEndpoint, changeEndpoint, publishFanOut, recordsOf } from '../../read-models/commands.fixture.spec.js';
import { createOrganization, openDatabase, type TestDatabase } from '../../postgres/database.fixture.spec.js';
import { insertPublished } from '../insert-published.js';
import { readStream } from '../../log/log.js';
import { ensurePartitions } from '../../postgres/partitions/ensure-partitions.js';
import { expandFanOut } from './expand-fan-out.js';
import { unfinishedFanOuts } from './fan-out.js';

let test: TestDatabase;
let organization_id: string;
let endpoints: string[];

beforeAll(async () => {
  test = await openDatabase();
  await ensurePartitions(test.database);
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.database.query('DELETE FROM fan_outs');
  organization_id = await createOrganization(test.database);
  endpoints = await addEndpoints(5);
});

async function addEndpoints(count: number, organization = organization_id): Promise<string[]> {
  const added: string[] = [];
  for (let n = 0; n < count; n++) added.push((await addEndpoint(test.database, organization)).id);
  return added;
}

const expand = (limit: number, turn = { last: '' }) =>
  test.database.transaction((sql) => expandFanOut(sql, turn, limit));

/** Expands all chunks. Returns the number of deliveries of each. */
async function expandAll(limit: number): Promise<number[]> {
  const sizes: number[] = [];
  for (let chunk = await expand(limit); chunk; chunk = await expand(limit)) sizes.push(chunk.deliveries.length);
  return sizes;
}

async function stored(
  events: readonly string[],
): Promise<{ id: string; event_stream_id: string; endpoint_id: string }[]> {
  const { rows } = await test.database.query<{ id: string; event_stream_id: string; endpoint_id: string }>(
    `SELECT d.id, d.event_stream_id, d.endpoint_id FROM deliveries d JOIN pending_deliveries p USING (organization_id, id)
      WHERE d.event_stream_id = ANY($1) ORDER BY d.id`,
    [events],
  );
  return rows;
}

const expected = (events: readonly string[]) =>
  events
    .flatMap((event_stream_id) =>
      endpoints.map((endpoint_id) => ({
        id: fanOutDeliveryIds(event_stream_id)(endpoint_id),
        event_stream_id,
        endpoint_id,
      })),
    )
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));

describe('a fan-out', () => {
  it('is expanded in chunks to a delivery of each event to each endpoint, and deleted', async () => {
    const events = await publishFanOut(test.database, { organization_id, endpoint_ids: endpoints, count: 3 });
    expect((await unfinishedFanOuts(test.database, events.slice(0, 1))).get(events[0] ?? '')).toEqual(endpoints);
    expect(await expandAll(4)).toEqual([4, 4, 4, 3]);
    expect(await stored(events)).toEqual(expected(events));
    expect(await unfinishedFanOuts(test.database, events)).toEqual(new Map());
  });

  it('returns the trace contexts of the events of a chunk', async () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const traced = recordsOf({ organization_id, endpoint_ids: [], traceparent });
    const untraced = recordsOf({ organization_id, endpoint_ids: [] });
    const event_stream_ids = [traced, untraced].map(({ published }) => published.stream_id);
    const fanOut = { organization_id, endpoint_ids: endpoints.slice(0, 2), event_stream_ids };
    await insertPublished(test.database, [traced, untraced], [fanOut]);
    const chunks = [await expand(2), await expand(2)];
    expect(chunks.map((chunk) => chunk?.traceparents)).toEqual([[traceparent], []]);
  });

  it('gives deliveries the time of their event, also in the log', async () => {
    const [event = ''] = await publishFanOut(test.database, { organization_id, endpoint_ids: endpoints, count: 1 });
    await expandAll(10);
    const [published] = await readStream(test.database, event);
    for (const { id } of await stored([event])) {
      expect([isId('delivery', id), idTime(id)]).toEqual([true, idTime(event)]);
      const [scheduled] = await readStream(test.database, id);
      expect(scheduled?.occurred_at).toEqual(published?.occurred_at);
    }
  });

  it('repeats a chunk that was not committed, and schedules no delivery twice', async () => {
    const events = await publishFanOut(test.database, { organization_id, endpoint_ids: endpoints, count: 2 });
    await expand(3);
    const killed = test.database.transaction(async (sql) => {
      await expandFanOut(sql, { last: '' }, 3);
      throw new Error('killed');
    });
    await expect(killed).rejects.toThrow('killed');
    expect(await stored(events)).toHaveLength(3);
    await expand(3);
    await test.database.query('UPDATE fan_outs SET position = 1');
    await expandAll(3);
    expect(await stored(events)).toEqual(expected(events));
  });

  it('is expanded by one dispatcher at a time', async () => {
    const events = await publishFanOut(test.database, { organization_id, endpoint_ids: endpoints, count: 2 });
    await test.database.transaction(async (sql) => {
      await expandFanOut(sql, { last: '' }, 3);
      expect(await expand(3)).toBeUndefined();
    });
    await expandAll(3);
    expect(await stored(events)).toEqual(expected(events));
  });

  it('renders messages for endpoints with Slack format', async () => {
    const [slack = ''] = endpoints;
    await changeEndpoint(test.database, slack, () => [
      { type: 'EndpointUpdated', data: { url: 'https://hooks.slack.com/services/T/B/x', format: 'slack' } },
    ]);
    const [event = ''] = await publishFanOut(test.database, { organization_id, endpoint_ids: endpoints, count: 1 });
    await expandAll(2);
    for (const { id, endpoint_id } of await stored([event])) {
      const [scheduled] = await readStream(test.database, id);
      const payload = scheduled?.event.type === 'DeliveryScheduled' ? scheduled.event.data.payload : '';
      expect(payload?.includes('budget.exceeded')).toBe(endpoint_id === slack ? true : undefined);
    }
  });

  it('names the envelope of endpoints that have one', async () => {
    const [enveloped = ''] = endpoints;
    await changeEndpoint(test.database, enveloped, (state) => updateEndpoint(state, { envelope: 'cloudevents' }));
    const [event = ''] = await publishFanOut(test.database, { organization_id, endpoint_ids: endpoints, count: 1 });
    await expandAll(2);
    for (const { id, endpoint_id } of await stored([event])) {
      const [scheduled] = await readStream(test.database, id);
      const envelope = scheduled?.event.type === 'DeliveryScheduled' ? scheduled.event.data.envelope : '';
      expect(envelope).toBe(endpoint_id === enveloped ? 'cloudevents' : undefined);
    }
  });
});

describe('organizations', () => {
  it('take turns, also when one has many fan-outs', async () => {
    const other = await createOrganization(test.database);
    const theirs = await addEndpoints(2, other);
    for (let n = 0; n < 3; n++) {
      await publishFanOut(test.database, { organization_id, endpoint_ids: endpoints, count: 2 });
    }
    await publishFanOut(test.database, { organization_id: other, endpoint_ids: theirs, count: 2 });
    const turn = { last: '' };
    const served: string[] = [];
    for (let chunk = 0; chunk < 4; chunk++) {
      await expand(2, turn);
      served.push(turn.last);
    }
    expect(served.filter((id) => id === other)).toHaveLength(2);
    expect(served[0]).not.toBe(served[1]);
  });
});

describe('an unfinished fan-out', () => {
  it('counts as delivered for a recovery', async () => {
    const [endpoint_id = ''] = endpoints;
    await publishFanOut(test.database, { organization_id, endpoint_ids: endpoints, count: 1 });
    await insertPublished(test.database, [recordsOf({ organization_id, endpoint_ids: [] })]);
    const range = { organization_id, filter: { endpoint_id }, position: 'evt_', bound: 'evt`' };
    const delivered = async (): Promise<boolean[]> =>
      (await nextEvents(test.database, range, 10)).candidates.map((candidate) => candidate.delivered);
    expect(await delivered()).toEqual([true, false]);
    await expandAll(10);
    expect(await delivered()).toEqual([true, false]);
  });

  it('skips an event that was deleted by hand, and schedules the others', async () => {
    const [gone = '', ...others] = await publishFanOut(test.database, {
      organization_id,
      endpoint_ids: endpoints,
      count: 2,
    });
    await test.database.query('DELETE FROM domain_events WHERE stream_id = $1', [gone]);
    await expandAll(3);
    expect(await stored([gone, ...others])).toEqual(expected(others));
  });
});

it('a delivery’s id depends only on its event and endpoint', () => {
  const [event, other, endpoint] = [newId('event'), newId('event'), newId('endpoint')];
  expect(fanOutDeliveryIds(event)(endpoint)).toBe(fanOutDeliveryIds(event)(endpoint));
  const ids = [event, other].flatMap((each) => [endpoint, newId('endpoint')].map(fanOutDeliveryIds(each)));
  expect(new Set(ids).size).toBe(4);
});
