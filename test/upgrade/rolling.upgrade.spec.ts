import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import {
  type Bootstrapped,
  createDatabase,
  type Database,
  dropDatabase,
  Processes,
  Receiver,
  type Service,
  waitUntil,
} from '@postrider/testing';

import { buildVersion } from '../../bench/lib/other-version.ts';
import { Api } from '../support/api.js';
import { patienceMs } from '../support/patience.js';
import { environment } from '../support/postrider.js';
import { RoundRobinProxy } from '../support/round-robin-proxy.js';
import { SteadyLoad } from '../support/steady-load.js';

const { POSTRIDER_TEST_DATABASE_URL: serverUrl = '', UPGRADE_FROM: ref = '' } = process.env;
/** Of each kind and release. */
const replicas = 2;
/** Events between one change and the next. */
const stride = 300;
/** A job whose worker is slow on a busy machine is no lost one. Lost ones stay lost: the sweep comes too late to help. */
const settings = { POSTRIDER_JOB_LOCK_MS: '15000', POSTRIDER_DRAIN_MS: '5000' };
const clean = { code: 0, signal: null };

let database: Database;
let keys: Bootstrapped;
let receiver: Receiver;
let earlier: Release;
let current: Release;
let proxy: RoundRobinProxy;

beforeAll(async () => {
  const { programs } = await buildVersion(ref);
  [database, receiver] = await Promise.all([createDatabase(serverUrl), Receiver.start()]);
  const env = environment(database.url, { settings });
  earlier = await Release.of(new Processes(env, undefined, programs));
  current = await Release.of(new Processes(env));
  keys = await earlier.processes.setUp();
  proxy = await RoundRobinProxy.start([...earlier.gateways, ...current.gateways]);
});

afterAll(async () => {
  await proxy.stop();
  await Promise.all([earlier.processes.end(), current.processes.end(), receiver.stop()]);
  await dropDatabase(serverUrl, database.name);
});

describe(`a rolling upgrade from ${ref} and back, under load`, () => {
  it('fails no call, loses no delivery and sends none twice, whichever release runs beside the other', async () => {
    await Promise.all([...earlier.dispatchers, ...earlier.gateways].map((service) => service.start()));
    await Promise.all(earlier.gateways.map(returned));
    receiver.on('/upgrade', { status: 200, delayMs: 20 });
    const manage = new Api(proxy.url, keys.management_key);
    const { id } = await manage.createEndpoint({ url: receiver.url('/upgrade'), event_types: [SteadyLoad.type] });

    const load = new SteadyLoad(proxy.url, keys);
    await load.another(stride);
    await current.processes.admin.migrate();
    await load.another(stride);
    await replace(earlier, current, load);
    await load.another(stride);
    // The way back from a release that turns out to be wrong.
    await replace(current, earlier, load);
    const { accepted, refused } = await load.end();

    expect(refused).toEqual([]);
    const deliveries = await manage.completedDeliveries(id);
    expect(deliveries.filter(({ status, attempt_count }) => status !== 'delivered' || attempt_count !== 1)).toEqual([]);
    expect(deliveries.map(({ event_id }) => event_id).toSorted()).toEqual(accepted.toSorted());
    const received = receiver.requestsTo('/upgrade').map(({ headers }) => String(headers['webhook-id']));
    expect(received.toSorted()).toEqual(accepted.toSorted());
  });
});

/** The processes of one release. */
class Release {
  private constructor(
    readonly processes: Processes,
    readonly dispatchers: readonly Service[],
    readonly gateways: readonly Service[],
  ) {}

  static async of(processes: Processes): Promise<Release> {
    const all = (app: 'dispatcher' | 'gateway'): Promise<Service[]> =>
      Promise.all(Array.from({ length: replicas }, () => processes.create(app)));
    return new Release(processes, await all('dispatcher'), await all('gateway'));
  }
}

/** Dispatchers first, one by one. */
async function replace(old: Release, next: Release, load: SteadyLoad): Promise<void> {
  for (const kind of ['dispatchers', 'gateways'] as const) {
    for (const [i, service] of next[kind].entries()) {
      await service.start();
      if (kind === 'gateways') await returned(service);
      const replaced = old[kind][i];
      replaced?.process.signal('SIGTERM');
      expect(await replaced?.process.waitForExit(patienceMs)).toEqual(clean);
      await load.another(stride);
    }
  }
}

/** Resolves when the load balancer sends calls to the gateway. */
function returned(gateway: Service): Promise<unknown> {
  return waitUntil(() => proxy.isReady(gateway), { what: 'the gateway to be in rotation', timeoutMs: patienceMs });
}
