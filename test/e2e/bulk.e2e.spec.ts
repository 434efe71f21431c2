import { afterEach, describe, expect, it } from '@jest/globals';

import type { BulkOperation, DeliverySummary } from '@postrider/contracts';
import { type Receiver, waitUntil } from '@postrider/testing';

import { errorOf } from '../support/api.js';
import { forAllTests } from '../support/for-all-tests.js';
import { historyOf } from '../support/history.js';
import { later } from '../support/later.js';
import { type Postrider, sweepSoon } from '../support/postrider.js';
import { patienceMs } from '../support/patience.js';

let postrider: Postrider;
let receiver: Receiver;

const settings = { POSTRIDER_BULK_PAGE: '10', POSTRIDER_REPLAY_CONCURRENCY: '4', POSTRIDER_COUNT_DELIVERIES_MAX: '20' };
forAllTests({ settings, dispatchers: 2 }, (services) => {
  ({ postrider, receiver } = services);
});

afterEach(() => postrider.manage.deleteEndpoints());

const [ours, theirs] = ['budget.exceeded', 'api_key.revoked'];

async function subscribe(path: string, event_types = [ours]): Promise<string> {
  return (await postrider.manage.createEndpoint({ url: receiver.url(path), event_types })).id;
}

/** Publishes events, waits until they are delivered, and returns the deliveries to one endpoint. */
async function delivered(endpointId: string, count: number, type = ours): Promise<DeliverySummary[]> {
  const events = Array.from({ length: count }, (_, n) => ({ type, data: { n } }));
  await postrider.project.publishBatch(events);
  return postrider.manage.completedDeliveries(endpointId);
}

async function replayed(filter: object): Promise<BulkOperation> {
  const { id } = await postrider.manage.replayAll(filter);
  return postrider.manage.operationEnded(id);
}

const counts = (deliveries: readonly DeliverySummary[]): number[] =>
  deliveries.map(({ attempt_count }) => attempt_count);

/** How often each of these deliveries was asked to be replayed. */
async function requestedReplays(deliveries: readonly DeliverySummary[]): Promise<number[]> {
  const requested: number[] = [];
  for (const { id } of deliveries) {
    const history = await historyOf(postrider.admin, id);
    requested.push(history.filter(({ type }) => type === 'ReplayRequested').length);
  }
  return requested;
}

describe('a bulk replay', () => {
  it('returns an operation, and replays every delivery that matches', async () => {
    const endpointId = await subscribe('/all');
    await delivered(endpointId, 25);
    const started = await postrider.manage.replayAll({ endpoint_id: endpointId });
    expect(started).toStrictEqual({
      id: expect.stringMatching(/^blk_/),
      actor: { via: 'api', key_id: expect.stringMatching(/^key_/), key_name: expect.any(String) },
      kind: 'replay',
      status: 'running',
      total: 25,
      processed: 0,
      skipped: 0,
      request: { endpoint_id: endpointId },
      created_at: expect.any(String),
      completed_at: null,
    });
    const ended = await postrider.manage.operationEnded(started.id);
    expect(ended).toStrictEqual({ ...started, status: 'completed', processed: 25, completed_at: expect.any(String) });

    const all = await postrider.manage.completedDeliveries(endpointId);
    expect(all.map(({ status }) => status)).toEqual(Array(25).fill('delivered'));
    expect(counts(all)).toEqual(Array(25).fill(2));
    const { attempts } = await postrider.manage.delivery(all[0]?.id ?? '');
    expect(attempts.map(({ trigger }) => trigger)).toEqual(['initial', 'replay']);
    // With the id of the event, twice each.
    const ids = receiver.requestsTo('/all').map(({ headers }) => headers['webhook-id']);
    expect([ids.length, new Set(ids).size]).toEqual([50, 25]);
  });

  it('is counted beforehand up to a limit', async () => {
    const endpoint_id = await subscribe('/many');
    await delivered(endpoint_id, 21);
    expect(await postrider.manage.countDeliveries({ endpoint_id })).toMatchObject({ count: 20, complete: false });
  });

  it('is counted beforehand, with what it will skip, and keeps its filters', async () => {
    const since = await later();
    const [one, inactive, deleted] = [await subscribe('/kept'), await subscribe('/off'), await subscribe('/gone')];
    await delivered(one, 3);
    for (const id of [inactive, deleted]) await postrider.manage.completedDeliveries(id);
    await postrider.manage.updateEndpoint(inactive, { active: false });
    await postrider.manage.deleteEndpoint(deleted);

    const filter = { event_type: ours, status: 'delivered', since };
    expect(await postrider.manage.countDeliveries(filter)).toStrictEqual({
      count: 9,
      complete: true,
      pending: 0,
      delivered: 9,
      failed: 0,
      of_inactive_endpoints: 3,
      of_deleted_endpoints: 3,
      inactive_endpoint_ids: [inactive],
    });
    expect(await replayed(filter)).toMatchObject({ total: 9, processed: 9, skipped: 6, request: filter });
    const delivery_ids = counts(await postrider.manage.completedDeliveries(one)).map(() => 'whd_1');
    expect(await replayed({ delivery_ids })).toMatchObject({ request: { named_deliveries: 1 } });
  });

  it('takes its filters together: endpoint and event type', async () => {
    const [one, other] = [await subscribe('/one', [ours, theirs]), await subscribe('/other', [ours, theirs])];
    await delivered(one, 3, ours);
    await delivered(one, 2, theirs);
    await postrider.manage.completedDeliveries(other);

    expect(await replayed({ endpoint_id: one, event_type: theirs })).toMatchObject({
      total: 2,
      processed: 2,
      skipped: 0,
    });
    const byType = (await postrider.manage.completedDeliveries(one)).map((each) => [
      each.event_type,
      each.attempt_count,
    ]);
    expect(byType.toSorted()).toEqual([
      [theirs, 2],
      [theirs, 2],
      [ours, 1],
      [ours, 1],
      [ours, 1],
    ]);
    expect(counts(await postrider.manage.completedDeliveries(other))).toEqual(Array(5).fill(1));
  });

  it('takes its filters together: endpoint and status', async () => {
    let isUp = true;
    receiver.on('/status', () => ({ status: isUp ? 200 : 503, headers: { 'retry-after': '3600' } }));
    const endpointId = await subscribe('/status');
    await delivered(endpointId, 3);
    isUp = false;
    const [down] = await postrider.project.publishBatch([{ type: ours, data: {} }]);
    const pendingId = down?.deliveries[0]?.id ?? '';
    await postrider.manage.deliveryWhen(pendingId, ({ attempt_count }) => attempt_count === 1);
    await postrider.manage.updateEndpoint(endpointId, { active: false });
    await postrider.manage.completed(pendingId);
    await postrider.manage.updateEndpoint(endpointId, { active: true });
    isUp = true;

    const filter = { endpoint_id: endpointId, status: 'failed' };
    expect(await replayed(filter)).toMatchObject({ total: 1, processed: 1, skipped: 0 });
    const all = await postrider.manage.completedDeliveries(endpointId);
    expect(all.map(({ status, attempt_count }) => [status, attempt_count])).toEqual([
      ['delivered', 2],
      ['delivered', 1],
      ['delivered', 1],
      ['delivered', 1],
    ]);
    expect(await replayed(filter)).toMatchObject({ status: 'completed', total: 0, processed: 0 });
  });

  it("takes those that are named, as far as the other filters match them, and are not a stranger's", async () => {
    const endpointId = await subscribe('/named');
    const all = await delivered(endpointId, 5);
    const named = [all[0], all[2], all[3]].map((each) => each?.id ?? '');
    const delivery_ids = [...named, 'whd_00000000000000000000000000'];
    expect(await replayed({ delivery_ids })).toMatchObject({ total: 3, processed: 3, skipped: 0 });
    expect(counts(await postrider.manage.completedDeliveries(endpointId))).toEqual([2, 1, 2, 2, 1]);
    expect(await replayed({ delivery_ids, status: 'failed' })).toMatchObject({ total: 0 });
    const { manage } = await postrider.addOrganization('a stranger');
    expect(await manage.replayAll({ delivery_ids })).toMatchObject({ total: 0 });

    const tooMany = Array.from({ length: 251 }, () => named[0]);
    for (const wrong of [[], tooMany, ['not an id']]) {
      const response = await postrider.manage.send('POST', '/deliveries/replay', { json: { delivery_ids: wrong } });
      expect([response.status, errorOf(response).field]).toEqual([422, expect.stringMatching(/^delivery_ids/)]);
    }
  });

  it('takes the deliveries of an event', async () => {
    const [one, other] = [await subscribe('/event-one'), await subscribe('/event-other')];
    await postrider.project.publish(ours, {}, 'order-7');
    await delivered(one, 2);
    await postrider.manage.completedDeliveries(other);
    expect(await replayed({ event_id: 'order-7' })).toMatchObject({ total: 2, processed: 2 });
    expect(counts(await postrider.manage.completedDeliveries(one))).toEqual([1, 1, 2]);
    expect(await replayed({ event_id: 'order-7', endpoint_id: other })).toMatchObject({ total: 1 });
    expect(await replayed({ event_id: 'order-8' })).toMatchObject({ total: 0 });
  });

  it('takes the deliveries of a time range', async () => {
    const endpointId = await subscribe('/range');
    await delivered(endpointId, 2);
    const since = await later();
    await delivered(endpointId, 3);
    const until = await later();
    await delivered(endpointId, 4);

    expect(await replayed({ endpoint_id: endpointId, since, until })).toMatchObject({ total: 3, processed: 3 });
    // Newest first.
    const all = counts(await postrider.manage.completedDeliveries(endpointId));
    expect(all).toEqual([1, 1, 1, 1, 2, 2, 2, 1, 1]);
    expect(await replayed({ endpoint_id: endpointId, since: until })).toMatchObject({ total: 4 });
    expect(await replayed({ endpoint_id: endpointId, until: since })).toMatchObject({ total: 2 });
    // Before any id, after all of them, and with another offset.
    const ever = { since: '1066-10-14T00:00:00Z', until: '9999-12-31T23:59:59+01:00' };
    expect(await replayed({ endpoint_id: endpointId, ...ever })).toMatchObject({ total: 9, processed: 9 });
    expect(await replayed({ endpoint_id: endpointId, since: '9000-01-01T00:00:00Z' })).toMatchObject({ total: 0 });
  });

  it('leaves out deliveries whose endpoint is deleted or inactive, and counts them', async () => {
    const [kept, paused, deleted] = [await subscribe('/kept'), await subscribe('/paused'), await subscribe('/deleted')];
    const since = await later();
    await delivered(kept, 12);
    await Promise.all([paused, deleted].map((id) => postrider.manage.completedDeliveries(id)));
    await postrider.manage.updateEndpoint(paused, { active: false });
    await postrider.manage.deleteEndpoint(deleted);

    expect(await replayed({ since })).toMatchObject({ status: 'completed', total: 36, processed: 36, skipped: 24 });
    expect(counts(await postrider.manage.completedDeliveries(kept))).toEqual(Array(12).fill(2));
    for (const id of [paused, deleted]) {
      expect(counts(await postrider.manage.completedDeliveries(id))).toEqual(Array(12).fill(1));
    }
  });

  it('is started once for an Idempotency-Key', async () => {
    const endpointId = await subscribe('/once');
    await delivered(endpointId, 3);
    const start = (json: object) =>
      postrider.manage.send('POST', '/deliveries/replay', { json, headers: { 'idempotency-key': 'replay-once' } });
    const [first, second] = [await start({ endpoint_id: endpointId }), await start({ endpoint_id: endpointId })];

    expect([first.status, second.status]).toEqual([202, 202]);
    expect(second.text).toBe(first.text);
    await postrider.manage.operationEnded((JSON.parse(first.text) as BulkOperation).id);
    expect(counts(await postrider.manage.completedDeliveries(endpointId))).toEqual([2, 2, 2]);
    const other = await start({ endpoint_id: endpointId, status: 'failed' });
    expect([other.status, errorOf(other).code]).toEqual([409, 'idempotency_key_reused']);
  });

  it('is unknown under an id that was never given', async () => {
    for (const [method, path] of [
      ['GET', '/operations/blk_00000000000000000000000000'],
      ['GET', '/operations/nonsense'],
      ['POST', '/operations/blk_00000000000000000000000000/cancel'],
    ] as const) {
      const response = await postrider.manage.send(method, path);
      expect([response.status, errorOf(response).code]).toEqual([404, 'webhook_operation_not_found']);
    }
  });
});

describe('a bulk replay of very many', () => {
  it('starts before it is counted, and does not keep another organization’s waiting', async () => {
    const endpointId = await subscribe('/many');
    await postrider.project.publishBatch(Array.from({ length: 1_000 }, (_, n) => ({ type: ours, data: { n } })));
    await delivered(endpointId, 100);
    receiver.on('/many', { status: 200, delayMs: 50 });
    const { manage, project } = await postrider.addOrganization('with little to do');
    const small = await manage.createEndpoint({ url: receiver.url('/little'), event_types: [ours] });
    await project.publishBatch(Array.from({ length: 15 }, (_, n) => ({ type: ours, data: { n } })));
    await manage.completedDeliveries(small.id);

    const many = await postrider.manage.replayAll({ endpoint_id: endpointId });
    expect(many).toMatchObject({ status: 'running', total: null, processed: 0 });
    const { id } = await manage.replayAll({ endpoint_id: small.id });
    expect(await manage.operationEnded(id)).toMatchObject({ status: 'completed', total: 15, processed: 15 });
    expect(await postrider.manage.operation(many.id)).toMatchObject({ status: 'running' });

    const isCounted = async (): Promise<boolean> => (await postrider.manage.operation(many.id)).total !== null;
    await waitUntil(isCounted, { what: 'the matches to be counted', timeoutMs: patienceMs });
    const { total, processed } = await postrider.manage.cancel(many.id);
    expect(total).toBe(1_100);
    expect(processed).toBeLessThan(1_100);
    await postrider.manage.completedDeliveries(endpointId);
  });
});

describe('the list of bulk operations', () => {
  it('shows an organization its own, newest first, page by page, and those of one status', async () => {
    const endpointId = await subscribe('/listed');
    const { manage } = await postrider.addOrganization('with a list of its own');
    const none = await manage.replayAll({ endpoint_id: endpointId });
    await manage.operationEnded(none.id);
    await manage.replayAll({ endpoint_id: endpointId }).then(({ id }) => manage.operationEnded(id));
    const page = await manage.operations('?limit=1');
    expect(page.data).toMatchObject([{ kind: 'replay', status: 'completed' }]);
    const rest = await manage.operations(`?limit=1&cursor=${page.next_cursor ?? ''}`);
    expect([rest.data.map(({ id }) => id), rest.next_cursor]).toEqual([[none.id], null]);
    expect((await manage.operations('?status=running')).data).toEqual([]);
    expect((await manage.operations('?status=completed')).data).toHaveLength(2);
  });
});

describe('a bulk replay under way', () => {
  it('can be watched and cancelled; what it has scheduled is sent, the rest is not', async () => {
    const endpointId = await subscribe('/cancelled');
    await delivered(endpointId, 300);
    receiver.on('/cancelled', { status: 200, delayMs: 200 });
    const { id } = await postrider.manage.replayAll({ endpoint_id: endpointId });
    const isUnderWay = async (): Promise<BulkOperation | undefined> => {
      const operation = await postrider.manage.operation(id);
      return operation.processed > 0 ? operation : undefined;
    };
    const seen = await waitUntil(isUnderWay, { what: 'the first page', timeoutMs: patienceMs, intervalMs: 20 });
    expect(seen).toMatchObject({ status: 'running', total: 300, completed_at: null });
    const cancelled = await postrider.manage.cancel(id);

    expect(cancelled).toMatchObject({ status: 'cancelled', total: 300, completed_at: expect.any(String) });
    expect(cancelled.processed).toBeLessThan(300);
    const all = await postrider.manage.completedDeliveries(endpointId);
    expect(counts(all).filter((count) => count === 2)).toHaveLength(cancelled.processed);
    expect(counts(all).filter((count) => count === 1)).toHaveLength(300 - cancelled.processed);
    // The oldest ones come first.
    expect(counts(all)).toEqual(counts(all).toSorted());
    expect(await postrider.manage.operation(id)).toEqual(cancelled);
    expect(await postrider.manage.cancel(id)).toEqual(cancelled);
  });

  it('that is completed cannot be cancelled any more', async () => {
    const endpointId = await subscribe('/completed');
    await delivered(endpointId, 1);
    const ended = await replayed({ endpoint_id: endpointId });
    expect(await postrider.manage.cancel(ended.id)).toEqual(ended);
  });

  it('replays each delivery once, whatever dispatcher is killed meanwhile', async () => {
    const endpointId = await subscribe('/killed');
    await delivered(endpointId, 200);
    receiver.on('/killed', { status: 200, delayMs: 100 });
    const { id } = await postrider.manage.replayAll({ endpoint_id: endpointId });
    const isUnderWay = async (): Promise<boolean> => (await postrider.manage.operation(id)).processed >= 20;
    await waitUntil(isUnderWay, { what: 'two pages', timeoutMs: patienceMs, intervalMs: 20 });
    for (const dispatcher of postrider.dispatchers.splice(0)) await dispatcher.kill();
    const stopped = await postrider.manage.operation(id);
    expect(stopped).toMatchObject({ status: 'running' });
    expect(stopped.processed).toBeLessThan(200);

    // The kill may have struck between a page's commit and its jobs: those are for the sweep to find.
    await Promise.all([postrider.addDispatcher(sweepSoon), postrider.addDispatcher(sweepSoon)]);
    expect(await postrider.manage.operationEnded(id)).toMatchObject({
      status: 'completed',
      total: 200,
      processed: 200,
    });
    const all = await postrider.manage.completedDeliveries(endpointId);
    expect(all.map(({ status }) => status)).toEqual(Array(200).fill('delivered'));
    // Attempts under way at the kill are made again, but no record of them is doubled.
    expect(counts(all)).toEqual(Array(200).fill(2));
    expect(await requestedReplays(all.filter((_, i) => i % 10 === 0))).toEqual(Array(20).fill(1));
  });
});
