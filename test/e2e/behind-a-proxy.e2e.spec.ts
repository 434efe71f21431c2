import { randomBytes } from 'node:crypto';

import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Service } from '@postrider/testing';

import { type ApiResponse, Api } from '../support/api.js';
import { BrowserSession } from '../support/browser-session.js';
import { expectError } from '../support/expect-error.js';
import { forAllTests } from '../support/for-all-tests.js';
import { operatorPassword, type Postrider } from '../support/postrider.js';

let postrider: Postrider;
/** Trusts loopback, from where these tests call, and 10.0.0.0/8; three failures a minute. */
let trusting: Service;

const failures = 3;
const limits = { POSTRIDER_SIGN_IN_RATE_LIMIT: String(failures), POSTRIDER_SESSION_RATE_LIMIT: '100000' };
const ownCounts = (): Record<string, string> => ({ POSTRIDER_REDIS_PREFIX: `e2e-${randomBytes(6).toString('hex')}` });

forAllTests({ dispatchers: 0 }, (services) => {
  ({ postrider } = services);
});

beforeAll(async () => {
  const POSTRIDER_TRUSTED_PROXIES = '127.0.0.0/8, 10.0.0.0/8';
  trusting = await postrider.addGateway({ ...limits, ...ownCounts(), POSTRIDER_TRUSTED_PROXIES });
});

const from = (address: string): Record<string, string> => ({ 'x-forwarded-for': address });
const signIn = (url: string, key: string, headers: Record<string, string> = {}): Promise<ApiResponse> =>
  new BrowserSession(url).send('POST', '/session', { json: { key }, headers });
const useLink = (url: string, token: string, headers: Record<string, string> = {}): Promise<ApiResponse> =>
  new BrowserSession(url).send('POST', '/session/link', { json: { token }, headers });
const wrongKey = 'mlx_mk_wrong';
const basic = (password: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`operator:${password}`).toString('base64')}`,
});

async function board(url: string, headers: Record<string, string>): Promise<ApiResponse> {
  const response = await fetch(`${url}/queues/api/queues`, { headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** Uses up the failures of an address. */
async function useUp(url: string, headers: Record<string, string> = {}): Promise<void> {
  for (let n = 0; n < failures; n++) expect((await signIn(url, wrongKey, headers)).status).toBe(401);
  const refused = await signIn(url, wrongKey, headers);
  expectError(refused, 429, { type: 'rate_limited', code: 'rate_limited' });
  expect(refused.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
}

describe('failed sign-ins', () => {
  it('lock out no right key and no right link, though all come from one address', async () => {
    const gateway = await postrider.addGateway({ ...limits, ...ownCounts() });
    await useUp(gateway.url);
    for (let n = 0; n < 3; n++) expect((await signIn(gateway.url, postrider.keys.management_key)).status).toBe(200);
    const { url } = (await postrider.admin.json('sign-in-link', '--url', gateway.url)) as { url: string };
    expectError(await useLink(gateway.url, 'wrong'), 429, { code: 'rate_limited' });
    expect((await useLink(gateway.url, new URL(url).hash.slice(1))).status).toBe(200);
    const project = await signIn(gateway.url, postrider.keys.project_key);
    expectError(project, 403, { code: 'key_not_permitted' });
    expectError(await signIn(gateway.url, wrongKey), 429, { code: 'rate_limited' });
    await gateway.stop();
  });

  it('of many at once are all counted', async () => {
    const headers = from('198.51.100.20');
    const all = await Promise.all(Array.from({ length: 20 }, () => signIn(trusting.url, wrongKey, headers)));
    const statuses = all.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(failures);
    expect(statuses.filter((status) => status === 429)).toHaveLength(20 - failures);
  });

  it('are counted by the address that a trusted proxy names, and not by what its client claims', async () => {
    await useUp(trusting.url, from('198.51.100.1'));
    expect((await signIn(trusting.url, wrongKey, from('198.51.100.2'))).status).toBe(401);
    // The nearest address that is no proxy is the client's; what stands before it is its own word.
    for (const chain of ['203.0.113.1, 198.51.100.1', '203.0.113.2,198.51.100.1, 10.0.0.7', 'x, 198.51.100.1:4711']) {
      expect([chain, (await signIn(trusting.url, wrongKey, from(chain))).status]).toEqual([chain, 429]);
    }
    expect((await signIn(trusting.url, postrider.keys.management_key, from('198.51.100.1'))).status).toBe(200);
  });

  it('of an IPv6 client are those of its whole /64', async () => {
    await useUp(trusting.url, from('2001:db8:5:6::1'));
    expect((await signIn(trusting.url, wrongKey, from('2001:db8:5:6:ffff::2'))).status).toBe(429);
    expect((await signIn(trusting.url, wrongKey, from('2001:db8:5:7::1'))).status).toBe(401);
  });

  it('are counted by the connection where no proxy is trusted: X-Forwarded-For changes nothing', async () => {
    const gateway = await postrider.addGateway({ ...limits, ...ownCounts() });
    for (let n = 0; n < failures; n++)
      expect((await signIn(gateway.url, wrongKey, from(`198.51.100.${n}`))).status).toBe(401);
    expect((await signIn(gateway.url, wrongKey, from('198.51.100.99'))).status).toBe(429);
    const elsewhere = await postrider.addGateway({
      ...limits,
      ...ownCounts(),
      POSTRIDER_TRUSTED_PROXIES: '192.0.2.0/24',
    });
    for (let n = 0; n < failures; n++) await signIn(elsewhere.url, wrongKey, from(`198.51.100.${n}`));
    expect((await signIn(elsewhere.url, wrongKey, from('198.51.100.99'))).status).toBe(429);
    await Promise.all([gateway.stop(), elsewhere.stop()]);
  });
});

describe('guesses at the operator’s password', () => {
  it('are limited over HTTP Basic and in the dashboard together; the right one passes, after a wait', async () => {
    const headers = from('198.51.100.30');
    const guess = (): Promise<ApiResponse> => board(trusting.url, { ...basic('not the password'), ...headers });
    for (let n = 0; n < failures; n++) expectError(await guess(), 401, { code: 'operator_only' });
    const refused = await guess();
    expectError(refused, 429, { code: 'rate_limited' });
    expect(refused.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    const inDashboard = (password: string): Promise<ApiResponse> =>
      new BrowserSession(trusting.url).send('POST', '/session/operator', { json: { password }, headers });
    expectError(await inDashboard('not the password'), 429, { code: 'rate_limited' });

    expect((await board(trusting.url, { ...basic(operatorPassword), ...headers })).status).toBe(200);
    expect((await inDashboard(operatorPassword)).status).toBe(204);
    expect((await board(trusting.url, { ...basic(operatorPassword), ...from('198.51.100.31') })).status).toBe(200);
  });

  it('past the limit are looked at one at a time, and too many at once not at all', async () => {
    const headers = { ...basic('not the password'), ...from('198.51.100.32') };
    const all = await Promise.all(Array.from({ length: 30 }, () => board(trusting.url, headers)));
    const statuses = all.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(failures);
    expect(statuses.filter((status) => status === 429)).toHaveLength(30 - failures);
  });

  it('do not affect signed-in operators or requests without a password', async () => {
    const headers = from('198.51.100.33');
    const own = new BrowserSession(trusting.url);
    await own.signIn(postrider.keys.management_key);
    await own.send('POST', '/session/operator', { json: { password: operatorPassword } });
    for (let n = 0; n <= failures; n++) await board(trusting.url, { ...basic('not the password'), ...headers });
    expect((await own.send('GET', '/queues/api/queues', { headers })).status).toBe(200);
    expectError(await board(trusting.url, headers), 401, { code: 'operator_only' });
  });
});

describe('cookies over https', () => {
  const https = { 'x-forwarded-proto': 'https' };

  it('are named __Host-, for https and this host alone, and open the dashboard and the queues', async () => {
    const own = new BrowserSession(trusting.url);
    const key = postrider.keys.management_key;
    await own.send('POST', '/session', { json: { key }, headers: https });
    await own.send('POST', '/session/operator', { json: { password: operatorPassword }, headers: https });
    expect(own.given).toEqual([
      expect.stringMatching(
        /^__Host-postrider_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
      ),
      expect.stringMatching(
        /^__Host-postrider_operator=[^;]+; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
      ),
    ]);
    for (const path of ['/session', '/manage/v1/webhooks/endpoints', '/queues/api/queues']) {
      expect([path, (await own.send('GET', path, { headers: https })).status]).toEqual([path, 200]);
    }
    expect((await own.send('DELETE', '/session', { headers: https })).status).toBe(204);
    expect(own.cookie).toBe('');
  });

  it.each(['a trusted proxy', 'POSTRIDER_COOKIE_SECURE'])(
    'are the only ones that are read: a planted plain cookie signs nobody in (%s says it is https)',
    async (who) => {
      const always = await postrider.addGateway({ POSTRIDER_COOKIE_SECURE: 'true' });
      const [url, headers] = who === 'a trusted proxy' ? [trusting.url, https] : [always.url, {}];
      const attacker = new BrowserSession(postrider.url);
      await attacker.signIn(postrider.keys.management_key);
      const planted = attacker.cookie;
      expect(planted).toMatch(/^postrider_session=/);
      const get = async (cookie: string): Promise<number> => {
        const response = await fetch(`${url}/manage/v1/webhooks/endpoints`, { headers: { ...headers, cookie } });
        return response.status;
      };
      expect(await get(planted)).toBe(401);
      expect(await get(`${planted}; __Host-postrider_session=none`)).toBe(401);

      const own = new BrowserSession(url);
      await own.send('POST', '/session', { json: { key: postrider.keys.management_key }, headers });
      expect(own.cookie).toMatch(/^__Host-postrider_session=/);
      expect(await get(`postrider_session=planted; ${own.cookie}`)).toBe(200);
      await always.stop();
    },
  );

  it('are plain without https, and X-Forwarded-Proto counts only from a trusted proxy', async () => {
    const own = new BrowserSession(postrider.url);
    const key = postrider.keys.management_key;
    await own.send('POST', '/session', { json: { key }, headers: https });
    expect(own.given).toEqual([
      expect.stringMatching(/^postrider_session=[^;]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/),
    ]);
    expect((await own.send('GET', '/session')).status).toBe(200);
    expect((await new Api(postrider.url, key).send('GET', '/endpoints')).status).toBe(200);
  });
});

describe('the operator’s cookie', () => {
  it.each(['/session/operator', '/session'])('is worth nothing after DELETE %s, on every gateway', async (path) => {
    const own = new BrowserSession(postrider.url);
    await own.signIn(postrider.keys.management_key);
    await own.send('POST', '/session/operator', { json: { password: operatorPassword } });
    const second = await postrider.addGateway({});
    const [copy, elsewhere] = [own.at(postrider.url), own.at(second.url)];
    const other = new BrowserSession(postrider.url);
    await other.send('POST', '/session/operator', { json: { password: operatorPassword } });
    for (const each of [copy, elsewhere]) expect((await each.send('GET', '/queues/api/queues')).status).toBe(200);

    expect((await own.send('DELETE', path)).status).toBe(204);
    for (const each of [copy, elsewhere]) {
      expectError(await each.send('GET', '/queues/api/queues'), 401, { code: 'operator_only' });
    }
    expect((await other.send('GET', '/queues/api/queues')).status).toBe(200);
    await second.stop();
  });
});
