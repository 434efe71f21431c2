import { randomBytes } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Session } from '@postrider/contracts';
import { Database } from '@postrider/event-store';
import { type Service, waitUntil } from '@postrider/testing';

import { Api, errorOf } from '../support/api.js';
import { BrowserSession } from '../support/browser-session.js';
import { expectError } from '../support/expect-error.js';
import { operatorPassword, type Postrider, startPostrider } from '../support/postrider.js';
import { patienceMs } from '../support/patience.js';

let postrider: Postrider;
let second: Service;
let database: Database;

beforeAll(async () => {
  postrider = await startPostrider({
    dispatchers: 0,
    settings: { LOG_LEVEL: 'trace', POSTRIDER_SIGN_IN_RATE_LIMIT: '1000' },
  });
  second = await postrider.addGateway({});
  database = new Database({ url: postrider.databaseUrl, size: 1, timeoutMs: patienceMs, name: 'e2e' });
});
afterAll(async () => {
  await database.end();
  await postrider.end();
});

const browser = (): BrowserSession => new BrowserSession(postrider.url);
const endpoint = { url: 'https://example.com/hook', event_types: ['*'] };

async function signedIn(): Promise<BrowserSession> {
  const own = browser();
  await own.signIn(postrider.keys.management_key);
  return own;
}

const signInLink = async (...options: string[]): Promise<{ url: string; token: string }> => {
  const { url } = (await postrider.admin.json('sign-in-link', '--url', postrider.url, ...options)) as { url: string };
  return { url, token: new URL(url).hash.slice(1) };
};

describe('signing in with a management key', () => {
  it('gives a cookie that scripts cannot read and other sites do not send, and shows the key nowhere', async () => {
    const own = browser();
    const session = await own.signIn(postrider.keys.management_key);
    expect(session).toEqual({
      organization: { id: postrider.keys.organization_id, name: 'Default' },
      key: {
        id: expect.stringMatching(/^key_/),
        name: 'first management key',
        last_four: postrider.keys.management_key.slice(-4),
      },
      expires_at: expect.stringMatching(/Z$/),
      operator: false,
    });
    const hours = (Date.parse(session.expires_at) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(11.9);
    expect(hours).toBeLessThanOrEqual(12);
    expect(own.given).toHaveLength(1);
    expect(own.given[0]).toMatch(/^postrider_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(own.given.join()).not.toContain(postrider.keys.management_key);

    const shown = await own.send('GET', '/session');
    expect([shown.status, JSON.parse(shown.text)]).toEqual([200, session]);
    expect(shown.headers.get('cache-control')).toBe('no-store');
  });

  it('gives a cookie for https alone where the page came over https', async () => {
    const own = browser();
    const headers = { origin: 'https://hooks.example.com', 'sec-fetch-site': 'same-origin' };
    await own.send('POST', '/session', { json: { key: postrider.keys.management_key }, headers });
    expect(own.given[0]).toMatch(/; Secure/);
  });

  it('keeps of the cookie no more than its hash, and writes it into no log', async () => {
    const own = await signedIn();
    const token = own.cookie.split('=')[1] ?? '';
    const { rows } = await database.query<{ row: string }>('SELECT s::text AS row FROM sessions s');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(({ row }) => row).join()).not.toContain(token);
    const log = postrider.gateway.process.lines.join('\n');
    expect(log).not.toContain(token);
    expect(log).not.toContain(postrider.keys.management_key);
  });

  it.each([
    ['an unknown key', 401, 'invalid_api_key', () => ({ key: 'mlx_mk_unknown' })],
    ['a project key', 403, 'key_not_permitted', () => ({ key: postrider.keys.project_key })],
    ['no key', 422, 'validation_failed', () => ({})],
    ['a key that is no text', 422, 'validation_failed', () => ({ key: 1 })],
  ])('refuses %s and gives no cookie', async (_, status, code, json) => {
    const own = browser();
    expectError(await own.send('POST', '/session', { json: json() }), status, { code });
    expect(own.given).toEqual([]);
  });
});

describe('a sign-in link', () => {
  it('signs in once, on whichever gateway', async () => {
    const { url, token } = await signInLink();
    expect(url).toBe(`${postrider.url}/sign-in#${token}`);
    expect(token).toMatch(/^[\w-]{43}$/);
    const first = browser();
    const response = await first.send('POST', '/session/link', { json: { token } });
    expect([response.status, (JSON.parse(response.text) as Session).key]).toEqual([200, null]);
    expect((await first.manage('GET', '/endpoints')).status).toBe(200);

    for (const gateway of [postrider.url, second.url]) {
      const again = await new BrowserSession(gateway).send('POST', '/session/link', { json: { token } });
      expectError(again, 401, { code: 'invalid_sign_in_link' });
    }
    expect(postrider.gateway.process.lines.join('\n')).not.toContain(token);
  });

  it('signs in one of two concurrent requests', async () => {
    const { token } = await signInLink();
    const rivals = [postrider.url, second.url, postrider.url, second.url].map((url) =>
      new BrowserSession(url).send('POST', '/session/link', { json: { token } }),
    );
    const statuses = (await Promise.all(rivals)).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([200, 401, 401, 401]);
  });

  it('is worth nothing once it has expired, or was never made', async () => {
    const { token } = await signInLink('--minutes', '1');
    await database.query(`UPDATE sign_in_links SET expires_at = now() - interval '1 ms' WHERE used_at IS NULL`);
    for (const given of [token, 'never-made']) {
      const response = await browser().send('POST', '/session/link', { json: { token: given } });
      expectError(response, 401, { code: 'invalid_sign_in_link' });
    }
  });

  it('has to say whose it is where there are several organizations', async () => {
    const other = await postrider.admin.createOrganization('Other');
    const { code, stderr } = await postrider.admin.run('sign-in-link');
    expect([code, stderr]).toEqual([1, 'several organizations exist; choose one with --organization\n']);
    const { token } = await signInLink('--organization', other);
    const own = browser();
    const response = await own.send('POST', '/session/link', { json: { token } });
    expect(JSON.parse(response.text)).toMatchObject({ organization: { id: other, name: 'Other' } });
    await database.query('DELETE FROM sign_in_links WHERE organization_id = $1', [other]);
    await database.query('DELETE FROM sessions WHERE organization_id = $1', [other]);
    await database.query('DELETE FROM organizations WHERE id = $1', [other]);
  });
});

describe('a session', () => {
  it('may manage and publish, on every gateway', async () => {
    const own = await signedIn();
    for (const at of [own, own.at(second.url)]) {
      expect((await at.manage('POST', '/endpoints', { json: endpoint })).status).toBe(201);
      expect((await at.manage('GET', '/endpoints')).status).toBe(200);
      expect((await at.manage('POST', '/events', { json: { type: 'budget.exceeded', data: {} } })).status).toBe(202);
    }
    await postrider.manage.deleteEndpoints();
  });

  it('sees what is its organization’s own, and nothing else', async () => {
    const created = await postrider.manage.createEndpoint(endpoint);
    const stranger = await postrider.admin.createOrganization('Stranger');
    const { key } = await postrider.admin.createKey(stranger, 'management');
    const own = browser();
    expect(await own.signIn(key)).toMatchObject({ organization: { id: stranger } });
    expect((await own.manage('GET', `/endpoints/${created.id}`)).status).toBe(404);
    expect((await own.manage('DELETE', `/endpoints/${created.id}`)).status).toBe(404);
    await postrider.manage.deleteEndpoints();
  });

  it('is counted by itself, and not as its key', async () => {
    const gateway = await postrider.addGateway({
      POSTRIDER_MANAGEMENT_RATE_LIMIT: '1',
      POSTRIDER_SESSION_RATE_LIMIT: '3',
      POSTRIDER_REDIS_PREFIX: `e2e-${randomBytes(6).toString('hex')}`,
    });
    const [one, other] = [await signedIn(), await signedIn()].map((each) => each.at(gateway.url));
    const statuses = async (own: BrowserSession | undefined): Promise<(number | undefined)[]> => {
      const found: (number | undefined)[] = [];
      for (let n = 0; n < 4; n++) found.push((await own?.manage('GET', '/endpoints'))?.status);
      return found;
    };
    expect(await statuses(one)).toEqual([200, 200, 200, 429]);
    expect(await statuses(other)).toEqual([200, 200, 200, 429]);
    expect((await postrider.manageAt(gateway).send('GET', '/endpoints')).status).toBe(200);
    await gateway.stop();
  });

  it('ends with signing out, on every gateway, and the cookies go', async () => {
    const own = await signedIn();
    const elsewhere = own.at(second.url);
    const response = await own.send('DELETE', '/session');
    expect([response.status, own.cookie]).toEqual([204, '']);
    for (const path of ['/session', '/manage/v1/webhooks/endpoints']) {
      expectError(await elsewhere.send('GET', path), 401, { code: 'signed_out' });
    }
    expectError(await own.manage('GET', '/endpoints'), 401, { code: 'missing_api_key' });
    expect((await own.send('DELETE', '/session')).status).toBe(204);
  });

  it('ends with the key that began it, at once, and leaves those of other keys', async () => {
    const { id, key } = await postrider.admin.createKey(postrider.keys.organization_id, 'management');
    const [own, other] = [browser(), await signedIn()];
    await own.signIn(key);
    await postrider.admin.json('keys', 'revoke', id);
    for (const at of [own, own.at(second.url)]) {
      expectError(await at.manage('GET', '/endpoints'), 401, { code: 'signed_out' });
    }
    expect((await other.manage('GET', '/endpoints')).status).toBe(200);
  });

  it('ends when its time is over, and is then forgotten', async () => {
    const own = await signedIn();
    await database.query(`UPDATE sessions SET expires_at = now() - interval '1 ms'`);
    await database.query(`UPDATE sign_in_links SET expires_at = now() - interval '1 ms'`);
    expectError(await own.manage('GET', '/endpoints'), 401, { code: 'signed_out' });
    const areForgotten = async (): Promise<boolean> => {
      const { rows } = await database.query(
        'SELECT 1 FROM sessions WHERE expires_at < now() UNION ALL SELECT 1 FROM sign_in_links WHERE expires_at < now()',
      );
      return rows.length === 0;
    };
    expect(await areForgotten()).toBe(false);
    const gateway = await postrider.addGateway({});
    await waitUntil(areForgotten, { what: 'the rows to be gone', timeoutMs: patienceMs });
    await gateway.stop();
  });

  it('ends for a whole organization by command', async () => {
    const own = await signedIn();
    const ended = await postrider.admin.json('sign-out', '--organization', postrider.keys.organization_id);
    expect(ended).toEqual({ organization_id: postrider.keys.organization_id, ended: expect.any(Number) });
    expectError(await own.send('GET', '/session'), 401, { code: 'signed_out' });
  });

  it('ends when its browser signs in again, and as the oldest of too many', async () => {
    const gateway = await postrider.addGateway({ POSTRIDER_SESSIONS_MAX: '2' });
    const first = new BrowserSession(gateway.url);
    await first.signIn(postrider.keys.management_key);
    const before = first.at(gateway.url);
    await first.signIn(postrider.keys.management_key);
    expect((await before.send('GET', '/session')).status).toBe(401);

    for (let n = 0; n < 2; n++) await new BrowserSession(gateway.url).signIn(postrider.keys.management_key);
    expect((await first.send('GET', '/session')).status).toBe(401);
    await gateway.stop();
  });
});

describe('a page of another site', () => {
  const foreign: [string, Record<string, string>][] = [
    ['without the header of the dashboard', { 'x-postrider-page': '' }],
    ['that a browser calls cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['of another origin of this site', { 'sec-fetch-site': 'same-site' }],
    ['whose origin is another', { origin: 'http://evil.example.com' }],
    ['whose origin is hidden', { origin: 'null' }],
  ];

  it.each(foreign)('%s changes nothing with the cookie', async (_, headers) => {
    const own = await signedIn();
    const { 'x-postrider-page': page, ...others } = headers;
    const call = { json: endpoint, headers: others };
    const response =
      page === undefined
        ? await own.manage('POST', '/endpoints', call)
        : await fetch(`${postrider.url}/manage/v1/webhooks/endpoints`, {
            method: 'POST',
            headers: { cookie: own.cookie, 'content-type': 'application/json' },
            body: JSON.stringify(endpoint),
          }).then(async (response) => ({
            status: response.status,
            headers: response.headers,
            text: await response.text(),
          }));
    expectError(response, 403, { code: 'cross_site_request' });
    expect((await postrider.manage.endpoints()).data).toEqual([]);
    if (page !== undefined) return;
    expectError(await own.send('DELETE', '/session', { headers: others }), 403, { code: 'cross_site_request' });
    const key = postrider.keys.management_key;
    expectError(await own.send('POST', '/session', { json: { key }, headers: others }), 403, {
      code: 'cross_site_request',
    });
    expect((await own.send('GET', '/session')).status).toBe(200);
  });

  it('cannot sign a browser in by a form, whose content is no JSON', async () => {
    const own = browser();
    for (const type of ['application/x-www-form-urlencoded', 'text/plain']) {
      const response = await fetch(`${postrider.url}/session`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: JSON.stringify({ key: postrider.keys.management_key }),
      });
      expect(response.status).toBe(415);
    }
    expect(own.cookie).toBe('');
  });

  it('does not keep the dashboard’s own calls out', async () => {
    const own = await signedIn();
    for (const headers of [
      { 'sec-fetch-site': 'same-origin', origin: 'https://behind-a-proxy.example' },
      { origin: postrider.url },
    ]) {
      expect((await own.manage('POST', '/endpoints', { json: endpoint, headers })).status).toBe(201);
    }
    await postrider.manage.deleteEndpoints();
  });

  it('a key takes precedence over the cookie', async () => {
    const own = await signedIn();
    const response = await own.manage('GET', '/endpoints', { headers: { authorization: 'Bearer mlx_mk_unknown' } });
    expect(errorOf(response).code).toBe('invalid_api_key');
    const mcp = await fetch(`${postrider.url}/mcp`, { method: 'POST', headers: { cookie: own.cookie } });
    expect(mcp.status).toBe(401);
  });
});

describe('the operator', () => {
  const boardOf = (own: BrowserSession): Promise<number> =>
    own.send('GET', '/queues/api/queues').then(({ status }) => status);

  it('opens the queues with a cookie, on every gateway, until signing out', async () => {
    const own = await signedIn();
    expect(await boardOf(own)).toBe(401);
    const response = await own.send('POST', '/session/operator', { json: { password: operatorPassword } });
    expect([response.status, response.text]).toEqual([204, '']);
    expect(own.given.at(-1)).toMatch(/^postrider_operator=[^;]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(own.given.join()).not.toContain(operatorPassword);
    for (const at of [own, own.at(second.url)]) {
      expect(await boardOf(at)).toBe(200);
      expect(JSON.parse((await at.send('GET', '/session')).text)).toMatchObject({ operator: true });
    }
    for (const headers of [{ 'sec-fetch-site': 'same-site' }, { origin: 'http://127.0.0.1:1' }]) {
      const forged = await own.send('PUT', '/queues/api/queues/replay/pause', { headers });
      expectError(forged, 403, { code: 'cross_site_request' });
    }
    expect((await own.send('DELETE', '/session/operator')).status).toBe(204);
    expect(await boardOf(own)).toBe(401);
    expect(JSON.parse((await own.send('GET', '/session')).text)).toMatchObject({ operator: false });
  });

  it('needs the right password or a valid cookie; a session is not enough', async () => {
    const own = await signedIn();
    const wrong = await own.send('POST', '/session/operator', { json: { password: 'not the password' } });
    expectError(wrong, 401, { code: 'operator_only' });
    for (const cookie of [own.cookie, `postrider_operator=${String(Date.now() + 60_000)}.x`, 'postrider_operator=']) {
      const response = await fetch(`${postrider.url}/queues`, { headers: { cookie } });
      expect(response.status).toBe(401);
    }
  });

  it('is signed out by another password', async () => {
    const own = await signedIn();
    await own.send('POST', '/session/operator', { json: { password: operatorPassword } });
    const changed = await postrider.addGateway({ POSTRIDER_OPERATOR_PASSWORD: 'another password' });
    const without = await postrider.addGateway({ POSTRIDER_OPERATOR_PASSWORD: '' });
    expect(await boardOf(own.at(changed.url))).toBe(401);
    expect(JSON.parse((await own.at(without.url).send('GET', '/session')).text)).toMatchObject({ operator: null });
    const refused = await own.at(without.url).send('POST', '/session/operator', { json: { password: 'x' } });
    expectError(refused, 404, { code: 'route_not_found' });
    await Promise.all([changed.stop(), without.stop()]);
  });
});

describe('without the dashboard', () => {
  it('sign-in is off, and cookies open nothing', async () => {
    const own = await signedIn();
    const gateway = await postrider.addGateway({ POSTRIDER_DASHBOARD_ENABLED: 'false' });
    const there = own.at(gateway.url);
    for (const path of ['/', '/sign-in', '/session']) expect((await there.send('GET', path)).status).toBe(404);
    expect((await there.send('POST', '/session', { json: { key: postrider.keys.management_key } })).status).toBe(404);
    expectError(await there.manage('GET', '/endpoints'), 401, { code: 'missing_api_key' });
    expect((await new Api(gateway.url, postrider.keys.management_key).send('GET', '/endpoints')).status).toBe(200);
    await gateway.stop();
  });
});
