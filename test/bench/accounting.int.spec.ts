import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, describe, expect, test } from '@jest/globals';

import { wrongRecords } from '../../bench/lib/recorded.ts';
import { ReceiverProcess } from '../../bench/lib/receiver-process.ts';
import { System } from '../../bench/lib/system.ts';

const events = 20;
const opened: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((close) => close()));
});

/** Acknowledges whatever is published, and delivers the nth event as often as it is told. */
class Courier extends System {
  readonly #deliveries: Promise<unknown>[];

  private constructor(url: string, receiver: ReceiverProcess, deliveries: Promise<unknown>[]) {
    super({ kind: 'postrider', url, secrets: {} }, receiver);
    this.#deliveries = deliveries;
  }

  static async thatDelivers(times: (n: number) => number): Promise<Courier> {
    const deliveries: Promise<unknown>[] = [];
    const server = courier(times, deliveries);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const system = new Courier(`http://127.0.0.1:${String(port)}`, await ReceiverProcess.start(), deliveries);
    opened.push(
      () => system.stop(),
      () => new Promise((closed) => server.close(closed)),
    );
    return system;
  }

  async delivered(): Promise<number> {
    await Promise.all(this.#deliveries);
    return 0;
  }

  deliveredWithin(): Promise<void> {
    throw new Error('not used');
  }

  crash(): Promise<void> {
    throw new Error('not used');
  }

  protected wrongRecords(): Promise<string[]> {
    return Promise.resolve([]);
  }
}

function courier(times: (n: number) => number, deliveries: Promise<unknown>[]): Server {
  let receiver = '';
  let published = 0;
  return createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      if (request.url?.endsWith('/endpoints')) {
        receiver = (JSON.parse(body) as { url: string }).url;
      } else {
        const headers = { 'webhook-id': `evt_${String((published += 1))}` };
        const send = (): Promise<unknown> => fetch(receiver, { method: 'POST', headers, body });
        deliveries.push(...Array.from({ length: times(published) }, send));
      }
      response.writeHead(202).end('{"id":"whe_1"}');
    });
  });
}

async function verified(times: (n: number) => number): Promise<void> {
  const system = await Courier.thatDelivers(times);
  await system.createEndpoint('/all', 'budget.exceeded');
  await system.publish({ types: ['budget.exceeded'], events, batch: 1, connections: 4 });
  await system.verify();
}

describe('a run of the bench', () => {
  test('passes when what was acknowledged arrived once', async () => {
    await expect(verified(() => 1)).resolves.toBeUndefined();
  });

  test.each([
    ['an event was lost', (n: number) => (n === 7 ? 0 : 1), '20 acknowledged, 19 arrived, in 19 requests'],
    ['an event came twice', (n: number) => (n === 7 ? 2 : 1), '20 acknowledged, 20 arrived, in 21 requests'],
    [
      'one was lost and another came twice',
      (n: number) => (n === 7 ? 0 : n === 8 ? 2 : 1),
      '20 acknowledged, 19 arrived, in 20 requests',
    ],
  ])('fails when %s', async (_, times, problem) => {
    await expect(verified(times)).rejects.toThrow(problem);
  });
});

describe('the receiver', () => {
  test('knows an event by its body, however a system writes it', async () => {
    const receiver = await ReceiverProcess.start();
    opened.push(() => receiver.stop());
    const bodies = [
      '{"sent_at":1.5,"n":1,"padding":"x"}',
      '{"n": 1, "padding": "x", "sent_at": 1.5}',
      '{"sent_at":1.5,"n":2}',
      '{"sent_at":2.5,"n":1}',
    ];
    for (const body of bodies) await fetch(`${receiver.url}/all`, { method: 'POST', body });
    await expect(receiver.arrivals()).resolves.toEqual({ '/all': { requests: 4, events: 3 } });
  });
});

describe('what is on record', () => {
  const expected = [{ id: 'whe_1', path: '/all', responds: true, deliveries: 20 }];
  const hanging = [{ id: 'whe_1', path: '/all/hang', responds: false, deliveries: 20 }];

  test.each([
    ['a delivery is missing', expected, { all: 19, delivered: 19 }],
    ['there is one too many', expected, { all: 21, delivered: 21 }],
    ['one is not recorded as delivered', expected, { all: 20, delivered: 19 }],
    ['one is delivered to a receiver that never responds', hanging, { all: 20, delivered: 1 }],
  ])('is wrong when %s', (_, endpoints, counts) => {
    expect(wrongRecords(endpoints, new Map([['whe_1', counts]]))).toHaveLength(1);
  });

  test('is wrong when there is nothing', () => {
    expect(wrongRecords(expected, new Map())).toHaveLength(1);
  });

  test('is right when each delivery is there as it was received', () => {
    expect(wrongRecords(expected, new Map([['whe_1', { all: 20, delivered: 20 }]]))).toEqual([]);
    expect(wrongRecords(hanging, new Map([['whe_1', { all: 20, delivered: 0 }]]))).toEqual([]);
  });
});
