import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Receiver, type Service, waitUntil } from '@postrider/testing';

import { patienceMs } from '../support/patience.js';
import { type Postrider, startPostrider } from '../support/postrider.js';
import { RoundRobinProxy } from '../support/round-robin-proxy.js';
import { SteadyLoad } from '../support/steady-load.js';

const replicas = 3;
/** Six processes are restarted one after the other, which takes minutes on a busy machine. */
const timeoutMs = 300_000;
/** Events between one restart and the next. */
const stride = 60;
const clean = { code: 0, signal: null };

let postrider: Postrider;
let receiver: Receiver;
let gateways: Service[];
let proxy: RoundRobinProxy;

beforeAll(async () => {
  // A job whose worker is slow on a busy machine is no lost one. Lost ones stay lost: the sweep comes too late to help.
  const settings = { POSTRIDER_JOB_LOCK_MS: '15000', POSTRIDER_DRAIN_MS: '5000' };
  [postrider, receiver] = await Promise.all([startPostrider({ settings, dispatchers: replicas }), Receiver.start()]);
  const others = await Promise.all(Array.from({ length: replicas - 1 }, () => postrider.addGateway({})));
  gateways = [postrider.gateway, ...others];
  proxy = await RoundRobinProxy.start(gateways);
  await Promise.all(gateways.map(returned));
});

afterAll(async () => {
  await proxy.stop();
  await Promise.all([postrider.end(), receiver.stop()]);
});

describe('a rolling restart of three gateways behind a load balancer and three dispatchers, under load', () => {
  it(
    'fails no call, loses no delivery and sends none twice; all end with code 0',
    async () => {
      receiver.on('/rolling', { status: 200, delayMs: 50 });
      const { id } = await postrider.manage.createEndpoint({
        url: receiver.url('/rolling'),
        event_types: [SteadyLoad.type],
      });
      const load = new SteadyLoad(proxy.url, postrider.keys);

      for (const dispatcher of postrider.dispatchers) {
        await load.another(stride);
        await restart(dispatcher);
      }
      for (const gateway of gateways) {
        await load.another(stride);
        await restart(gateway);
        await returned(gateway);
      }
      await load.another(stride);
      const { accepted, refused } = await load.end();

      expect(refused).toEqual([]);
      const deliveries = await postrider.manage.completedDeliveries(id);
      expect(deliveries.filter(({ status, attempt_count }) => status !== 'delivered' || attempt_count !== 1)).toEqual(
        [],
      );
      expect(deliveries.map(({ event_id }) => event_id).toSorted()).toEqual(accepted.toSorted());
      const received = receiver.requestsTo('/rolling').map(({ headers }) => String(headers['webhook-id']));
      expect(received.toSorted()).toEqual(accepted.toSorted());
    },
    timeoutMs,
  );
});

async function restart(service: Service): Promise<void> {
  service.process.signal('SIGTERM');
  expect(await service.process.waitForExit(patienceMs)).toEqual(clean);
  await service.start();
}

/** Resolves when the load balancer sends calls to the gateway. */
function returned(gateway: Service): Promise<unknown> {
  return waitUntil(() => proxy.isReady(gateway), { what: 'the gateway to be in rotation', timeoutMs: patienceMs });
}
