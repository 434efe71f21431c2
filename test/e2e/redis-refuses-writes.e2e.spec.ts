import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { freePort, Receiver, type Service, waitUntil } from '@postrider/testing';

import { type Postrider, startPostrider, sweepSoon } from '../support/postrider.js';
import { OwnRedis } from '../support/redis.js';
import { patienceMs } from '../support/patience.js';

const type = 'budget.exceeded';
const count = 20;
/** Long enough for a loop that has no pause to write lines by the thousand. */
const faultMs = 2_500;
const maxLines = 200;

let postrider: Postrider;
let receiver: Receiver;
let redis: OwnRedis;

beforeAll(async () => {
  redis = await OwnRedis.start();
  [postrider, receiver] = await Promise.all([
    startPostrider({ settings: { ...sweepSoon, POSTRIDER_JOB_LOCK_MS: '1000' }, redisUrl: redis.url }),
    Receiver.start(),
  ]);
});

afterAll(async () => {
  await Promise.all([postrider.end(), receiver.stop()]);
  await redis.end();
});

afterEach(() => postrider.manage.deleteEndpoints());

const readiness = async ({ url }: Pick<Service, 'url'>): Promise<[number, unknown]> => {
  const response = await fetch(`${url}/health/ready`);
  return [response.status, await response.json()];
};

const services = (): Service[] => [postrider.gateway, ...postrider.dispatchers];

const linesWritten = (): number => services().reduce((sum, { process }) => sum + process.lines.length, 0);

interface Fault {
  begin: () => Promise<unknown>;
  end: () => Promise<unknown>;
}

const faults: [string, Fault][] = [
  [
    'is a replica (READONLY)',
    {
      begin: async () => redis.command('REPLICAOF', '127.0.0.1', String(await freePort())),
      end: () => redis.command('REPLICAOF', 'NO', 'ONE'),
    },
  ],
  [
    'is full (OOM)',
    {
      begin: () => redis.command('CONFIG', 'SET', 'maxmemory', '1'),
      end: () => redis.command('CONFIG', 'SET', 'maxmemory', '0'),
    },
  ],
  [
    'lacks a replica that it needs (NOREPLICAS)',
    {
      begin: () => redis.command('CONFIG', 'SET', 'min-replicas-to-write', '1'),
      end: () => redis.command('CONFIG', 'SET', 'min-replicas-to-write', '0'),
    },
  ],
  [
    'refuses every command of a worker (NOPERM)',
    {
      begin: () => redis.command('ACL', 'SETUSER', 'default', '-@write', '-@scripting'),
      end: () => redis.command('ACL', 'SETUSER', 'default', '+@all'),
    },
  ],
];

/** Connections to a replica are made anew all the time: for moments Redis is down. */
async function expectRefusal(...[ofDispatcher, ofGateway]: [number, object][]): Promise<void> {
  for (const service of services()) {
    const told = await waitUntil(
      async () => {
        const ready = await readiness(service);
        return (ready[1] as { redis: string }).redis === 'refuses_writes' && ready;
      },
      { what: `the ${service.name} to tell of writes that are refused`, timeoutMs: patienceMs },
    );
    expect(told).toMatchObject((service.name === 'gateway' ? ofGateway : ofDispatcher) ?? []);
  }
}

describe.each(faults)('a Redis that %s', (name, { begin, end }) => {
  it('does not stop publishing, is reported by readiness, and all is delivered when writes succeed again', async () => {
    const path = `/${encodeURIComponent(name)}`;
    const { id } = await postrider.manage.createEndpoint({ url: receiver.url(path), event_types: [type] });
    const lines = linesWritten();
    await begin();
    try {
      await Promise.all(Array.from({ length: count }, (_, n) => postrider.project.publish(type, { n })));
      await sleep(faultMs);
      await expectRefusal([503, { status: 'unavailable' }], [200, { status: 'degraded' }]);
      for (const { url } of services()) expect((await fetch(`${url}/health/live`)).status).toBe(200);
      expect(linesWritten() - lines).toBeLessThan(maxLines);
    } finally {
      await end();
    }
    const deliveries = await postrider.manage.completedDeliveries(id);
    expect(deliveries.map(({ status }) => status)).toEqual(Array(count).fill('delivered'));
    for (const service of services()) {
      await waitUntil(async () => (await readiness(service))[0] === 200, {
        what: `the ${service.name} to be ready`,
        timeoutMs: patienceMs,
      });
    }
  });
});

describe('a Redis that is frozen', () => {
  it('does not stop publishing and managing, liveness responds without it, and all is delivered afterwards', async () => {
    const path = '/frozen';
    const { id } = await postrider.manage.createEndpoint({ url: receiver.url(path), event_types: [type] });
    redis.freeze();
    try {
      // Far less than a command to Redis may take.
      const signal = AbortSignal.timeout(5_000);
      for (const { url } of services()) expect((await fetch(`${url}/health/live`, { signal })).status).toBe(200);
      await Promise.all(Array.from({ length: count }, (_, n) => postrider.project.publish(type, { n })));
      expect((await postrider.manage.send('GET', `/endpoints/${id}`, { signal })).status).toBe(200);
      const [dispatcher] = postrider.dispatchers;
      expect(dispatcher && (await readiness(dispatcher))).toMatchObject([503, { redis: 'down' }]);
      expect(await readiness(postrider.gateway)).toMatchObject([200, { status: 'degraded', redis: 'down' }]);
    } finally {
      redis.thaw();
    }
    const deliveries = await postrider.manage.completedDeliveries(id);
    expect(deliveries.map(({ status }) => status)).toEqual(Array(count).fill('delivered'));
  });
});
