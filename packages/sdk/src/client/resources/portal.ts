import type { List } from '../list.js';
import type { RequestOptions } from '../options.js';
import { path } from '../path.js';
import type {
  CreatedPortalSession,
  PortalSession,
  PortalSessionInput,
  PortalSessionQuery,
  PortalSettings,
  PortalSettingsChanges,
} from '../types.js';
import { Resource } from './resource.js';

/** The portal, where customers manage their own endpoints. Each customer by its id (`cus_…`) or by your `uid`. */
export class Portal extends Resource {
  /** The response has the token and the address with it, which are shown only once. */
  async createSession(
    customer: string,
    session: PortalSessionInput = {},
    options?: RequestOptions,
  ): Promise<CreatedPortalSession> {
    return this.transport.call(
      { method: 'POST', path: path`/customers/${customer}/portal-sessions`, body: session },
      options,
    );
  }

  /** Newest first, without those that have ended. */
  listSessions(customer: string, query: PortalSessionQuery = {}, options?: RequestOptions): List<PortalSession> {
    return this.transport.list({ path: path`/customers/${customer}/portal-sessions`, query }, options);
  }

  /** Takes effect on the next call with the token. */
  async revokeSession(customer: string, id: string, options?: RequestOptions): Promise<void> {
    await this.transport.call({ method: 'DELETE', path: path`/customers/${customer}/portal-sessions/${id}` }, options);
  }

  /** How the portal looks, and which pages may embed it. */
  async settings(options?: RequestOptions): Promise<PortalSettings> {
    return this.transport.call({ method: 'GET', path: path`/portal` }, options);
  }

  /** Changes the given fields. */
  async updateSettings(changes: PortalSettingsChanges, options?: RequestOptions): Promise<PortalSettings> {
    return this.transport.call({ method: 'PATCH', path: path`/portal`, body: changes }, options);
  }
}
