import { createHash, randomBytes } from 'node:crypto';

import type { BrowserSession } from './browser-session.js';

/** A response of `/token`. */
export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
  readonly token_type: string;
  readonly scope: string;
}

export interface OAuthResponse<T = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

export const newVerifier = (): string => randomBytes(32).toString('base64url');
export const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

type Fields = Readonly<Record<string, string | undefined>>;

const defined = (fields: Fields): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined));

/** Calls the authorization server as a client does that obeys no SDK. */
export class OAuthCalls {
  constructor(readonly url: string) {}

  get resource(): string {
    return `${this.url}/mcp`;
  }

  async register(json: object): Promise<OAuthResponse> {
    return this.#send('/register', JSON.stringify(json), 'application/json');
  }

  /** Returns the id of a new client. */
  async newClient(redirect_uri = 'https://client.example.com/callback', name = 'Client'): Promise<string> {
    const { status, body } = await this.register({ client_name: name, redirect_uris: [redirect_uri] });
    if (status !== 201) throw new Error(`registration failed with ${status}: ${JSON.stringify(body)}`);
    return String(body.client_id);
  }

  /** The address of the consent page, to which `/authorize` leads, as its parameter. */
  async request(fields: Fields): Promise<string> {
    const query = new URLSearchParams(defined(fields)).toString();
    const response = await fetch(`${this.url}/authorize?${query}`, { redirect: 'manual' });
    const location = new URL(response.headers.get('location') ?? '', this.url);
    if (response.status !== 303 || location.pathname !== '/consent') throw new Error(`unexpected: ${location.href}`);
    return location.searchParams.get('request') ?? '';
  }

  async token(fields: Fields): Promise<OAuthResponse> {
    return this.#form('/token', fields);
  }

  async revoke(fields: Fields): Promise<OAuthResponse> {
    return this.#form('/revoke', fields);
  }

  /** The JSON-RPC response of `/mcp` to a call of a tool. */
  async callTool(token: string, name: string, args: object = {}): Promise<OAuthResponse> {
    const message = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } };
    return this.#send('/mcp', JSON.stringify(message), 'application/json', {
      authorization: `Bearer ${token}`,
      accept: 'application/json, text/event-stream',
    });
  }

  #form(path: string, fields: Fields): Promise<OAuthResponse> {
    return this.#send(path, new URLSearchParams(defined(fields)).toString(), 'application/x-www-form-urlencoded');
  }

  async #send(path: string, body: string, type: string, headers: Record<string, string> = {}): Promise<OAuthResponse> {
    const response = await fetch(this.url + path, {
      method: 'POST',
      headers: { 'content-type': type, ...headers },
      body,
    });
    const text = await response.text();
    // A response of MCP may be an event.
    const json = /^data: (.*)$/m.exec(text)?.[1] ?? text;
    return { status: response.status, headers: response.headers, body: json === '' ? {} : (JSON.parse(json) as never) };
  }
}

/** One authorization, up to the tokens: what a test leaves out is right. */
export interface Flow {
  readonly client_id: string;
  readonly redirect_uri: string;
  readonly verifier: string;
  readonly code: string;
  readonly back: URL;
}

interface Consent {
  readonly decision?: 'read' | 'manage';
  readonly client?: string;
  readonly redirect_uri?: string;
  readonly state?: string;
  readonly resource?: string;
}

/** A user of the dashboard allows a client, without a browser. */
export async function allow(
  calls: OAuthCalls,
  user: BrowserSession,
  organization_id: string,
  { decision = 'manage', redirect_uri = 'https://client.example.com/callback', ...given }: Consent = {},
): Promise<Flow> {
  const client_id = given.client ?? (await calls.newClient(redirect_uri));
  const verifier = newVerifier();
  const request = await calls.request({
    response_type: 'code',
    client_id,
    redirect_uri,
    code_challenge: challengeOf(verifier),
    code_challenge_method: 'S256',
    resource: given.resource ?? calls.resource,
    state: given.state,
  });
  const response = await user.send('POST', '/oauth/consent', { json: { request, organization_id, decision } });
  if (response.status !== 200) throw new Error(`the consent failed with ${response.status}: ${response.text}`);
  const back = new URL((JSON.parse(response.text) as { redirect_to: string }).redirect_to);
  return { client_id, redirect_uri, verifier, code: back.searchParams.get('code') ?? '', back };
}

/** Exchanges the code of a flow, with other fields if given. */
export const exchange = (
  calls: OAuthCalls,
  { client_id, redirect_uri, verifier: code_verifier, code }: Flow,
  other: Fields = {},
): Promise<OAuthResponse> =>
  calls.token({
    grant_type: 'authorization_code',
    client_id,
    redirect_uri,
    code_verifier,
    code,
    resource: calls.resource,
    ...other,
  });

/** Returns the tokens of a new grant. */
export async function connect(
  calls: OAuthCalls,
  user: BrowserSession,
  organization_id: string,
  consent?: Consent,
): Promise<Tokens & { client_id: string }> {
  const flow = await allow(calls, user, organization_id, consent);
  const { status, body } = await exchange(calls, flow);
  if (status !== 200) throw new Error(`the exchange failed with ${status}: ${JSON.stringify(body)}`);
  return { ...(body as unknown as Tokens), client_id: flow.client_id };
}
