import type { Session } from '@postrider/contracts';

import type { ApiResponse } from './api.js';

interface Call {
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls the gateway as the dashboard does in a browser: with cookies and the page's header. */
export class BrowserSession {
  readonly #cookies = new Map<string, string>();
  /** Every `Set-Cookie` header so far. */
  readonly given: string[] = [];

  constructor(private readonly url: string) {}

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** The same browser, on another gateway behind the same host name. */
  at(url: string): BrowserSession {
    const other = new BrowserSession(url);
    for (const [name, value] of this.#cookies) other.#cookies.set(name, value);
    return other;
  }

  async send(method: string, path: string, { json, headers }: Call = {}): Promise<ApiResponse> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        'x-postrider-page': '1',
        cookie: this.cookie,
        ...(json !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    });
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  manage(method: string, path: string, call?: Call): Promise<ApiResponse> {
    return this.send(method, `/manage/v1/webhooks${path}`, call);
  }

  async signIn(key: string): Promise<Session> {
    const response = await this.send('POST', '/session', { json: { key } });
    if (response.status !== 200) throw new Error(`sign-in failed with status ${response.status}: ${response.text}`);
    return JSON.parse(response.text) as Session;
  }

  #keep(cookie: string): void {
    this.given.push(cookie);
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (value === '') this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}
