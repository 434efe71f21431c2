import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Service, waitUntil } from '@postrider/testing';

import { BrowserSession } from '../support/browser-session.js';
import { expectUnavailable } from '../support/expect-error.js';
import { operatorPassword, type Postrider, startPostrider } from '../support/postrider.js';
import { OwnRedis } from '../support/redis.js';
import { patienceMs } from '../support/patience.js';

let postrider: Postrider;
let redis: OwnRedis;

beforeAll(async () => {
  redis = await OwnRedis.start();
  postrider = await startPostrider({ redisUrl: redis.url });
});

afterAll(async () => {
  await postrider.end();
  await redis.end();
});

const get = async (url: string): Promise<[number, unknown]> => {
  const response = await fetch(url);
  return [response.status, await response.json()];
};

const dispatcherUrl = (): string => {
  const [dispatcher] = postrider.dispatchers;
  if (!dispatcher) throw new Error('there is no dispatcher');
  return dispatcher.url;
};

describe('health checks', () => {
  it('say that both processes live and are ready', async () => {
    const ready = { status: 'ok', postgres: 'up', redis: 'up', schema: 'current', clock: 'ok' };
    expect(await get(`${postrider.url}/health/live`)).toEqual([200, { status: 'ok' }]);
    expect(await get(`${postrider.url}/health/ready`)).toEqual([200, ready]);
    expect(await get(`${dispatcherUrl()}/health/live`)).toMatchObject([200, { status: 'ok' }]);
    expect(await get(`${dispatcherUrl()}/health/ready`)).toEqual([200, { ...ready, recording: 'up', sweep: 'ok' }]);
  });

  it('while Redis is away: gateways serve on, dispatchers are not ready, both live', async () => {
    await redis.kill();
    for (const url of [postrider.url, dispatcherUrl()]) {
      const isNoticed = async (): Promise<boolean> =>
        ((await get(`${url}/health/ready`))[1] as { redis: string }).redis === 'down';
      await waitUntil(isNoticed, { what: `${url} to notice`, timeoutMs: patienceMs });
    }
    const state = { postgres: 'up', redis: 'down' };
    expect(await get(`${dispatcherUrl()}/health/ready`)).toMatchObject([503, { status: 'unavailable', ...state }]);
    expect(await get(`${postrider.url}/health/ready`)).toMatchObject([200, { status: 'degraded', ...state }]);
    expect((await get(`${dispatcherUrl()}/health/live`))[0]).toBe(200);
    expect((await get(`${postrider.url}/health/live`))[0]).toBe(200);

    await redis.start();
    const isReady = async (url: string): Promise<boolean> =>
      ((await get(`${url}/health/ready`))[1] as { status: string }).status === 'ok';
    for (const url of [postrider.url, dispatcherUrl()]) {
      await waitUntil(() => isReady(url), { what: `${url} to be ready again`, timeoutMs: patienceMs });
    }
  });
});

// Elsewhere than on Linux 127.0.0.2 is no address of the machine.
(process.platform === 'linux' ? describe : describe.skip)('the health checks of a dispatcher', () => {
  it.each([
    ['127.0.0.1', 'refused'],
    ['0.0.0.0', 'reachable'],
  ])('listen on %s alone: elsewhere they are %s', async (host, elsewhere) => {
    const { url } = await postrider.addDispatcher({ POSTRIDER_DISPATCHER_HEALTH_HOST: host });
    const other = fetch(`${url.replace('127.0.0.1', '127.0.0.2')}/health/live`);
    const outcome = await other.then(
      () => 'reachable',
      () => 'refused',
    );
    expect(outcome).toBe(elsewhere);
  });
});

describe('the queue dashboard', () => {
  const basic = (user: string, password: string) => ({
    authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
  });

  it.each([
    ['no password', {}],
    ['a wrong password', basic('operator', 'not the password')],
    ['another user', basic('root', operatorPassword)],
    ['a management key', { authorization: 'Bearer {key}' }],
  ])('is closed to %s', async (_, given: Record<string, string>) => {
    const authorization = given.authorization?.replace('{key}', postrider.keys.management_key);
    for (const path of ['/queues', '/queues/api/queues', '/queues/queue/deliver']) {
      const headers = authorization === undefined ? {} : { authorization };
      const response = await fetch(postrider.url + path, { headers });
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toMatch(/^Basic /);
      expect(await response.json()).toMatchObject({ error: { type: 'authentication_error' } });
    }
  });

  it('shows the operator the three queues', async () => {
    const headers = basic('operator', operatorPassword);
    const page = await fetch(`${postrider.url}/queues`, { headers });
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);

    const response = await fetch(`${postrider.url}/queues/api/queues`, { headers });
    const { queues } = (await response.json()) as { queues: { name: string }[] };
    expect(queues.map(({ name }) => name)).toEqual(['deliver', 'retry', 'replay']);
  });

  it('while Redis is away: says so to the cookie of an operator, and signing out forgets it', async () => {
    const own = new BrowserSession(postrider.url);
    await own.signIn(postrider.keys.management_key);
    await own.send('POST', '/session/operator', { json: { password: operatorPassword } });
    expect((await own.send('GET', '/queues/api/queues')).status).toBe(200);
    await redis.kill();
    try {
      expectUnavailable(await own.send('GET', '/queues/api/queues'));
      const headers = basic('operator', operatorPassword);
      await waitUntil(async () => (await fetch(`${postrider.url}/queues/api/queues`, { headers })).status === 503, {
        what: '503 for the password, too',
        timeoutMs: patienceMs,
      });
      const session = await own.send('GET', '/session');
      expect([session.status, JSON.parse(session.text)]).toMatchObject([200, { operator: false }]);
      expectUnavailable(await own.send('DELETE', '/session'));
      expect(own.cookie).toBe('');
    } finally {
      await redis.start();
    }
    await waitUntil(async () => (await fetch(`${postrider.url}/health/ready`)).ok, {
      what: 'the gateway to be ready again',
      timeoutMs: patienceMs,
    });
  });

  describe('that a browser is signed in to', () => {
    let changing: Service;
    beforeAll(async () => {
      changing = await postrider.addGateway({ POSTRIDER_QUEUES_READ_ONLY: 'false' });
    });
    const send = (method: string, path: string, headers: Record<string, string> = {}): Promise<Response> =>
      fetch(`${changing.url}/queues/api${path}`, {
        method,
        headers: { ...basic('operator', operatorPassword), ...headers },
      });
    const isPaused = async (headers: Record<string, string> = {}): Promise<boolean | undefined> => {
      const response = await send('GET', '/queues', headers);
      expect(response.status).toBe(200);
      const { queues } = (await response.json()) as { queues: { name: string; isPaused: boolean }[] };
      return queues.find(({ name }) => name === 'replay')?.isPaused;
    };

    it.each(['cross-site', 'same-site', 'same-origin, cross-site'])(
      'is not changed by a page that is %s',
      async (site) => {
        const headers = { 'sec-fetch-site': site };
        for (const [method, path] of [
          ['PUT', '/queues/replay/pause'],
          ['POST', '/queues/replay/add'],
          ['PATCH', '/queues/replay/x/delay'],
        ] as const) {
          const response = await send(method, path, headers);
          const error = { type: 'permission_error', code: 'cross_site_request' };
          expect([path, response.status, await response.json()]).toMatchObject([path, 403, { error }]);
        }
        expect((await send('PUT', '/queues/replay/pause', { ...headers, authorization: 'Basic eA==' })).status).toBe(
          401,
        );
        expect(await isPaused(headers)).toBe(false);
      },
    );

    it.each([{ 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'none' }, {}])(
      'is changed by its own page, and by what is no page: %j',
      async (headers: Record<string, string>) => {
        expect((await send('PUT', '/queues/replay/pause', headers)).status).toBe(200);
        expect(await isPaused()).toBe(true);
        expect((await send('PUT', '/queues/replay/resume', headers)).status).toBe(200);
        expect(await isPaused()).toBe(false);
      },
    );
  });
});

describe('wrong settings', () => {
  it.each(['gateway', 'dispatcher'] as const)(
    'are all listed when a %s is started, which ends with 2',
    async (name) => {
      const tooShort = Buffer.alloc(31, 'k').toString('base64');
      const env = {
        ...postrider.env,
        DATABASE_URL: undefined,
        REDIS_URL: 'http://localhost',
        PORT: '99999',
        POSTRIDER_ENCRYPTION_KEYS: `short:${tooShort}`,
        POSTRIDER_RETRY_JITTER: '2',
        POSTRIDER_MANAGEMENT_RATE_LIMITS: '60',
      };
      const started = new Service({ app: name, env }).spawn();
      const exit = await started.waitForExit(patienceMs);

      expect(exit).toEqual({ code: 2, signal: null });
      const named = started.lines.flatMap((line) => /^ {2}(\w+): \S/.exec(line)?.[1] ?? []);
      expect(named.toSorted()).toEqual([
        'DATABASE_URL',
        'PORT',
        'POSTRIDER_ENCRYPTION_KEYS',
        'POSTRIDER_MANAGEMENT_RATE_LIMITS',
        'POSTRIDER_RETRY_JITTER',
        'REDIS_URL',
      ]);
      expect(started.tail(100)).not.toContain(tooShort);
    },
  );
});
