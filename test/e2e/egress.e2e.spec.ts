import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { lookup } from 'node:dns/promises';
import { hostname } from 'node:os';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { Receiver, Service } from '@postrider/testing';

import { Api, errorOf, onlyDelivery } from '../support/api.js';
import { type Postrider, startPostrider } from '../support/postrider.js';

let postrider: Postrider;
let receiver: Receiver;

beforeAll(async () => {
  [postrider, receiver] = await Promise.all([
    startPostrider({ settings: oneAttempt, dispatchers: 0 }),
    Receiver.start(),
  ]);
});

afterAll(async () => {
  await Promise.all([postrider.end(), receiver.stop()]);
});

afterEach(async () => {
  await postrider.manage.deleteEndpoints();
  await Promise.all(postrider.dispatchers.splice(0).map((dispatcher) => dispatcher.end()));
});

const type = 'budget.exceeded';
/** A failed attempt is the last one. */
const oneAttempt = { POSTRIDER_RETRY_BASE_MS: '1000', POSTRIDER_RETRY_JITTER: '0', POSTRIDER_RETRY_HORIZON_MS: '500' };
const strict = { NODE_ENV: 'production' };
const elsewhere = { POSTRIDER_ALLOWED_NETWORKS: '10.99.0.0/16' };

async function deliver(url: string): Promise<string> {
  await postrider.manage.createEndpoint({ url, event_types: [type] });
  return onlyDelivery(await postrider.project.publish(type));
}

describe.each([
  ['in production', strict],
  ['with other networks allowed', elsewhere],
])('%s the URL of an endpoint', (_, settings) => {
  let manage: Api;
  let endpointId: string;

  beforeAll(async () => {
    manage = new Api((await postrider.addGateway(settings)).url, postrider.keys.management_key);
  });

  it.each([
    'http://127.0.0.1/',
    'http://127.255.0.9:8080/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://0/',
    'http://10.1.2.3/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://100.64.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:a9fe:a9fe]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[fd00:ec2::254]/',
    'http://168.63.129.16/metadata',
    'http://[4000::1]/',
    'http://[2001:db8::1]/',
    'http://[fe80::1]/',
    'http://localhost:3000/',
    'http://LocalHost./',
    'http://anything.localhost/',
  ])('may not be %s', async (url) => {
    const { id } = await manage.createEndpoint({ url: 'https://hooks.example.com/', event_types: [type] });
    endpointId = id;
    const created = await manage.send('POST', '/endpoints', { json: { url, event_types: [type] } });
    const patched = await manage.send('PATCH', `/endpoints/${endpointId}`, { json: { url } });

    expect([created.status, patched.status]).toEqual([422, 422]);
    expect([errorOf(created), errorOf(patched)]).toMatchObject([
      { code: 'validation_failed', field: 'url' },
      { code: 'validation_failed', field: 'url' },
    ]);
    expect((await manage.endpoints()).data.map((each) => each.url)).toEqual(['https://hooks.example.com/']);
  });

  it.each(['https://hooks.example.com/', 'http://93.184.215.14/', 'http://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/'])(
    'may be %s',
    async (url) => {
      expect(await manage.createEndpoint({ url, event_types: [type] })).toMatchObject({ url });
    },
  );
});

describe('an attempt', () => {
  it.each([
    ['in production', strict],
    ['with other networks allowed', elsewhere],
  ])('to an address that was allowed before is blocked %s', async (_, settings) => {
    const before = receiver.requests.length;
    await postrider.addDispatcher(settings);
    const delivery = await postrider.manage.completed(await deliver(receiver.url('/private')));

    expect(delivery).toMatchObject({ status: 'failed', failure_reason: 'blocked_address', attempt_count: 1 });
    expect(delivery.attempts[0]?.error).toContain('blocked_address');
    expect(receiver.requests).toHaveLength(before);
  });

  it('to a name that stands for a private address is blocked', async () => {
    const name = hostname();
    // Where the machine's name is not known to its resolver the attempt fails before there is an address.
    const known = await lookup(name, { all: true }).catch(() => []);
    const before = receiver.requests.length;
    await postrider.addDispatcher(elsewhere);
    const delivery = await postrider.manage.completed(await deliver(`http://${name}:${receiver.port}/named`));

    const failure_reason = known.length === 0 ? 'dns_error' : 'blocked_address';
    expect(delivery).toMatchObject({ status: 'failed', failure_reason });
    expect(receiver.requests).toHaveLength(before);
  });

  it('to an allowed network is made in production too', async () => {
    await postrider.addDispatcher({ ...strict, POSTRIDER_ALLOWED_NETWORKS: '10.0.0.0/8,127.0.0.0/8' });
    const delivery = await postrider.manage.completed(await deliver(receiver.url('/allowed')));
    expect(delivery).toMatchObject({ status: 'delivered', response_status: 200 });
    expect(receiver.requestsTo('/allowed')).toHaveLength(1);
  });

  it('is made again once its network is allowed', async () => {
    const blocking = await postrider.addDispatcher(strict);
    const id = await deliver(receiver.url('/later'));
    expect(await postrider.manage.completed(id)).toMatchObject({ status: 'failed' });
    await blocking.stop();
    await postrider.addDispatcher();
    await postrider.manage.replay(id);
    expect(await postrider.manage.completed(id)).toMatchObject({ status: 'delivered', attempt_count: 2 });
  });
});

describe('POSTRIDER_ALLOWED_NETWORKS', () => {
  it.each(['gateway', 'dispatcher'] as const)(
    'ends a %s with 2 when it has entries that would allow nothing, and lists them',
    async (name) => {
      const env = { ...postrider.env, POSTRIDER_ALLOWED_NETWORKS: '10/8,10.0.0.0/8,8.8.8.0/24' };
      const started = new Service({ app: name, env }).spawn();
      expect(await started.waitForExit(10_000)).toEqual({ code: 2, signal: null });
      const listed = started.lines.filter((line) => line.startsWith('  POSTRIDER_ALLOWED_NETWORKS: '));
      expect(listed.map((line) => /"(.*)"/.exec(line)?.[1])).toEqual(['10/8', '8.8.8.0/24']);
    },
  );
});

describe('POSTRIDER_HTTPS_ONLY', () => {
  it('refuses http, and takes https', async () => {
    const gateway = await postrider.addGateway({ POSTRIDER_HTTPS_ONLY: 'true' });
    const manage = new Api(gateway.url, postrider.keys.management_key);
    const json = { url: 'http://hooks.example.com/', event_types: [type] };
    const refused = await manage.send('POST', '/endpoints', { json });
    expect(refused.status).toBe(422);
    expect(errorOf(refused)).toMatchObject({ field: 'url', message: 'url: expected an https URL' });

    const { id } = await manage.createEndpoint({ ...json, url: 'https://hooks.example.com/' });
    const patched = await manage.send('PATCH', `/endpoints/${id}`, { json: { url: json.url } });
    expect([patched.status, errorOf(patched).field]).toEqual([422, 'url']);
    expect(await manage.updateEndpoint(id, { description: 'the same URL' })).toMatchObject({
      description: 'the same URL',
    });
  });
});

describe('POSTRIDER_EGRESS_PROXY', () => {
  it('sees each request, and its response is the response of the receiver', async () => {
    const proxy = await ForwardProxy.start();
    await postrider.addDispatcher({ POSTRIDER_EGRESS_PROXY: proxy.url });
    const delivery = await postrider.manage.completed(await deliver(receiver.url('/proxied?a=b')));

    expect(delivery).toMatchObject({ status: 'delivered', response_status: 200 });
    expect(proxy.targets).toEqual([receiver.url('/proxied?a=b')]);
    const [received] = receiver.requestsTo('/proxied');
    expect(received?.headers).toMatchObject({ host: `127.0.0.1:${receiver.port}`, 'x-modelux-delivery': delivery.id });
    await proxy.stop();
  });

  it('is asked for a tunnel to an https receiver, by its name', async () => {
    const proxy = await ForwardProxy.start();
    await postrider.addDispatcher({ POSTRIDER_EGRESS_PROXY: proxy.url });
    const delivery = await postrider.manage.completed(await deliver('https://receiver.invalid/hook'));

    expect(delivery).toMatchObject({ status: 'failed', failure_reason: 'connection_error' });
    expect(proxy.targets).toEqual(['CONNECT receiver.invalid:443']);
    await proxy.stop();
  });

  it('is not asked for an address that may not be reached', async () => {
    const proxy = await ForwardProxy.start();
    await postrider.addDispatcher({ ...strict, POSTRIDER_EGRESS_PROXY: proxy.url });
    const delivery = await postrider.manage.completed(await deliver(receiver.url('/unproxied')));

    expect(delivery).toMatchObject({ status: 'failed', failure_reason: 'blocked_address' });
    expect(proxy.targets).toEqual([]);
    await proxy.stop();
  });
});

/** Forwards plain requests, and opens tunnels to addresses but not to names: those it cannot resolve. */
class ForwardProxy {
  readonly targets: string[] = [];
  readonly #server = createServer((message, response) => {
    this.#forward(message, response);
  });

  static async start(): Promise<ForwardProxy> {
    const proxy = new ForwardProxy();
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  private constructor() {
    this.#server.on('connect', ({ url = '' }, client) => {
      this.targets.push(`CONNECT ${url}`);
      const { hostname: host, port } = new URL(`http://${url}`);
      if (!/^[\d.]+$/.test(host)) {
        client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
        return;
      }
      const upstream = connect(Number(port), host, () => {
        client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        upstream.pipe(client).pipe(upstream);
      });
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  #forward(message: IncomingMessage, response: ServerResponse): void {
    const { method, url = '', headers } = message;
    this.targets.push(url);
    const onward = request(url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    message.pipe(onward);
  }
}
