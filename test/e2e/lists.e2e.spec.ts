import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Receiver, waitUntil } from '@postrider/testing';

import { allPages, errorOf, onlyDelivery } from '../support/api.js';
import { later } from '../support/later.js';
import { type Postrider, startPostrider } from '../support/postrider.js';

let postrider: Postrider;
let receiver: Receiver;

beforeAll(async () => {
  const settings = { POSTRIDER_RETRY_BASE_MS: '3600000' };
  [postrider, receiver] = await Promise.all([startPostrider({ settings }), Receiver.start()]);
  receiver.on('/failing', { status: 500 }).on('/gone', { status: 410 });
});

afterAll(async () => {
  await Promise.all([postrider.end(), receiver.stop()]);
});

const ids = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);
const newestFirst = (some: readonly string[]): string[] => some.toSorted().toReversed();

async function createEndpoints(count: number): Promise<string[]> {
  const created: string[] = [];
  while (created.length < count) {
    const length = Math.min(20, count - created.length);
    const wanted = { url: receiver.url('/idle'), event_types: ['api_key.revoked'], active: false };
    created.push(...ids(await Promise.all(Array.from({ length }, () => postrider.manage.createEndpoint(wanted)))));
  }
  return created;
}

describe('lists of more than 250 rows', () => {
  it('show endpoints newest first, each once, on pages of 50 unless asked otherwise', async () => {
    const created = await createEndpoints(260);
    const fetchPage = (query: string) => postrider.manage.endpoints(query);

    const largest = await allPages(fetchPage, '?limit=250');
    expect(largest.map(({ length }) => length)).toEqual([250, 10]);
    expect(ids(largest.flat())).toEqual(newestFirst(created));
    const usual = await allPages(fetchPage, '?');
    expect(usual.map(({ length }) => length)).toEqual([50, 50, 50, 50, 50, 10]);
    expect(ids(usual.flat())).toEqual(newestFirst(created));
  });

  it('are not shifted by rows that are added between two pages', async () => {
    await createEndpoints(3);
    const before = await postrider.manage.endpoints();
    const first = await postrider.manage.endpoints('?limit=2');
    const [added] = await createEndpoints(1);
    const second = await postrider.manage.endpoints(`?limit=2&cursor=${first.next_cursor ?? ''}`);

    expect([...first.data, ...second.data]).toEqual(before.data.slice(0, 4));
    expect(ids((await postrider.manage.endpoints('?limit=1')).data)).toEqual([added]);
  });

  it('show deliveries and events newest first, each once', async () => {
    await postrider.manage.createEndpoint({ url: receiver.url('/many'), event_types: ['routing_config.created'] });
    const events = Array.from({ length: 300 }, (_, n) => ({ type: 'routing_config.created', data: { n } }));
    const published = await postrider.project.publishBatch(events);

    const deliveries = await allPages((query) => postrider.manage.deliveries(query), '?limit=250');
    expect(deliveries.map(({ length }) => length)).toEqual([250, 50]);
    expect(ids(deliveries.flat())).toEqual(newestFirst(published.flatMap((event) => ids(event.deliveries))));
    const listed = await allPages(
      (query) => postrider.manage.events(query),
      '?limit=250&event_type=routing_config.created',
    );
    expect(listed.map(({ length }) => length)).toEqual([250, 50]);
    expect(ids(listed.flat())).toEqual(newestFirst(ids(published)));
  });

  it('end with a next_cursor of null, also when the last page is full', async () => {
    const { data, next_cursor } = await postrider.manage.events('?limit=250&event_type=experiment.completed');
    expect([data, next_cursor]).toEqual([[], null]);
    await postrider.project.publishBatch([1, 2].map((n) => ({ type: 'experiment.completed', data: { n } })));
    const full = await postrider.manage.events('?limit=2&event_type=experiment.completed');
    expect([full.data.length, full.next_cursor]).toEqual([2, null]);
  });
});

describe('filters of the list of deliveries', () => {
  it('each narrow it, and combine', async () => {
    const subscribe = async (path: string): Promise<string> =>
      (await postrider.manage.createEndpoint({ url: receiver.url(path), event_types: ['budget.*'] })).id;
    const [good, failing, gone] = [await subscribe('/good'), await subscribe('/failing'), await subscribe('/gone')];
    const exceeded = await postrider.project.publish('budget.exceeded');
    await waitUntil(async () => !(await postrider.manage.endpoint(gone)).active, { what: 'the 410 to be recorded' });
    const reached = await postrider.project.publish('budget.threshold_reached');
    const delivered = [...exceeded.deliveries, ...reached.deliveries].filter(({ endpoint_id }) => endpoint_id === good);
    await Promise.all(ids(delivered).map((id) => postrider.manage.completed(id)));

    const find = async (query: string): Promise<string[]> => {
      const { data } = await postrider.manage.deliveries(query);
      return data.map(({ endpoint_id, event_type, status }) => `${endpoint_id} ${event_type} ${status}`).toSorted();
    };
    const [e, r] = ['budget.exceeded', 'budget.threshold_reached'];
    expect(await find(`?endpoint_id=${good}`)).toEqual([`${good} ${e} delivered`, `${good} ${r} delivered`]);
    expect(await find('?status=failed')).toEqual([`${gone} ${e} failed`]);
    expect(await find(`?status=pending&event_type=${r}`)).toEqual([`${failing} ${r} pending`]);
    expect(await find(`?event_id=${reached.id}`)).toEqual(
      [`${good} ${r} delivered`, `${failing} ${r} pending`].toSorted(),
    );
    expect(await find(`?endpoint_id=${failing}&status=pending&event_type=${e}&event_id=${exceeded.id}`)).toEqual([
      `${failing} ${e} pending`,
    ]);
    expect(await find(`?endpoint_id=${failing}&status=delivered`)).toEqual([]);
    expect(await find('?event_id=unknown')).toEqual([]);
  });

  it('by what no index knows each narrow it, and combine', async () => {
    const event_types = ['request.anomaly_detected'];
    const subscribe = async (path: string): Promise<string> =>
      (await postrider.manage.createEndpoint({ url: receiver.url(path), event_types })).id;
    const [good, failing] = [await subscribe('/good'), await subscribe('/failing')];
    const { deliveries } = await postrider.project.publish('request.anomaly_detected');
    const [delivered, pending] = [good, failing].map(
      (endpoint) => deliveries.find(({ endpoint_id }) => endpoint_id === endpoint)?.id ?? '',
    );
    await postrider.manage.completed(delivered ?? '');
    await postrider.manage.deliveryWhen(pending ?? '', ({ attempt_count }) => attempt_count === 1);
    await postrider.manage.replay(pending ?? '');
    await postrider.manage.deliveryWhen(pending ?? '', ({ attempt_count }) => attempt_count === 2);
    const test = (await postrider.manage.sendTest(good, 'request.anomaly_detected')).id;
    await postrider.manage.completed(test);

    const find = async (query: string) =>
      ids((await postrider.manage.deliveries(`?event_type=request.anomaly_detected&${query}`)).data);
    expect(await find('response_status=500')).toEqual([pending]);
    expect(await find('response_class=5xx')).toEqual([pending]);
    expect(await find('response_class=2xx')).toEqual([test, delivered]);
    expect(await find('failure_reason=http_error')).toEqual([pending]);
    expect(await find('failure_reason=timeout')).toEqual([]);
    expect(await find('min_attempts=2')).toEqual([pending]);
    expect(await find('min_duration_ms=0')).toEqual([test, pending, delivered].toSorted().toReversed());
    expect(await find('min_duration_ms=3000000')).toEqual([]);
    expect(await find('test=true')).toEqual([test]);
    expect(await find('test=false&status=delivered')).toEqual([delivered]);
    expect(await find('replayed=true')).toEqual([pending]);
    expect(await find(`replayed=false&endpoint_id=${good}`)).toEqual([test, delivered]);
    expect(await find('replayed=true&status=pending&response_class=5xx&min_attempts=2')).toEqual([pending]);
    expect(await find('replayed=true&response_class=2xx')).toEqual([]);
  });

  it('take a time range, also behind a cursor', async () => {
    const event_types = ['provider.health_changed'];
    await postrider.manage.createEndpoint({ url: receiver.url('/good'), event_types });
    const made: string[] = [];
    const times: string[] = [];
    for (let n = 0; n < 4; n++) {
      times.push(await later());
      made.push(onlyDelivery(await postrider.project.publish('provider.health_changed')));
    }
    const [, since = '', , until = ''] = times;
    const find = async (query: string) => {
      const { data, next_cursor } = await postrider.manage.deliveries(`?event_type=provider.health_changed&${query}`);
      return { found: ids(data), next_cursor };
    };

    const newest = await find(`since=${since}&until=${until}&limit=1`);
    expect(newest.found).toEqual([made[2]]);
    const rest = await find(`since=${since}&until=${until}&cursor=${newest.next_cursor ?? ''}`);
    expect(rest).toEqual({ found: [made[1]], next_cursor: null });
    expect((await find(`since=${until}`)).found).toEqual([made[3]]);
    expect((await find(`since=1066-10-14T00:00:00Z&until=${since}`)).found).toEqual([made[0]]);
    expect((await find('since=9000-01-01T00:00:00Z')).found).toEqual([]);
    const backwards = await postrider.manage.send('GET', `/deliveries?since=${until}&until=${since}`);
    expect([backwards.status, errorOf(backwards).field]).toEqual([422, 'until']);
  });
});

describe('the time range of a list', () => {
  const slack = 'https://hooks.slack.com/services/T0/B0/secret';
  const creations: Record<string, (n: number) => [path: string, json: object]> = {
    '/endpoints': () => ['/endpoints', { url: receiver.url('/idle'), event_types: ['api_key.revoked'], active: false }],
    '/events': () => ['/events', { type: 'experiment.completed', data: {} }],
    '/customers': (n) => [`/customers/range-${String(n)}`, {}],
    '/contacts': (n) => ['/contacts', { channel: 'slack', url: `${slack}${String(n)}` }],
    '/keys': (n) => ['/keys', { name: `range ${String(n)}`, kind: 'project' }],
    '/operations': () => ['/deliveries/replay', { event_type: 'of.no_delivery' }],
    '/customers/ranges/portal-sessions': () => ['/customers/ranges/portal-sessions', {}],
  };

  it.each(Object.keys(creations))('of %s selects what was created in it, also behind a cursor', async (list) => {
    await postrider.manage.putCustomer('ranges');
    const times: string[] = [];
    const made: string[] = [];
    for (let n = 0; n < 4; n++) {
      times.push(await later());
      const [path, json] = creations[list]?.(n) ?? ['', {}];
      const api = list === '/events' ? postrider.project : postrider.manage;
      const response = await api.send(list === '/customers' ? 'PUT' : 'POST', path, { json });
      made.push((JSON.parse(response.text) as { id: string }).id);
    }
    const [, since = '', , until = ''] = times;
    const find = async (query: string) => {
      const page = await postrider.manage.expect(200, 'GET', `${list}?${query}`);
      const { data, next_cursor } = page as { data: { id: string }[]; next_cursor: string | null };
      return { found: ids(data), next_cursor };
    };

    const newest = await find(`since=${since}&until=${until}&limit=1`);
    expect(newest.found).toEqual([made[2]]);
    const rest = await find(`since=${since}&until=${until}&cursor=${newest.next_cursor ?? ''}`);
    expect(rest).toEqual({ found: [made[1]], next_cursor: null });
    expect((await find(`since=${until}`)).found).toEqual([made[3]]);
    const backwards = await postrider.manage.send('GET', `${list}?since=${until}&until=${since}`);
    expect([backwards.status, errorOf(backwards).field]).toEqual([422, 'until']);
  });
});
