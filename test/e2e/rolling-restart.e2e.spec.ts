import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Receiver, type Service, waitUntil } from '@postrider/testing';

import type { ApiResponse } from '../support/api.js';
import { type Postrider, startPostrider } from '../support/postrider.js';
import { patienceMs } from '../support/patience.js';

const type = 'budget.exceeded';
const replicas = 3;
const producers = 6;
/** Events between one restart and the next. */
const stride = 60;
const clean = { code: 0, signal: null };

let postrider: Postrider;
let receiver: Receiver;
let gateways: Service[];

beforeAll(async () => {
  // A job whose worker is slow on a busy machine is no lost one. Lost ones stay lost: the sweep comes too late to help.
  const settings = { POSTRIDER_JOB_LOCK_MS: '15000' };
  [postrider, receiver] = await Promise.all([startPostrider({ settings, dispatchers: replicas }), Receiver.start()]);
  const others = await Promise.all(Array.from({ length: replicas - 1 }, () => postrider.addGateway({})));
  gateways = [postrider.gateway, ...others];
});

afterAll(async () => {
  await Promise.all([postrider.end(), receiver.stop()]);
});

describe('a rolling restart of three gateways and three dispatchers under load', () => {
  it('fails no publish call, loses no delivery and sends none twice; all end with code 0', async () => {
    receiver.on('/rolling', { status: 200, delayMs: 50 });
    const { id } = await postrider.manage.createEndpoint({ url: receiver.url('/rolling'), event_types: [type] });
    const load = new Load();

    for (const dispatcher of postrider.dispatchers) {
      await load.another(stride);
      await restart(dispatcher);
    }
    for (const gateway of gateways) {
      await load.another(stride);
      // As a load balancer does. Calls in progress still get their response.
      load.rotation.delete(gateway);
      await restart(gateway);
      load.rotation.add(gateway);
    }
    await load.another(stride);
    const { accepted, refused } = await load.end();

    expect(refused).toEqual([]);
    const deliveries = await postrider.manage.completedDeliveries(id);
    expect(deliveries.filter(({ status, attempt_count }) => status !== 'delivered' || attempt_count !== 1)).toEqual([]);
    expect(deliveries.map(({ event_id }) => event_id).toSorted()).toEqual(accepted.toSorted());
    const received = receiver.requestsTo('/rolling').map(({ headers }) => String(headers['webhook-id']));
    expect(received.toSorted()).toEqual(accepted.toSorted());
  });
});

async function restart(service: Service): Promise<void> {
  service.process.signal('SIGTERM');
  expect(await service.process.waitForExit(patienceMs)).toEqual(clean);
  await service.start();
}

/** Producers that publish without pause, to one gateway of the rotation after the other. */
class Load {
  readonly rotation = new Set(gateways);
  readonly #accepted: string[] = [];
  readonly #refused: ApiResponse[] = [];
  readonly #producing: Promise<unknown>;
  #calls = 0;
  #isOver = false;

  constructor() {
    this.#producing = Promise.all(Array.from({ length: producers }, () => this.#produce()));
    // A failed call is reported by whoever waits for the end.
    this.#producing.catch(() => undefined);
  }

  /** Resolves when so many more events were accepted than now. */
  async another(count: number): Promise<void> {
    const goal = this.#accepted.length + count;
    const isReached = waitUntil(() => this.#accepted.length >= goal, { what: 'more events', timeoutMs: patienceMs });
    await Promise.race([isReached, this.#producing.then(() => isReached)]);
  }

  async end(): Promise<{ accepted: readonly string[]; refused: readonly ApiResponse[] }> {
    this.#isOver = true;
    await this.#producing;
    return { accepted: this.#accepted, refused: this.#refused };
  }

  async #produce(): Promise<void> {
    while (!this.#isOver) {
      const number = this.#calls++;
      const id = `rolling-${number}`;
      const gateway = [...this.rotation][number % this.rotation.size];
      if (!gateway) throw new Error('no gateway is left');
      const response = await postrider.projectAt(gateway).send('POST', '/events', { json: { id, type, data: {} } });
      if (response.status === 202) this.#accepted.push(id);
      else this.#refused.push(response);
    }
  }
}
