import { randomBytes } from 'node:crypto';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, Client, StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client';

import type { EndpointHistoryEntry, OAuthConsent, OAuthGrant } from '@postrider/contracts';
import { Database } from '@postrider/event-store';
import { freePort, type Service, waitUntil } from '@postrider/testing';

import { Api, type CreatedEndpoint, type Page } from '../support/api.js';
import { BrowserSession } from '../support/browser-session.js';
import { forEachTestInBrowser, type Visitor } from '../support/browser.js';
import { expectError } from '../support/expect-error.js';
import { McpClient } from '../support/mcp.js';
import { OAuthProgram } from '../support/oauth-client.js';
import {
  allow,
  challengeOf,
  connect,
  exchange,
  newVerifier,
  OAuthCalls,
  type OAuthResponse,
} from '../support/oauth.js';
import { patienceMs } from '../support/patience.js';
import { loaded, problemsOf } from '../support/page-problems.js';
import { type Postrider, startPostrider } from '../support/postrider.js';
import { RoundRobinProxy } from '../support/round-robin-proxy.js';

/** Two gateways behind one address, which is the issuer. */
let postrider: Postrider;
let proxy: RoundRobinProxy;
let calls: OAuthCalls;
let database: Database;
let organization: string;

async function behindProxy(gateways: readonly Service[], port: number): Promise<RoundRobinProxy> {
  const started = await RoundRobinProxy.start(gateways, port);
  await waitUntil(() => gateways.every((gateway) => started.isReady(gateway)), { what: 'the proxy' });
  return started;
}

beforeAll(async () => {
  const port = await freePort();
  const settings = {
    POSTRIDER_PUBLIC_URL: `http://127.0.0.1:${port}`,
    POSTRIDER_OAUTH_REGISTER_RATE_LIMIT: '10000',
    POSTRIDER_OAUTH_TOKEN_RATE_LIMIT: '10000',
    POSTRIDER_SESSION_RATE_LIMIT: '100000',
  };
  postrider = await startPostrider({ dispatchers: 0, settings });
  proxy = await behindProxy([postrider.gateway, await postrider.addGateway({})], port);
  calls = new OAuthCalls(proxy.url);
  database = new Database({ url: postrider.databaseUrl, size: 1, timeoutMs: patienceMs, name: 'e2e' });
  organization = postrider.keys.organization_id;
});
afterAll(async () => {
  await proxy.stop();
  await database.end();
  await postrider.end();
});

async function signedIn(key = postrider.keys.management_key): Promise<BrowserSession> {
  const user = new BrowserSession(proxy.url);
  await user.signIn(key);
  return user;
}

async function newConnection(consent?: Parameters<typeof allow>[3]) {
  return connect(calls, await signedIn(), organization, consent);
}

const isOpen = async (token: string): Promise<number> => (await calls.callTool(token, 'list_webhook_endpoints')).status;

const refresh = ({ refresh_token, client_id }: { refresh_token: string; client_id: string }, other: object = {}) =>
  calls.token({ grant_type: 'refresh_token', refresh_token, client_id, ...other });

const grants = async (): Promise<OAuthGrant[]> =>
  ((await postrider.manage.expect(200, 'GET', '/oauth-grants?limit=250')) as Page<OAuthGrant>).data;

function expectOAuthError({ status, body, headers }: OAuthResponse, expected: number, error: string): void {
  expect([status, body]).toEqual([expected, { error, error_description: expect.stringMatching(/\w/) as unknown }]);
  expect(headers.get('cache-control')).toBe('no-store');
}

describe('an MCP client without a key', () => {
  let visitor: Visitor;
  forEachTestInBrowser({}, (opened) => {
    visitor = opened;
  });
  const programs: OAuthProgram[] = [];
  const clients: Client[] = [];
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
    for (const program of programs.splice(0)) program.stop();
  });

  const newProgram = async (options?: { name?: string; state?: string }): Promise<OAuthProgram> => {
    const program = await OAuthProgram.start(options);
    programs.push(program);
    return program;
  };

  /** Connects with the SDK. The first attempt of a new program ends at the browser. */
  async function open(authProvider: OAuthProgram): Promise<McpClient> {
    const client = new Client({ name: 'e2e', version: '0' });
    clients.push(client);
    await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', proxy.url), { authProvider }));
    return new McpClient(client);
  }

  const button = (name: string) => visitor.page.getByRole('button', { name, exact: true });

  it('is led to the consent page, allowed after a sign-in, and reads; its user disconnects it', async () => {
    const { page } = visitor;
    // The router of the dashboard would make a number of this state.
    const program = await newProgram({ name: 'Agent <b>of</b> a test', state: '1e5' });
    await expect(open(program)).rejects.toThrow(UnauthorizedError);
    await page.goto(program.authorizationUrl?.href ?? '');
    await page.getByLabel('Management key').fill(postrider.keys.management_key);
    await page.keyboard.press('Enter');

    await page.getByRole('heading', { level: 1, name: 'Allow access?' }).waitFor();
    await page.getByText('Agent <b>of</b> a test asks for access to the webhooks of Default.').waitFor();
    await page.getByText('a program on this computer').waitFor();
    expect(await page.getByRole('radio', { name: 'Read', exact: true }).isChecked()).toBe(true);
    await loaded(page);
    expect(await problemsOf(page, 'consent')).toEqual([]);
    await button('Allow').click();
    await page.getByRole('heading', { name: 'Back in the program' }).waitFor();
    expect(Object.fromEntries(program.callback)).toEqual({
      code: expect.stringMatching(/^mlx_ac_[\w-]{43}$/) as unknown,
      state: '1e5',
      iss: proxy.url,
    });

    const transport = new StreamableHTTPClientTransport(new URL('/mcp', proxy.url), { authProvider: program });
    await transport.finishAuth(program.callback);
    const agent = await open(program);
    expect(await agent.call('list_webhook_endpoints')).toMatchObject({ data: expect.any(Array) as unknown });
    const names = await agent.toolNames();
    expect(names.filter((name) => !/^(list|get|explain)_/.test(name))).toEqual([]);

    await page.goto(`${proxy.url}/keys`);
    await page.getByRole('button', { name: 'Disconnect Agent <b>of</b> a test' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect', exact: true }).click();
    await page.getByText('No connected agents.').waitFor();
    expect(await isOpen(program.stored?.access_token ?? '')).toBe(401);
  });

  it('manages if its user chooses so, refreshes by itself, and its changes have its name', async () => {
    const { page } = visitor;
    const program = await newProgram();
    await expect(open(program)).rejects.toThrow(UnauthorizedError);
    const user = await signedIn();
    await visitor.context.addCookies([
      { name: 'postrider_session', value: user.cookie.split('=')[1] ?? '', url: proxy.url },
    ]);
    await page.goto(program.authorizationUrl?.href ?? '');
    await page.getByLabel('Read and manage').check();
    await button('Allow').click();
    await page.getByRole('heading', { name: 'Back in the program' }).waitFor();
    expect(
      await auth(program, {
        serverUrl: calls.resource,
        authorizationCode: program.callback.get('code') ?? '',
        iss: proxy.url,
      }),
    ).toBe('AUTHORIZED');

    const agent = await open(program);
    const json = { url: 'https://example.com/hook', event_types: ['*'] };
    const { id } = await agent.call<CreatedEndpoint>('create_webhook_endpoint', json);
    const first = program.stored;
    await database.query("UPDATE oauth_tokens SET expires_at = now() WHERE kind = 'access'");
    expect(await agent.call('get_webhook_endpoint', { endpoint_id: id })).toMatchObject({ id });
    expect(program.stored?.refresh_token).not.toBe(first?.refresh_token);
    expect(program.stored?.access_token).not.toBe(first?.access_token);

    const { data } = (await postrider.manage.expect(
      200,
      'GET',
      `/endpoints/${id}/history`,
    )) as Page<EndpointHistoryEntry>;
    const [grant] = await grants();
    expect(grant).toMatchObject({
      client_name: program.name,
      scope: 'manage',
      redirect: { kind: 'local', host: '127.0.0.1' },
    });
    expect(data[0]?.actor).toEqual({
      via: 'mcp',
      key_id: grant?.key_id,
      key_name: 'first management key',
      oauth_grant_id: grant?.id,
      oauth_client_name: program.name,
    });
    await page.goto(`${proxy.url}/endpoints/${id}`);
    await page.getByText(`first management key, through ${program.name}`).waitFor();
  });

  it('is told when its user denies it, and gets nothing', async () => {
    const { page } = visitor;
    const program = await newProgram();
    await expect(open(program)).rejects.toThrow(UnauthorizedError);
    await page.goto(program.authorizationUrl?.href ?? '');
    await page.getByLabel('Management key').fill(postrider.keys.management_key);
    await page.keyboard.press('Enter');
    await button('Deny').click();
    await page.getByRole('heading', { name: 'Back in the program' }).waitFor();
    expect(Object.fromEntries(program.callback)).toEqual({ error: 'access_denied', state: 'a state', iss: proxy.url });
  });

  it('that is unknown, or asks for what is wrong, is shown to the user and not sent back', async () => {
    const { page } = visitor;
    const user = await signedIn();
    await visitor.context.addCookies([
      { name: 'postrider_session', value: user.cookie.split('=')[1] ?? '', url: proxy.url },
    ]);
    await page.goto(
      `${proxy.url}/authorize?response_type=token&client_id=oac_unknown&redirect_uri=https://evil.example.com`,
    );
    await page.getByRole('heading', { name: 'This request cannot be allowed' }).waitFor();
    await page.getByText(/response_type/i).waitFor();
    expect(await button('Allow').count()).toBe(0);
    expect(new URL(page.url()).origin).toBe(proxy.url);
  });
});

describe('the metadata', () => {
  it('lead from a 401 of /mcp to the authorization server', async () => {
    const response = await fetch(calls.resource, { method: 'POST' });
    const metadata = `${proxy.url}/.well-known/oauth-protected-resource/mcp`;
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([
      401,
      `Bearer realm="Postrider", scope="read manage", resource_metadata="${metadata}"`,
    ]);
    const invalid = await calls.callTool('mlx_at_unknown', 'list_webhook_endpoints');
    expect([invalid.status, invalid.headers.get('www-authenticate')]).toEqual([
      401,
      `Bearer realm="Postrider", error="invalid_token", scope="read manage", resource_metadata="${metadata}"`,
    ]);
    for (const path of ['', '/mcp']) {
      const resource = await fetch(`${proxy.url}/.well-known/oauth-protected-resource${path}`);
      expect(await resource.json()).toMatchObject({ resource: calls.resource, authorization_servers: [proxy.url] });
    }
    const server = await fetch(`${proxy.url}/.well-known/oauth-authorization-server`);
    expect(await server.json()).toMatchObject({
      issuer: proxy.url,
      authorization_endpoint: `${proxy.url}/authorize`,
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['none'],
      authorization_response_iss_parameter_supported: true,
    });
  });

  it('are missing where OAuth is off, and /mcp then takes keys alone', async () => {
    const { access_token } = await newConnection();
    for (const settings of [
      { POSTRIDER_OAUTH_ENABLED: 'false' },
      { POSTRIDER_PUBLIC_URL: 'http://hooks.example.com' },
    ]) {
      const off = await postrider.addGateway(settings);
      for (const path of [
        '/.well-known/oauth-protected-resource',
        '/.well-known/oauth-authorization-server',
        '/authorize',
      ]) {
        expect((await fetch(off.url + path, { redirect: 'manual' })).status).toBe(404);
      }
      const user = new BrowserSession(off.url);
      await user.signIn(postrider.keys.management_key);
      expect((await user.send('GET', '/oauth/consent?request=q.')).status).toBe(404);
      const response = await new OAuthCalls(off.url).callTool(access_token, 'list_webhook_endpoints');
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="Postrider"']);
      await off.stop();
    }
  });
});

describe('the registration of a client', () => {
  it('gives an id and no secret, whatever the client asks for', async () => {
    const { status, body } = await calls.register({
      redirect_uris: ['cursor://anysphere.cursor-mcp/oauth/callback', 'http://localhost:3334/callback'],
      client_name: 'Editor',
      token_endpoint_auth_method: 'client_secret_post',
      logo_uri: 'https://example.com/logo.png',
    });
    expect([status, body]).toMatchObject([
      201,
      { client_id: expect.stringMatching(/^oac_/) as unknown, token_endpoint_auth_method: 'none' },
    ]);
    expect(body).not.toHaveProperty('client_secret');
  });

  it.each([
    ['http://example.com/callback'],
    ['http://localhost.example.com/callback'],
    ['javascript:alert(1)'],
    ['javascript://example.com/%0Aalert(1)'],
    ['data:text/html,x'],
    ['https://user@example.com/callback'],
    ['https://example.com/callback#part'],
    ['https://example.com/call back'],
    ['//example.com/callback'],
    [''],
  ])('refuses the redirect URI %p', async (uri) => {
    expectOAuthError(await calls.register({ redirect_uris: [uri] }), 400, 'invalid_redirect_uri');
  });

  it('refuses names that disguise themselves, and bodies that are none', async () => {
    const redirect_uris = ['https://client.example.com/callback'];
    for (const client_name of ['a\u202eb', 'a\nb', 'x'.repeat(101)]) {
      expectOAuthError(await calls.register({ redirect_uris, client_name }), 400, 'invalid_client_metadata');
    }
    const many = Array.from({ length: 11 }, (_, n) => `https://client.example.com/${n}`);
    expectOAuthError(await calls.register({ redirect_uris: many }), 400, 'invalid_redirect_uri');
    expectOAuthError(
      await calls.register({ redirect_uris, grant_types: ['password'] }),
      400,
      'invalid_client_metadata',
    );
    const large = await calls.register({ redirect_uris, filler: 'x'.repeat(40_000) });
    expectOAuthError(large, 413, 'invalid_request');
  });

  it('is limited per address, and unused ones end: the oldest first', async () => {
    const few = await postrider.addGateway({
      POSTRIDER_OAUTH_REGISTER_RATE_LIMIT: '3',
      POSTRIDER_OAUTH_UNUSED_CLIENTS_MAX: '2',
      POSTRIDER_REDIS_PREFIX: `e2e-${randomBytes(6).toString('hex')}`,
    });
    const used = await newConnection();
    const here = new OAuthCalls(few.url);
    const ids = [await here.newClient(), await here.newClient(), await here.newClient()];
    const refused = await here.register({ redirect_uris: ['https://client.example.com/callback'] });
    expectOAuthError(refused, 429, 'temporarily_unavailable');
    expect(refused.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    const { rows } = await database.query<{ id: string }>(
      'SELECT id FROM oauth_clients WHERE id = ANY($1) ORDER BY id',
      [[...ids, used.client_id]],
    );
    expect(rows.map(({ id }) => id)).toEqual([used.client_id, ...ids.slice(1)].toSorted());
    await few.stop();
  });
});

describe('the hosts of web sites', () => {
  it('can be limited by the operator, also for clients that have registered before', async () => {
    const few = await postrider.addGateway({ POSTRIDER_OAUTH_REDIRECT_HOSTS: 'claude.ai' });
    const here = new OAuthCalls(few.url);
    const redirect_uris = ['https://claude.ai/callback'];
    expect((await here.register({ redirect_uris })).status).toBe(201);
    redirect_uris.push('https://client.example.com/callback');
    expectOAuthError(await here.register({ redirect_uris }), 400, 'invalid_redirect_uri');
    const user = new BrowserSession(few.url);
    await user.signIn(postrider.keys.management_key);
    const client = await calls.newClient();
    await expect(allow(here, user, organization, { client, resource: calls.resource })).rejects.toThrow('redirect_uri');
    await few.stop();
  });
});

describe('the consent', () => {
  const ask = async (other: Record<string, string | undefined> = {}): Promise<string> =>
    calls.request({
      response_type: 'code',
      client_id: await calls.newClient(),
      redirect_uri: 'https://client.example.com/callback',
      code_challenge: challengeOf(newVerifier()),
      code_challenge_method: 'S256',
      resource: calls.resource,
      ...other,
    });

  it('shows the name of the client, where the code goes, and the scope', async () => {
    const request = await ask({ scope: 'read offline_access' });
    const response = await (await signedIn()).send('GET', `/oauth/consent?request=${request}`);
    expect(JSON.parse(response.text) as OAuthConsent).toMatchObject({
      organization: { id: organization, name: 'Default' },
      client: { name: 'Client', redirect: { kind: 'web', host: 'client.example.com' } },
      scopes: ['read'],
    });
  });

  it.each([
    ['code_challenge_method', 'plain'],
    ['code_challenge_method', undefined],
    ['code_challenge', undefined],
    ['code_challenge', 'short'],
    ['response_type', 'token'],
    ['client_id', 'oac_01m847ck4qf2tbh6w1s8n5x3ja'],
    ['client_id', undefined],
    ['redirect_uri', 'https://client.example.com/callback/'],
    ['redirect_uri', 'https://client.example.com/callback?more=1'],
    ['redirect_uri', 'https://client.example.com:8443/callback'],
    ['redirect_uri', 'https://evil.example.com/callback'],
    ['redirect_uri', undefined],
    ['resource', 'https://other.example.com/mcp'],
    ['scope', 'admin'],
    ['state', 'x'.repeat(2_049)],
  ])('refuses %s %p, and sends the browser nowhere', async (field, value) => {
    const user = await signedIn();
    const request = await ask({ [field]: value });
    for (const decision of ['deny', 'read']) {
      const json = { request, organization_id: organization, decision };
      expectError(await user.send('POST', '/oauth/consent', { json }), 422, { code: 'validation_failed', field });
    }
    expectError(await user.send('GET', `/oauth/consent?request=${request}`), 422, { code: 'validation_failed', field });
  });

  it('refuses a parameter that comes twice with two values', async () => {
    const query = 'response_type=code&redirect_uri=https://a.example.com&redirect_uri=https://b.example.com';
    const response = await fetch(`${calls.url}/authorize?${query}`, { redirect: 'manual' });
    const request = new URL(response.headers.get('location') ?? '', calls.url).searchParams.get('request') ?? '';
    const shown = await (await signedIn()).send('GET', `/oauth/consent?request=${request}`);
    expectError(shown, 422, { code: 'validation_failed', field: 'redirect_uri' });
  });

  it('knows a program on the user’s machine at any port', async () => {
    const client = await calls.newClient('http://localhost/callback');
    const redirect_uri = 'http://localhost:49152/callback';
    const flow = await allow(calls, await signedIn(), organization, { client, redirect_uri });
    expect(flow.back.origin).toBe('http://localhost:49152');
    expect((await exchange(calls, flow)).status).toBe(200);
  });

  it('gives no more than was asked for', async () => {
    const json = { request: await ask({ scope: 'read' }), organization_id: organization, decision: 'manage' };
    expectError(await (await signedIn()).send('POST', '/oauth/consent', { json }), 422, { field: 'decision' });
  });

  it('needs a session, of the organization that was shown', async () => {
    const request = await ask();
    const json = { request, organization_id: organization, decision: 'manage' };
    expectError(await new BrowserSession(proxy.url).send('POST', '/oauth/consent', { json }), 401, {
      code: 'signed_out',
    });
    const other = await postrider.admin.createOrganization('strangers');
    const { key } = await postrider.admin.createKey(other, 'management');
    const stranger = await signedIn(key);
    expectError(await stranger.send('POST', '/oauth/consent', { json }), 422, { field: 'organization_id' });
  });

  it('is not given by a page of another site, nor in a frame', async () => {
    const user = await signedIn();
    const json = { request: await ask(), organization_id: organization, decision: 'manage' };
    const evil = { origin: 'https://evil.example.com', 'sec-fetch-site': 'cross-site' };
    expectError(await user.send('POST', '/oauth/consent', { json, headers: evil }), 403, {
      code: 'cross_site_request',
    });
    const form = await fetch(`${proxy.url}/oauth/consent`, {
      method: 'POST',
      headers: { cookie: user.cookie, 'content-type': 'application/json' },
      body: JSON.stringify(json),
    });
    expect(form.status).toBe(403);
    const page = await fetch(`${proxy.url}/consent?request=q.`);
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(await grantsOf(json.request)).toBe(0);
  });

  /** Codes that were made, of which there are none for a request that nobody has allowed. */
  async function grantsOf(request: string): Promise<number> {
    const client = new URLSearchParams(Buffer.from(request.slice(2), 'base64url').toString()).get('client_id');
    const { rows } = await database.query('SELECT 1 FROM oauth_codes WHERE client_id = $1', [client]);
    return rows.length;
  }
});

describe('a code', () => {
  it('is exchanged for tokens of which the database has only hashes', async () => {
    const flow = await allow(calls, await signedIn(), organization, { state: 'kept' });
    expect(flow.back.searchParams.get('state')).toBe('kept');
    const { status, body } = await exchange(calls, flow);
    expect([status, body]).toEqual([
      200,
      {
        access_token: expect.stringMatching(/^mlx_at_[\w-]{43}$/) as unknown,
        refresh_token: expect.stringMatching(/^mlx_rt_[\w-]{43}$/) as unknown,
        token_type: 'Bearer',
        expires_in: 900,
        scope: 'read manage',
      },
    ]);
    const { rows } = await database.query('SELECT c, t FROM oauth_codes c, oauth_tokens t');
    const stored = JSON.stringify(rows);
    for (const secret of [flow.code, body.access_token, body.refresh_token]) expect(stored).not.toContain(secret);
  });

  it('without a state comes back without one', async () => {
    expect((await allow(calls, await signedIn(), organization)).back.searchParams.has('state')).toBe(false);
  });

  it.each([
    ['another verifier', { code_verifier: newVerifier() }],
    ['another redirect URI', { redirect_uri: 'https://client.example.com/other' }],
  ])('with %s is refused, and used up', async (_, other) => {
    const flow = await allow(calls, await signedIn(), organization);
    expectOAuthError(await exchange(calls, flow, other), 400, 'invalid_grant');
    expectOAuthError(await exchange(calls, flow), 400, 'invalid_grant');
  });

  it('of another client, or without a verifier, is refused', async () => {
    const flow = await allow(calls, await signedIn(), organization);
    expectOAuthError(await exchange(calls, flow, { client_id: await calls.newClient() }), 400, 'invalid_grant');
    expectOAuthError(await exchange(calls, flow, { code_verifier: undefined }), 400, 'invalid_request');
    expectOAuthError(await exchange(calls, flow, { resource: 'https://other.example.com/mcp' }), 400, 'invalid_target');
    expectOAuthError(await exchange(calls, flow, { client_secret: 'x' }), 400, 'invalid_client');
    expectOAuthError(await exchange(calls, flow, { grant_type: 'password' }), 400, 'unsupported_grant_type');
    expect((await exchange(calls, flow)).status).toBe(200);
  });

  it('works once of many concurrent exchanges, and a second use ends the grant', async () => {
    const flow = await allow(calls, await signedIn(), organization);
    const first = await exchange(calls, flow);
    expect(await isOpen(String(first.body.access_token))).toBe(200);
    expectOAuthError(await exchange(calls, flow), 400, 'invalid_grant');
    expect(await isOpen(String(first.body.access_token))).toBe(401);
    const another = await allow(calls, await signedIn(), organization);
    const all = await Promise.all(Array.from({ length: 8 }, () => exchange(calls, another)));
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('is worth nothing when it has expired, or the key of the session was revoked', async () => {
    const late = await allow(calls, await signedIn(), organization);
    await database.query('UPDATE oauth_codes SET expires_at = now() WHERE used_at IS NULL');
    expectOAuthError(await exchange(calls, late), 400, 'invalid_grant');

    const { id, key } = (await postrider.manage.expect(201, 'POST', '/keys', {
      json: { kind: 'management', name: 'short-lived' },
    })) as { id: string; key: string };
    const flow = await allow(calls, await signedIn(key), organization);
    await postrider.manage.expect(204, 'DELETE', `/keys/${id}`);
    expectOAuthError(await exchange(calls, flow), 400, 'invalid_grant');
  });
});

describe('a refresh token', () => {
  it('is replaced with each use, on whichever gateway', async () => {
    const first = await newConnection({ decision: 'read' });
    let current = first;
    for (let n = 0; n < 4; n++) {
      const { status, body } = await refresh(current);
      expect([status, body.scope]).toEqual([200, 'read']);
      current = { ...current, ...(body as object) };
      expect(await isOpen(current.access_token)).toBe(200);
    }
    expect(current.refresh_token).not.toBe(first.refresh_token);
  });

  it('that is used again ends the grant, with the tokens that came after it', async () => {
    const first = await newConnection();
    const { body } = await refresh(first);
    expectOAuthError(await refresh(first), 400, 'invalid_grant');
    expect(await isOpen(String(body.access_token))).toBe(401);
    expectOAuthError(await refresh({ ...first, refresh_token: String(body.refresh_token) }), 400, 'invalid_grant');
  });

  it('is refused for another client, and as an access token; an access token is none', async () => {
    const tokens = await newConnection();
    expectOAuthError(await refresh({ ...tokens, client_id: await calls.newClient() }), 400, 'invalid_grant');
    expectOAuthError(await refresh({ ...tokens, refresh_token: tokens.access_token }), 400, 'invalid_grant');
    expect(await isOpen(tokens.refresh_token)).toBe(401);
    expect((await refresh(tokens)).status).toBe(200);
  });

  it('ends with its time', async () => {
    const tokens = await newConnection();
    await database.query(`UPDATE oauth_tokens SET expires_at = now() WHERE kind = 'refresh'`);
    expectOAuthError(await refresh(tokens), 400, 'invalid_grant');
  });
});

describe('an access token', () => {
  it('opens /mcp, and no call of the API', async () => {
    const { access_token } = await newConnection();
    expect(await isOpen(access_token)).toBe(200);
    const api = new Api(proxy.url, access_token);
    for (const [method, path] of [
      ['GET', '/endpoints'],
      ['GET', '/keys'],
      ['POST', '/events'],
      ['GET', '/live'],
    ] as const) {
      expectError(await api.send(method, path), 401, { code: 'invalid_access_token' });
    }
  });

  it('is of one organization: what others have does not exist', async () => {
    const { manage } = await postrider.addOrganization('others');
    const { id } = await manage.createEndpoint({ url: 'https://example.com/hook', event_types: ['*'] });
    const { access_token } = await newConnection();
    const { body } = await calls.callTool(access_token, 'delete_webhook_endpoint', { endpoint_id: id });
    expect(JSON.stringify(body)).toContain('webhook_endpoint_not_found');
    const { status } = await manage.send('GET', `/endpoints/${id}`);
    expect(status).toBe(200);
  });

  it('for reading changes nothing', async () => {
    const { access_token } = await newConnection({ decision: 'read' });
    const args = { url: 'https://example.com/never', event_types: ['*'] };
    const { body } = await calls.callTool(access_token, 'create_webhook_endpoint', args);
    expect(JSON.stringify(body)).toContain('this server is read-only');
    expect((await postrider.manage.send('GET', '/endpoints')).text).not.toContain('/never');
  });

  it('for managing publishes', async () => {
    const { access_token } = await newConnection();
    const { body } = await calls.callTool(access_token, 'publish_webhook_event', { type: 'budget.exceeded', data: {} });
    expect(JSON.stringify(body)).toContain('evt_');
  });

  it('ends with its time, with its grant, and with the key of the session that allowed it, not with the session', async () => {
    const expired = await newConnection();
    await database.query(`UPDATE oauth_tokens SET expires_at = now() WHERE kind = 'access'`);
    expect(await isOpen(expired.access_token)).toBe(401);

    const user = await signedIn();
    const tokens = await connect(calls, user, organization);
    await user.send('DELETE', '/session');
    expect(await isOpen(tokens.access_token)).toBe(200);
    const [grant] = await grants();
    await postrider.manage.expect(204, 'DELETE', `/oauth-grants/${grant?.id ?? ''}`);
    expect(await isOpen(tokens.access_token)).toBe(401);
    expectOAuthError(await refresh(tokens), 400, 'invalid_grant');

    const { id, key } = (await postrider.manage.expect(201, 'POST', '/keys', {
      json: { kind: 'management', name: 'removed' },
    })) as { id: string; key: string };
    const ofKey = await connect(calls, await signedIn(key), organization);
    expect((await grants())[0]?.key_id).toBe(id);
    await postrider.manage.expect(204, 'DELETE', `/keys/${id}`);
    expect(await isOpen(ofKey.access_token)).toBe(401);
    expectOAuthError(await refresh(ofKey), 400, 'invalid_grant');
    expect((await grants()).filter(({ key_id }) => key_id === id)).toEqual([]);
  });

  it('can be revoked by its client, and not by another', async () => {
    const tokens = await newConnection();
    const token = tokens.access_token;
    expectOAuthError(await calls.revoke({ token, client_id: await calls.newClient() }), 400, 'invalid_client');
    expect(await isOpen(token)).toBe(200);
    expect((await calls.revoke({ token, client_id: tokens.client_id })).status).toBe(200);
    expect(await isOpen(token)).toBe(401);
    expectOAuthError(await refresh(tokens), 400, 'invalid_grant');
    expect((await calls.revoke({ token: 'unknown', client_id: tokens.client_id })).status).toBe(200);
  });

  it('is limited per grant, and grants per organization: the oldest ends', async () => {
    const few = await postrider.addGateway({ POSTRIDER_MANAGEMENT_RATE_LIMIT: '2', POSTRIDER_OAUTH_GRANTS_MAX: '1' });
    const [older, newer] = [await newConnection(), await allow(calls, await signedIn(), organization)];
    const here = new OAuthCalls(few.url);
    const exchanged = await exchange(here, newer, { resource: calls.resource });
    const token = String(exchanged.body.access_token);
    expect(await isOpen(older.access_token)).toBe(401);
    const statuses = [];
    for (let n = 0; n < 3; n++) statuses.push((await here.callTool(token, 'list_webhook_endpoints')).status);
    expect(statuses).toEqual([200, 200, 429]);
    await few.stop();
  });
});

describe('what is no OAuth', () => {
  it('is refused in its shape', async () => {
    const post = (path: string, type: string, body: string) =>
      fetch(proxy.url + path, { method: 'POST', headers: { 'content-type': type }, body });
    const json = await post('/token', 'application/json', '{}');
    expect([json.status, await json.json()]).toMatchObject([415, { error: 'invalid_request' }]);
    const form = await post('/register', 'application/x-www-form-urlencoded', 'redirect_uris=x');
    expect([form.status, await form.json()]).toMatchObject([415, { error: 'invalid_request' }]);
    const twice = await post('/token', 'application/x-www-form-urlencoded', 'client_id=a&client_id=b');
    expect([twice.status, await twice.json()]).toMatchObject([400, { error: 'invalid_request' }]);
    const page = await fetch(`${proxy.url}/token`, { method: 'POST', headers: { origin: 'https://evil.example.com' } });
    expect([page.status, await page.json()]).toMatchObject([403, { error: 'invalid_request' }]);
    expect((await fetch(`${proxy.url}/token`)).status).toBe(405);
  });

  it('counts refused calls per address', async () => {
    const few = await postrider.addGateway({
      POSTRIDER_OAUTH_TOKEN_RATE_LIMIT: '2',
      POSTRIDER_REDIS_PREFIX: `e2e-${randomBytes(6).toString('hex')}`,
    });
    const here = new OAuthCalls(few.url);
    const wrong = { grant_type: 'refresh_token', refresh_token: 'mlx_rt_unknown', client_id: 'oac_unknown' };
    const statuses = [];
    for (let n = 0; n < 3; n++) statuses.push((await here.token(wrong)).status);
    expect(statuses).toEqual([400, 400, 429]);
    const { refresh_token, client_id } = await newConnection();
    expect((await here.token({ grant_type: 'refresh_token', refresh_token, client_id })).status).toBe(200);
    await few.stop();
  });
});
