import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '@postrider/event-store';
import { type ManagedProcess, spawnProcess, waitUntil } from '@postrider/testing';

import { Random } from '../faults/random.js';
import { chosenSeed } from '../faults/seed.js';
import { CountingReceiver } from '../support/counting-receiver.js';
import { Outbox } from '../support/outbox.js';
import { patienceMs } from '../support/patience.js';
import { OwnPostgres } from '../support/postgres.js';
import { type Postrider, startPostrider, sweepSoon } from '../support/postrider.js';

const type = 'budget.exceeded';
const producerScript = join(import.meta.dirname, '..', 'outbox', 'producer.mjs');
/** How long the run kills processes. */
const faultMs = 12_000;

let own: OwnPostgres;
let storage: OwnPostgres;
let receiver: CountingReceiver;
let postrider: Postrider;
let database: Database;
let outbox: Outbox;

beforeAll(async () => {
  [own, storage, receiver] = await Promise.all([OwnPostgres.start(), OwnPostgres.start(), CountingReceiver.start()]);
  postrider = await startPostrider({ postgresUrl: storage.url, settings: sweepSoon });
  await postrider.manage.createEndpoint({ url: receiver.url('/hook'), event_types: ['*'] });
  database = new Database({ url: postrider.databaseUrl, size: 1, timeoutMs: 60_000, name: 'e2e' });
  outbox = new Outbox(own.url, postrider);
  await outbox.json('init');
  await outbox.pool.query('CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, event_id text)');
});

afterEach(async () => {
  await outbox.stopRelays();
});

afterAll(async () => {
  await outbox.end();
  await receiver.stop();
  await database.end();
  await postrider.end();
  await Promise.all([own.end(), storage.end()]);
});

/** The ids of published events, as often as they were published. */
async function published(): Promise<string[]> {
  const { rows } = await database.query<{ event_id: string }>('SELECT event_id FROM published_events ORDER BY 1');
  return rows.map(({ event_id }) => event_id);
}

const startProducer = (seed: number): ManagedProcess =>
  spawnProcess({ name: 'producer', args: [producerScript, own.url, String(seed)] });

describe('events of an outbox', () => {
  it('are those of the committed rows, each published once, whatever is killed', async () => {
    const seed = chosenSeed();
    const random = new Random(seed);
    let producer = startProducer(seed);
    const relayArgs = ['--batch-size', '20', '--poll-interval', '200', '--timeout', '3'];
    const relays = [outbox.spawnRelay(...relayArgs), outbox.spawnRelay(...relayArgs, '--concurrency', '2')];
    const faults = {
      relay: async () => {
        const victim = random.between(0, 1);
        await relays[victim]?.kill();
        relays[victim] = outbox.spawnRelay(...relayArgs);
      },
      gateway: async () => {
        await postrider.gateway.kill();
        await sleep(random.between(0, 500));
        await postrider.gateway.start();
      },
      producer: async () => {
        await producer.kill();
        producer = startProducer(random.between(1, 1_000_000));
      },
      "the producer's Postgres": async () => {
        await own.kill('SIGKILL');
        await own.start();
      },
      "Postrider's Postgres": async () => {
        await storage.kill('SIGQUIT');
        await storage.start();
      },
    };
    const kinds = Object.keys(faults) as (keyof typeof faults)[];
    const done: string[] = [];
    const end = Date.now() + faultMs;
    // Each fault comes at least once.
    for (
      let queue = random.shuffled(kinds);
      Date.now() < end;
      queue = queue.length > 0 ? queue : random.shuffled(kinds)
    ) {
      const kind = queue.pop();
      if (kind === undefined) continue;
      await sleep(random.between(50, 500));
      await faults[kind]();
      done.push(kind);
    }
    await producer.stop('SIGTERM', 5_000);
    await postrider.gateway.ready();
    await waitUntil(() => outbox.count().then(() => true), { what: "the producer's Postgres", timeoutMs: patienceMs });
    await outbox.empty();

    const { rows } = await outbox.pool.query<{ event_id: string }>('SELECT event_id FROM orders');
    const committed = rows.map(({ event_id }) => event_id).toSorted();
    const context = { seed, done };
    expect({ ...context, events: (await published()).toSorted() }).toEqual({ ...context, events: committed });
    expect(committed.length).toBeGreaterThan(50);
    await waitUntil(() => receiver.ids.size >= committed.length, { what: 'all deliveries', timeoutMs: patienceMs });
    expect([...receiver.ids].toSorted()).toEqual(committed);
    const deliveries = await database.query<{ count: number }>('SELECT count(*)::int FROM deliveries');
    expect(deliveries.rows).toEqual([{ count: committed.length }]);
  });

  it('are published once if a relay is killed between the 202 and its commit', async () => {
    await using proxy = await Proxy.start(postrider.url);
    const id = await outbox.publish(type, '{"n": 1}');
    const relay = outbox.spawnRelay('--url', proxy.url);
    await proxy.accepted;
    await relay.kill();
    expect(await outbox.count()).toBe(1);

    await outbox.relay();
    await outbox.empty();
    expect((await published()).filter((each) => each === id)).toEqual([id]);
  });

  it("are published once if the producer's Postgres is killed between the 202 and the commit", async () => {
    await using proxy = await Proxy.start(postrider.url);
    const id = await outbox.publish(type, '{"n": 2}');
    const relay = await outbox.relay('--url', proxy.url);
    await proxy.accepted;
    await own.kill('SIGKILL');
    proxy.respond();
    await relay.waitForLine(/The database: .* Retrying/, { timeoutMs: patienceMs });
    await own.start();
    await outbox.empty();
    expect((await published()).filter((each) => each === id)).toEqual([id]);
    expect(await relay.stop('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(relay.tail(1)).toBe('Stopped: 1 published, 0 refused.');
  });
});

/** Passes the calls of a relay to the gateway, and holds its responses until it is told. */
class Proxy {
  /** The gateway has accepted the first call. */
  readonly accepted: Promise<undefined>;
  readonly #mayRespond = Promise.withResolvers<undefined>();

  static async start(target: string): Promise<Proxy> {
    const server = createServer();
    const proxy = new Proxy(server, target);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  private constructor(
    private readonly server: Server,
    target: string,
  ) {
    const accepted = Promise.withResolvers<undefined>();
    this.accepted = accepted.promise;
    server.on('request', (request, response) => {
      void (async () => {
        const body = await new Response(request).text();
        const headers = { authorization: request.headers.authorization ?? '', 'content-type': 'application/json' };
        const answer = await fetch(`${target}${request.url ?? ''}`, { method: 'POST', headers, body });
        const text = await answer.text();
        if (answer.status === 202) accepted.resolve(undefined);
        await this.#mayRespond.promise;
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
      })();
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  respond(): void {
    this.#mayRespond.resolve(undefined);
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    return Promise.resolve();
  }
}
