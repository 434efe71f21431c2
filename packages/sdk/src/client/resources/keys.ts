import type { List } from '../list.js';
import type { RequestOptions } from '../options.js';
import { path } from '../path.js';
import type { ApiKey, ApiKeyInput, CreatedApiKey, KeyQuery } from '../types.js';
import { Resource } from './resource.js';

/** API keys. Needs a management key. */
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
}
