import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { freePort, Receiver, waitUntil } from '@postrider/testing';

import { gatewayMetrics, scrape, type Seen, seen, seenOf, stateOf } from '../support/metrics.js';
import { patienceMs } from '../support/patience.js';
import { type Postrider, startPostrider, sweepSoon } from '../support/postrider.js';
import { OwnRedis } from '../support/redis.js';

const type = 'budget.exceeded';

let postrider: Postrider;
let receiver: Receiver;
let redis: OwnRedis;
let gateway: Seen;
let dispatcher: Seen;

beforeAll(async () => {
  const { settings, url } = await gatewayMetrics();
  [redis, receiver] = await Promise.all([OwnRedis.start(), Receiver.start()]);
  postrider = await startPostrider({
    settings: { ...settings, ...sweepSoon, POSTRIDER_RETRY_BASE_MS: '3000' },
    redisUrl: redis.url,
  });
  [gateway, dispatcher] = seenOf(postrider, url);
});

afterAll(async () => {
  await receiver.stop();
  await postrider.end();
  await redis.end();
});

describe.each([
  [
    'is frozen',
    'down',
    () => {
      redis.freeze();
    },
    () => {
      redis.thaw();
    },
  ],
  ['is killed', 'down', () => redis.kill(), () => redis.start()],
  [
    'is full',
    'refuses_writes',
    () => redis.command('CONFIG', 'SET', 'maxmemory', '1'),
    () => redis.command('CONFIG', 'SET', 'maxmemory', '0'),
  ],
  [
    'is read-only',
    'refuses_writes',
    async () => redis.command('REPLICAOF', '127.0.0.1', String(await freePort())),
    () => redis.command('REPLICAOF', 'NO', 'ONE'),
  ],
] as const)('a Redis that %s', (_, state, begin, end) => {
  it('is seen in metrics and readiness, and the metrics clear by themselves', async () => {
    await begin();
    try {
      await Promise.all([
        seen(dispatcher, stateOf('redis', state, 1, 503)),
        // Without Redis a gateway is degraded, and still accepts events.
        seen(gateway, stateOf('redis', state, 1, 200)),
      ]);
    } finally {
      await end();
    }
    await Promise.all([
      seen(dispatcher, stateOf('redis', 'up', 1, 200)),
      seen(gateway, stateOf('redis', 'up', 1, 200)),
    ]);
  });
});

describe('a Redis that was emptied', () => {
  it('is seen as jobs that the sweep adds, until all are added', async () => {
    receiver.on('/emptied', (_request, n) => ({ status: n === 1 ? 500 : 200 }));
    const { id } = await postrider.manage.createEndpoint({ url: receiver.url('/emptied'), event_types: [type] });
    const swept = async (): Promise<number> =>
      (await scrape(dispatcher.metrics)).value('postrider_sweep_jobs_total') ?? 0;
    const before = await swept();
    await postrider.project.publish(type);
    await waitUntil(
      async () => {
        const { data } = await postrider.manage.deliveries(`?endpoint_id=${id}`);
        return data[0]?.attempt_count === 1;
      },
      { what: 'the first attempt', timeoutMs: patienceMs },
    );
    // The job of the retry is added after the attempt is recorded.
    const delayed = async (): Promise<boolean> => ((await redis.command('KEYS', '*:delayed')) as string[]).length > 0;
    await waitUntil(delayed, { what: 'the job of the retry', timeoutMs: patienceMs });
    await redis.flushAll();
    await waitUntil(async () => (await swept()) > before, { what: 'the sweep', timeoutMs: patienceMs });
    const [delivery] = await postrider.manage.completedDeliveries(id);
    expect(delivery?.status).toBe('delivered');
  });
});

describe('a dispatcher that is wedged', () => {
  it('responds to no scrape and no health check, and shows afterwards how late its event loop was', async () => {
    const [service] = postrider.dispatchers;
    const process = service?.process;
    process?.signal('SIGSTOP');
    try {
      for (const path of ['/metrics', '/health/live']) {
        const signal = AbortSignal.timeout(1_000);
        await expect(fetch(`${dispatcher.health.url}${path}`, { signal })).rejects.toThrow(/timeout/);
      }
    } finally {
      process?.signal('SIGCONT');
    }
    await waitUntil(
      async () => {
        const { value } = await scrape(dispatcher.metrics);
        return (value('postrider_event_loop_delay_seconds', { quantile: '1' }) ?? 0) > 1;
      },
      { what: 'the delay of the event loop', timeoutMs: patienceMs },
    );
    await seen(dispatcher, { metric: 'postrider_ready', value: 1, ready: 200 });
  });
});
