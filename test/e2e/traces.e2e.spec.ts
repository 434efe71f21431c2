import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import type { PublishedEvent } from '@postrider/contracts';
import { type Environment, Receiver } from '@postrider/testing';

import { onlyDelivery } from '../support/api.js';
import { historyOf } from '../support/history.js';
import { type Postrider, startPostrider } from '../support/postrider.js';
import { RedisIngestProducer } from '../support/redis-ingest.js';
import { collectorCalls, collectorHangs, collectorPath, receivedSpans, traceOf } from '../support/spans.js';

const type = 'budget.exceeded';
const fanOutChunk = 2;
const off: Environment = { OTEL_EXPORTER_OTLP_ENDPOINT: undefined };
const loader = join(import.meta.dirname, '..', 'setup', 'loaded-files.mjs');

let receiver: Receiver;
let postrider: Postrider;

beforeAll(async () => {
  receiver = await Receiver.start();
  postrider = await startPostrider({
    settings: {
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url(collectorPath),
      OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=one',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
      OTEL_BSP_SCHEDULE_DELAY: '100',
      OTEL_BSP_MAX_QUEUE_SIZE: '100',
      POSTRIDER_FAN_OUT_CHUNK: String(fanOutChunk),
    },
  });
});
afterAll(async () => {
  await postrider.end();
  await receiver.stop();
});
afterEach(() => postrider.manage.deleteEndpoints());

/** The trace context of a producer. */
function context(flags = '01'): { traceId: string; spanId: string; traceparent: string } {
  const [traceId, spanId] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
  return { traceId, spanId, traceparent: `00-${traceId}-${spanId}-${flags}` };
}

const subscribe = (path: string): Promise<{ id: string }> =>
  postrider.manage.createEndpoint({ url: receiver.url(path), event_types: [type] });

async function publish(traceparent?: string): Promise<PublishedEvent> {
  const headers = traceparent === undefined ? {} : { traceparent };
  return (await postrider.project.expect(202, 'POST', '/events', {
    json: { type, data: {} },
    headers,
  })) as PublishedEvent;
}

/** The trace context in the log. */
async function storedContext(eventId: string): Promise<unknown> {
  const [published] = await historyOf(postrider.admin, eventId);
  return published?.data.traceparent;
}

const ofNames = <T extends { name: string }>(spans: readonly T[], name: string): T[] =>
  spans.filter((span) => span.name === name);

describe('the trace of a publish call', () => {
  it('continues that of the producer: publish, commit, enqueue, and each attempt, also of a retry and of a replay', async () => {
    const { traceId, spanId, traceparent } = context();
    receiver.on('/traced', (_, n) => ({ status: n === 1 ? 503 : 200 }));
    const { id: endpoint_id } = await subscribe('/traced');
    const event = await publish(traceparent);
    const id = onlyDelivery(event);
    await postrider.manage.completed(id);
    await postrider.manage.replay(id);

    const names = ['publish', 'commit', 'enqueue', 'attempt', 'attempt', 'attempt'];
    const spans = await traceOf(receiver, traceId, names);
    const [publishSpan] = ofNames(spans, 'publish');
    if (!publishSpan) throw new Error('no span of the publish call');
    expect(publishSpan).toMatchObject({
      parentId: spanId,
      isError: false,
      resource: { 'service.name': 'postrider-gateway', 'deployment.environment.name': 'test' },
    });
    for (const span of spans.filter((each) => each !== publishSpan)) {
      expect([span.name, span.parentId]).toEqual([span.name, publishSpan.spanId]);
    }
    const attempts = ofNames(spans, 'attempt');
    expect(attempts.map(({ links, resource }) => [links, resource['service.name']])).toEqual(
      attempts.map(() => [[`${traceId} ${publishSpan.spanId}`], 'postrider-dispatcher']),
    );
    const byNumber = attempts.toSorted(
      (a, b) => Number(a.attributes['postrider.attempt']) - Number(b.attributes['postrider.attempt']),
    );
    expect(byNumber.map(({ attributes, isError }) => ({ ...attributes, isError }))).toMatchObject(
      [
        ['initial', 503, 'http_error', true],
        ['retry', 200, 'success', false],
        ['replay', 200, 'success', false],
      ].map(([trigger, status, outcome, isError], i) => ({
        'messaging.message.id': event.id,
        'postrider.delivery_id': id,
        'postrider.endpoint_id': endpoint_id,
        'postrider.attempt': i + 1,
        'postrider.trigger': trigger,
        'postrider.outcome': outcome,
        'http.response.status_code': status,
        isError,
      })),
    );
    expect(await storedContext(event.id)).toBe(`00-${traceId}-${publishSpan.spanId}-01`);
    expect(collectorCalls(receiver)[0]?.headers['x-tenant']).toBe('one');
  });

  it.each([
    ['no traceparent', undefined],
    ['an invalid traceparent', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`],
  ])('with %s begins with its publish', async (_, traceparent) => {
    await subscribe('/own');
    const event = await publish(traceparent);
    const stored = String(await storedContext(event.id));
    expect(stored).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    const [, traceId = '', spanId] = stored.split('-');
    const spans = await traceOf(receiver, traceId, ['publish', 'commit', 'enqueue', 'attempt']);
    expect(ofNames(spans, 'publish')).toMatchObject([{ spanId, parentId: '' }]);
  });

  it('that is not sampled is stored, and has no spans', async () => {
    const [unsampled, sampled] = [context('00'), context()];
    await subscribe('/unsampled');
    const event = await publish(unsampled.traceparent);
    await postrider.manage.completed(onlyDelivery(event));
    await publish(sampled.traceparent);
    await traceOf(receiver, sampled.traceId, ['publish', 'commit', 'enqueue', 'attempt']);
    expect(receivedSpans(receiver).filter(({ traceId }) => traceId === unsampled.traceId)).toEqual([]);
    expect(await storedContext(event.id)).toBe(unsampled.traceparent);
  });

  it('has the fan-out and the attempts of a large call', async () => {
    const { traceId, traceparent } = context();
    await subscribe('/wide');
    const events = Array.from({ length: fanOutChunk + 1 }, () => ({ type, data: {} }));
    await postrider.project.expect(202, 'POST', '/events/batch', { json: { events }, headers: { traceparent } });
    const chunks = ['fan-out', 'fan-out'];
    const spans = await traceOf(receiver, traceId, ['publish', 'commit', ...chunks, ...events.map(() => 'attempt')]);
    const [publishSpan] = ofNames(spans, 'publish');
    const others = spans.filter((span) => span !== publishSpan);
    expect(others.map(({ parentId }) => parentId)).toEqual(others.map(() => publishSpan?.spanId));
  });

  it('continues that of an entry of redis-ingest', async () => {
    const { traceId, spanId, traceparent } = context();
    await subscribe('/ingested');
    const producer = new RedisIngestProducer(postrider);
    try {
      await producer.add({ organization_id: producer.organization, type, data: '{}', traceparent });
      const spans = await traceOf(receiver, traceId, ['publish', 'commit', 'enqueue', 'attempt']);
      expect(ofNames(spans, 'publish')).toMatchObject([{ parentId: spanId }]);
    } finally {
      producer.redis.disconnect();
    }
  });
});

describe('a traceparent', () => {
  const forward = (mode: string): Promise<unknown> =>
    postrider.admin.json('organizations', 'forward-traceparent', postrider.keys.organization_id, mode);

  it('is passed on to receivers only if the organization wants it, with the attempt as the parent', async () => {
    const { traceId, traceparent } = context();
    await subscribe('/forward');
    await postrider.manage.completed(onlyDelivery(await publish(traceparent)));
    expect(await forward('on')).toEqual({ id: postrider.keys.organization_id, forward_traceparent: true });
    const forwarded = context();
    await postrider.manage.completed(onlyDelivery(await publish(forwarded.traceparent)));
    await forward('off');
    await postrider.manage.completed(onlyDelivery(await publish(traceparent)));

    const spans = await traceOf(receiver, forwarded.traceId, ['publish', 'commit', 'enqueue', 'attempt']);
    const [attempt] = ofNames(spans, 'attempt');
    expect(receiver.requestsTo('/forward').map(({ headers }) => headers.traceparent)).toEqual([
      undefined,
      `00-${forwarded.traceId}-${attempt?.spanId ?? ''}-01`,
      undefined,
    ]);
    expect(receivedSpans(receiver).some((span) => span.traceId === traceId)).toBe(true);
  });

  it('is passed on as it is without traces', async () => {
    const { traceparent } = context();
    const gateway = await postrider.addGateway(off);
    const traced = postrider.dispatchers.splice(0);
    await Promise.all(traced.map((dispatcher) => dispatcher.stop()));
    const dispatcher = await postrider.addDispatcher(off);
    try {
      await forward('on');
      await subscribe('/as-it-is');
      const json = { type, data: {} };
      const call = { json, headers: { traceparent } };
      const event = (await postrider.projectAt(gateway).expect(202, 'POST', '/events', call)) as PublishedEvent;
      await postrider.manage.completed(onlyDelivery(event));
      expect(await storedContext(event.id)).toBe(traceparent);
      expect(receiver.requestsTo('/as-it-is').map(({ headers }) => headers.traceparent)).toEqual([traceparent]);
    } finally {
      await forward('off');
      await Promise.all([gateway.stop(), dispatcher.stop()]);
      postrider.dispatchers.splice(0);
      await postrider.addDispatcher();
    }
  });
});

describe('a collector that hangs', () => {
  it('stops no call, no attempt and no shutdown', async () => {
    collectorHangs(receiver, true);
    const gateway = await postrider.addGateway({});
    const dispatcher = await postrider.addDispatcher();
    const { id } = await subscribe('/beside');
    const calls = collectorCalls(receiver).length;
    const project = postrider.projectAt(gateway);
    const published = await Promise.all(Array.from({ length: 300 }, () => project.publish(type)));
    const delivered = await postrider.manage.completedDeliveries(id);
    expect(delivered.map(({ status }) => status)).toEqual(published.map(() => 'delivered'));
    expect(collectorCalls(receiver).length).toBeGreaterThan(calls);
    expect(await Promise.all([gateway.stop(), dispatcher.stop()])).toMatchObject([{ code: 0 }, { code: 0 }]);
    collectorHangs(receiver, false);
  });
});

describe('without a collector', () => {
  it('nothing of OpenTelemetry is loaded', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'postrider-e2e-loaded-'));
    const loadedBy = async (name: string, settings: Environment): Promise<string[]> => {
      const file = join(dir, name);
      const recorded = { ...settings, NODE_OPTIONS: `--import=${loader}`, TEST_LOADED_FILES: file };
      const services = await Promise.all([postrider.addGateway(recorded), postrider.addDispatcher(recorded)]);
      await Promise.all(services.map((service) => service.stop()));
      const urls = (await readFile(file, 'utf8')).split('\n');
      const texts = await Promise.all(
        urls.filter((url) => url.startsWith('file:')).map((url) => readFile(new URL(url), 'utf8')),
      );
      return texts.filter((text) => text.includes('opentelemetry'));
    };
    try {
      expect(await loadedBy('on', {})).not.toEqual([]);
      expect(await loadedBy('off', off)).toEqual([]);
      expect(await loadedBy('disabled', { OTEL_SDK_DISABLED: 'true' })).toEqual([]);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  });
});
