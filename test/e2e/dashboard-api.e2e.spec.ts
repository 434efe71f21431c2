import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { ApiKey, EndpointActivity, EndpointMetrics, HistoryEntry, Overview } from '@postrider/contracts';
import { type Receiver, type Service, waitUntil } from '@postrider/testing';

import { Api, errorOf, onlyDelivery, type Page } from '../support/api.js';
import { BrowserSession } from '../support/browser-session.js';
import { expectError } from '../support/expect-error.js';
import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';
import { patienceMs } from '../support/patience.js';
import { operatorPassword } from '../support/postrider.js';

let postrider: Postrider;
let receiver: Receiver;
let second: Service;

forAllTests(
  {
    settings: {
      POSTRIDER_ROLLUP_INTERVAL_MS: '300',
      POSTRIDER_LIVE_POLL_MS: '100',
      POSTRIDER_DEGRADED_MIN_ATTEMPTS: '4',
    },
  },
  (services) => {
    ({ postrider, receiver } = services);
  },
);
beforeAll(async () => {
  second = await postrider.addGateway({ POSTRIDER_KEYS_MAX: '3', POSTRIDER_LIVE_STREAMS_PER_ORGANIZATION: '1' });
});
afterEach(() => postrider.manage.deleteEndpoints());

const subscribe = (path: string) =>
  postrider.manage.createEndpoint({ url: receiver.url(path), event_types: ['budget.exceeded'] });

describe('keys by the API', () => {
  let manage: Api;
  let organization: string;
  beforeEach(async () => {
    organization = await postrider.admin.createOrganization('Keys');
    manage = new Api(postrider.url, (await postrider.admin.createKey(organization, 'management')).key);
  });
  const keysOf = async (api: Api): Promise<ApiKey[]> => ((await api.expect(200, 'GET', '/keys')) as Page<ApiKey>).data;
  const create = async (api: Api, kind: string, headers = {}): Promise<ApiKey & { key: string }> =>
    (await api.expect(201, 'POST', '/keys', { json: { kind, name: 'the shop' }, headers })) as ApiKey & { key: string };

  it('are made, shown once, used and listed, newest first', async () => {
    const created = await create(manage, 'project');
    expect(created).toEqual({
      id: expect.stringMatching(/^key_/),
      kind: 'project',
      name: 'the shop',
      last_four: created.key.slice(-4),
      created_at: expect.stringMatching(/Z$/),
      last_used_at: null,
      revoked_at: null,
      key: expect.stringMatching(/^mlx_sk_/),
    });
    await new Api(postrider.url, created.key).publish('budget.exceeded');
    const listed = await keysOf(manage);
    expect(listed.map(({ id }) => id)[0]).toBe(created.id);
    expect(listed).toHaveLength(2);
    expect(JSON.stringify(listed)).not.toContain(created.key);
  });

  it('are revoked for good, also twice, and are one organization’s alone', async () => {
    const { id, key } = await create(manage, 'management');
    const stranger = await postrider.admin.createOrganization('Stranger');
    const other = new Api(postrider.url, (await postrider.admin.createKey(stranger, 'management')).key);
    expectError(await other.send('DELETE', `/keys/${id}`), 404, { code: 'webhook_key_not_found', id });
    expect((await keysOf(other)).map((listed) => listed.id)).not.toContain(id);
    expect((await new Api(postrider.url, key).send('GET', '/keys')).status).toBe(200);

    for (let n = 0; n < 2; n++) expect((await manage.send('DELETE', `/keys/${id}`)).status).toBe(204);
    expect((await new Api(postrider.url, key).send('GET', '/keys')).status).toBe(401);
    expect((await keysOf(manage)).find((listed) => listed.id === id)?.revoked_at).toMatch(/Z$/);
  });

  it('return the first result for a repeated Idempotency-Key', async () => {
    const headers = { 'idempotency-key': `make-${organization}` };
    const first = await create(manage, 'project', headers);
    expect(await create(manage, 'project', headers)).toEqual(first);
    expect(await keysOf(manage)).toHaveLength(2);
  });

  it('are no more than may be, also when many are made at once; a revoked one makes room', async () => {
    const { key } = await create(manage, 'management');
    const there = new Api(second.url, key);
    const json = { kind: 'project', name: 'x' };
    const responses = await Promise.all(Array.from({ length: 5 }, () => there.send('POST', '/keys', { json })));
    expect(responses.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409]);
    const refused = responses.find(({ status }) => status === 409);
    expect(refused && errorOf(refused).code).toBe('too_many_keys');
    const [made] = await keysOf(manage);
    await manage.send('DELETE', `/keys/${made?.id ?? ''}`);
    expect((await there.send('POST', '/keys', { json })).status).toBe(201);
  });

  it('end the session that was begun with them, by the page itself', async () => {
    const { id, key } = await create(manage, 'management');
    const own = new BrowserSession(postrider.url);
    await own.signIn(key);
    expect((await own.manage('DELETE', `/keys/${id}`)).status).toBe(204);
    expectError(await own.manage('GET', '/keys'), 401, { code: 'signed_out' });
  });
});

describe('the history of a delivery', () => {
  it('is its stream, oldest first, without the payload; its attempts have their lasting headers', async () => {
    const { id: endpoint_id } = await postrider.manage.createEndpoint({
      url: receiver.url('/history'),
      event_types: ['budget.exceeded'],
    });
    const event = await postrider.project.publish('budget.exceeded');
    const delivery = await postrider.manage.completed(onlyDelivery(event));
    const { data } = (await postrider.manage.expect(200, 'GET', `/deliveries/${delivery.id}/history`)) as {
      data: HistoryEntry[];
    };
    expect(data.map(({ version }) => version)).toEqual(data.map((_, i) => i + 1));
    expect(data[0]).toMatchObject({ type: 'DeliveryScheduled', data: { endpoint_id, event_id: event.id } });
    expect(data.at(-1)).toMatchObject({ type: 'AttemptSucceeded' });

    const [request] = receiver.requestsTo('/history');
    const headers = delivery.attempts[0]?.request_headers ?? {};
    const { host: _, connection: __, 'content-length': ___, ...sent } = request?.headers ?? {};
    expect(headers).toEqual(sent);
  });

  it('is 404 for another organization', async () => {
    await subscribe('/theirs');
    const id = onlyDelivery(await postrider.project.publish('budget.exceeded'));
    const stranger = await postrider.addOrganization('Stranger');
    const response = await stranger.manage.send('GET', `/deliveries/${id}/history`);
    expectError(response, 404, { code: 'webhook_delivery_not_found' });
  });
});

describe('events without subscribers', () => {
  it('are those without a subscriber, also when they are filtered by type', async () => {
    const { manage, project } = await postrider.addOrganization('Nobody');
    await manage.createEndpoint({ url: receiver.url('/some'), event_types: ['budget.*'] });
    await project.publish('budget.exceeded');
    const ids = [(await project.publish('api_key.revoked')).id, (await project.publish('experiment.completed')).id];
    const listed = await manage.events('?delivered_to=nobody');
    expect(listed.data.map(({ id, delivery_count }) => [id, delivery_count])).toEqual(
      ids.toReversed().map((id) => [id, 0]),
    );
    expect((await manage.events('?delivered_to=nobody&event_type=budget.exceeded')).data).toEqual([]);
    expect((await manage.events('?delivered_to=nobody&event_type=api_key.revoked')).data).toHaveLength(1);
    expectError(await manage.send('GET', '/events?delivered_to=all'), 422, {
      code: 'validation_failed',
      field: 'delivered_to',
    });
  });
});

describe('the overview', () => {
  it('counts what came of attempts, of one organization alone, and says it of each endpoint', async () => {
    const { manage, project } = await postrider.addOrganization('Counted');
    const url = receiver.url('/counted');
    const { id } = await manage.createEndpoint({ url, event_types: ['*'] });
    const gone = await manage.createEndpoint({ url: 'http://127.0.0.1:9/', event_types: ['api_key.revoked'] });
    for (let n = 0; n < 3; n++) await manage.completed(onlyDelivery(await project.publish('budget.exceeded')));
    const failing = (await project.publish('api_key.revoked')).deliveries.find(
      ({ endpoint_id }) => endpoint_id === gone.id,
    );
    await manage.deliveryWhen(failing?.id ?? '', ({ attempt_count }) => attempt_count > 0);

    for (const range of ['1h', '24h', '7d']) {
      const overview = (await manage.expect(200, 'GET', `/overview?range=${range}`)) as Overview;
      expect(overview.totals.delivered).toBe(4);
      expect(overview.totals.retried).toBeGreaterThan(0);
      expect(overview.totals.success_rate).toBeLessThan(1);
      expect(overview.totals.response_ms_p50).toBeGreaterThan(0);
      expect(overview.totals.response_ms_p95).toBeGreaterThanOrEqual(overview.totals.response_ms_p50 ?? 0);
      const { from, to, bucket_seconds, buckets } = overview;
      expect(buckets).toHaveLength((Date.parse(to) - Date.parse(from)) / 1_000 / bucket_seconds);
      expect([buckets[0]?.start, buckets.reduce((sum, { delivered }) => sum + delivered, 0)]).toEqual([from, 4]);
      expect(overview).toMatchObject({ range, pending: 1, pending_capped: false });
      expect(overview.oldest_pending_at).toMatch(/Z$/);
      expect(overview.totals).toMatchObject({
        delivery_success_rate: 1,
        first_attempts: 5,
        failed_first_attempts: 1,
        first_attempt_success_rate: 0.8,
      });
      expect(overview.totals.active_seconds).toBeGreaterThan(0);
      expect(overview.previous).toBeNull();
      expect(overview.response_times.reduce((sum, { responses }) => sum + responses, 0)).toBe(4);
      expect(overview.failures).toMatchObject([{ reason: 'connection_refused', response_status: null }]);
      expect(overview.top_endpoints.map((top) => [top.id, top.delivered])).toEqual([
        [id, 4],
        [gone.id, 0],
      ]);
      expect(overview.top_event_types).toEqual({
        events: 4,
        types: [
          { type: 'budget.exceeded', events: 3 },
          { type: 'api_key.revoked', events: 1 },
        ],
      });
    }
    const isListed = async (): Promise<Overview | undefined> => {
      const overview = (await manage.expect(200, 'GET', '/overview')) as Overview;
      return overview.failing_endpoints.length > 0 ? overview : undefined;
    };
    const { failing_endpoints } = await waitUntil(isListed, { what: 'a failing endpoint', timeoutMs: patienceMs });
    expect(failing_endpoints).toEqual([
      {
        id: gone.id,
        url: 'http://127.0.0.1:9/',
        active: true,
        state: 'failing',
        first_attempts: { attempts: 1, failed: 1, window_minutes: 60 },
        failing_since: expect.stringMatching(/Z$/),
        degraded_since: null,
        last_failure: { at: expect.stringMatching(/Z$/), reason: 'connection_refused', response_status: null },
        pending: 1,
        pending_capped: false,
      },
    ]);

    const { data } = (await manage.expect(200, 'GET', '/endpoints/activity')) as Page<EndpointActivity>;
    expect(data.map(({ endpoint_id }) => endpoint_id)).toEqual([gone.id, id]);
    expect(data.map(({ hours }) => hours.length)).toEqual([24, 24]);
    expect(data.map(({ state }) => state)).toEqual(['failing', 'active']);
    expect(data[1]).toMatchObject({ pending: 0, last_failure: null, failing_since: null });
    expect(data[1]?.hours.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(4);
    expect(data[0]?.hours.reduce((sum, { failed }) => sum + failed, 0)).toBeGreaterThan(0);
    const paged = (await manage.expect(200, 'GET', '/endpoints/activity?limit=1')) as Page<EndpointActivity>;
    expect([paged.data.length, typeof paged.next_cursor]).toEqual([1, 'string']);

    const { manage: stranger } = await postrider.addOrganization('Uncounted');
    expect(await stranger.expect(200, 'GET', '/overview')).toMatchObject({
      totals: { delivered: 0, failed: 0, retried: 0, success_rate: null, response_ms_p50: null },
      pending: 0,
      failing_endpoints: [],
      degraded_endpoints: [],
      top_endpoints: [],
      pending_flow: { seconds_until_empty: null },
    });
    await manage.deleteEndpoints();
  });

  it('has a range between any two times of the last days, and names what is wrong with others', async () => {
    const { manage, project } = await postrider.addOrganization('Ranged');
    await manage.createEndpoint({ url: receiver.url('/ranged'), event_types: ['*'] });
    await manage.completed(onlyDelivery(await project.publish('budget.exceeded')));
    const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
    const now = (await manage.expect(200, 'GET', `/overview?since=${ago(10)}`)) as Overview;
    expect(now).toMatchObject({ range: 'custom', bucket_seconds: 60, totals: { delivered: 1 } });
    const before = (await manage.expect(200, 'GET', `/overview?since=${ago(90)}&until=${ago(30)}`)) as Overview;
    expect(before).toMatchObject({ range: 'custom', totals: { delivered: 0, delivery_success_rate: null } });
    const wrong: [string, string][] = [
      [`since=${ago(9 * 24 * 60)}`, 'since'],
      [`since=${ago(-5)}`, 'since'],
      [`since=${ago(5)}&until=${ago(6)}`, 'until'],
      [`until=${ago(5)}`, 'since'],
      [`since=${ago(5)}&range=1h`, 'range'],
      ['since=yesterday', 'since'],
      ['range=2h', 'range'],
    ];
    for (const [query, field] of wrong) {
      expectError(await manage.send('GET', `/overview?${query}`), 422, { code: 'validation_failed', field });
    }
    await manage.deleteEndpoints();
  });

  it('lists a degraded endpoint, whose metrics have the reasons, until it is deactivated', async () => {
    const { manage, project } = await postrider.addOrganization('Degraded');
    const flaky = receiver.url('/flaky');
    const { id } = await manage.createEndpoint({ url: flaky, event_types: ['*'] });
    receiver.on('/flaky', (_, n) => ({ status: n === 2 ? 503 : 200 }));
    for (let n = 0; n < 4; n++) await manage.completed(onlyDelivery(await project.publish('budget.exceeded')));
    const { degraded_endpoints, failing_endpoints } = (await manage.expect(200, 'GET', '/overview')) as Overview;
    expect(failing_endpoints).toEqual([]);
    expect(degraded_endpoints).toMatchObject([
      {
        id,
        url: flaky,
        state: 'degraded',
        first_attempts: { attempts: 4, failed: 1 },
        degraded_since: expect.any(String),
      },
    ]);
    for (const range of ['1h', '24h', '7d']) {
      const metrics = (await manage.expect(200, 'GET', `/endpoints/${id}/metrics?range=${range}`)) as EndpointMetrics;
      expect(metrics).toMatchObject({
        endpoint_id: id,
        range,
        totals: {
          delivered: 4,
          failed: 1,
          first_attempts: 4,
          failed_first_attempts: 1,
          failures: [{ reason: 'http_error', response_status: 503, attempts: 1 }],
        },
        pending: 0,
        pending_capped: false,
      });
      expect(metrics.totals.response_ms_p95).toBeGreaterThan(0);
      const { from, to, bucket_seconds, buckets, pending_by_creation } = metrics;
      expect(buckets).toHaveLength((Date.parse(to) - Date.parse(from)) / 1_000 / bucket_seconds);
      expect(buckets.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(4);
      expect(pending_by_creation.map(({ start }) => start)).toEqual(buckets.map(({ start }) => start));
    }
    expectError(await manage.send('GET', `/endpoints/${id}/metrics?range=1y`), 422, {
      code: 'validation_failed',
      field: 'range',
    });
    await manage.send('PATCH', `/endpoints/${id}`, { json: { active: false } });
    const { data } = (await manage.expect(200, 'GET', '/endpoints/activity')) as Page<EndpointActivity>;
    expect(data.map(({ state }) => state)).toEqual(['inactive']);
    expect(await manage.expect(200, 'GET', '/overview')).toMatchObject({ degraded_endpoints: [] });
    await manage.deleteEndpoints();
    expectError(await manage.send('GET', `/endpoints/${id}/metrics`), 404, { code: 'webhook_endpoint_not_found' });
  });

  it('is told by the rebuild command to be what the log says', async () => {
    const before = (await postrider.manage.expect(200, 'GET', '/overview?range=7d')) as Overview;
    const { code, stdout } = await postrider.admin.run('rebuild');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/attempt counters: \d+ minutes and hours\n$/)]);
    const after = (await postrider.manage.expect(200, 'GET', '/overview?range=7d')) as Overview;
    expect(after.totals).toEqual(before.totals);
  });
});

describe('the stream of changes', () => {
  const open = async (api: { url: string; headers: Record<string, string> }, signal: AbortSignal) => {
    const response = await fetch(`${api.url}/manage/v1/webhooks/live`, { headers: api.headers, signal });
    let text = '';
    const reading = (async () => {
      for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) text += chunk;
    })().catch(() => undefined);
    const until = (what: RegExp): Promise<boolean> =>
      waitUntil(() => what.test(text), { what: `${what} in the stream`, timeoutMs: patienceMs });
    return { response, reading, until };
  };

  it('tells a signed-in page what has changed, whichever gateway it came in through, and ends with its session', async () => {
    const own = new BrowserSession(postrider.url);
    await own.signIn(postrider.keys.management_key);
    const leaving = new AbortController();
    const stream = await open({ url: second.url, headers: { cookie: own.cookie } }, leaving.signal);
    expect(stream.response.headers.get('content-type')).toBe('text/event-stream');

    const tooMany = await fetch(`${second.url}/manage/v1/webhooks/live`, { headers: { cookie: own.cookie } });
    expect(tooMany.status).toBe(429);
    await subscribe('/live');
    await stream.until(/event: change\ndata: \{"topics":\[[^\]]*"endpoints"/);
    await postrider.project.publish('budget.exceeded');
    await stream.until(/"events"/);
    await stream.until(/"deliveries"/);
    await own.send('DELETE', '/session');
    await stream.until(/event: end\ndata: \{"error":\{[^\n]*"code":"signed_out"/);
    await stream.reading;
    leaving.abort();
  });

  it('ends when its gateway stops, which does not wait for it', async () => {
    const gateway = await postrider.addGateway({});
    const headers = { authorization: `Bearer ${postrider.keys.management_key}` };
    const stream = await open({ url: gateway.url, headers }, AbortSignal.timeout(patienceMs));
    expect((await gateway.stop()).code).toBe(0);
    await stream.until(/event: end\ndata: [^\n]*"service_unavailable"/);
    await stream.reading;
  });
});

describe('the queue dashboard', () => {
  it('has the title and the colors of the dashboard, and leads back to it', async () => {
    const authorization = `Basic ${Buffer.from(`operator:${operatorPassword}`).toString('base64')}`;
    const html = await (await fetch(`${postrider.url}/queues`, { headers: { authorization } })).text();
    expect(html).toContain('Postrider queues');
    expect(html).toContain('#3a4fc4');
    expect(html).toMatch(/"text":\s*"Dashboard"/);
    expect(html).toContain('/icon.svg');
  });
});
