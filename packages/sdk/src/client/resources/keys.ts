import type { List } from '../list.js';
import type { RequestOptions } from '../options.js';
import { path } from '../path.js';
import type { ApiKey, ApiKeyInput, BrowserOrigins, CreatedApiKey, KeyQuery } from '../types.js';
import { Resource } from './resource.js';

const browserOrigins = path`/browser-origins`;

/** API keys, and the pages that may use them. Needs a management key. */
export class Keys extends Resource {
  /** Newest first, including revoked keys. */
  list(query: KeyQuery = {}, options?: RequestOptions): List<ApiKey> {
    return this.transport.list({ path: path`/keys`, query }, options);
  }

  /** The response has the key, which is shown only once. */
  async create(key: ApiKeyInput, options?: RequestOptions): Promise<CreatedApiKey> {
    return this.transport.call({ method: 'POST', path: path`/keys`, body: key }, options);
  }

  /** Takes effect on the next call with the key. */
  async revoke(id: string, options?: RequestOptions): Promise<void> {
    await this.transport.call({ method: 'DELETE', path: path`/keys/${id}` }, options);
  }

  /** Origins of the pages whose scripts may call the API with a key or a portal token of the organization. */
  async browserOrigins(options?: RequestOptions): Promise<string[]> {
    return (await this.transport.call<BrowserOrigins>({ method: 'GET', path: browserOrigins }, options)).origins;
  }

  /** Replaces all browser origins. */
  async updateBrowserOrigins(origins: readonly string[], options?: RequestOptions): Promise<string[]> {
    const call = { method: 'PATCH', path: browserOrigins, body: { origins } } as const;
    return (await this.transport.call<BrowserOrigins>(call, options)).origins;
  }
}
