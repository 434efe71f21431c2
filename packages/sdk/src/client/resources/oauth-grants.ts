import type { List } from '../list.js';
import type { RequestOptions } from '../options.js';
import { path } from '../path.js';
import type { OAuthGrant, OAuthGrantQuery } from '../types.js';
import { Resource } from './resource.js';

/** MCP clients that users have connected without a key. Needs a management key. */
export class OAuthGrants extends Resource {
  /** Newest first, without those that have ended. */
  list(query: OAuthGrantQuery = {}, options?: RequestOptions): List<OAuthGrant> {
    return this.transport.list({ path: path`/oauth-grants`, query }, options);
  }

  /** Takes effect on the next call of the client. */
  async revoke(id: string, options?: RequestOptions): Promise<void> {
    await this.transport.call({ method: 'DELETE', path: path`/oauth-grants/${id}` }, options);
  }
}
