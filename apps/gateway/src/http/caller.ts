import type { Actor, OAuthScope, PortalCapability } from '@postrider/contracts';
import type { ApiKeyKind } from '@postrider/event-store';
import type { FastifyRequest } from 'fastify';

/** Whose part of the API the token of a portal session opens, and what for. */
export interface PortalAccess {
  session_id: string;
  organization_id: string;
  customer: { id: string; uid: string; name: string | null };
  capabilities: ReadonlySet<PortalCapability>;
}

/** What a user has allowed to an MCP client. */
export interface OAuthAccess {
  grant_id: string;
  client_name: string | null;
  scope: OAuthScope;
}

/** The author of a call. It sees and changes its own organization's data only. */
export interface Caller {
  organization_id: string;
  /** `key_…`, `ses_…`, `pst_…` or `oag_…`. Rate limits count by it, and SSE connections end with it. */
  credential: string;
  kind: ApiKeyKind;
  /** What the history of an endpoint shows as the author of a change. Absent for publish calls. */
  actor?: Actor;
  /** Of a customer in the portal, who sees and changes the customer's data only (PortalScope). */
  portal?: PortalAccess;
  /** Of an MCP client with an access token. */
  oauth?: OAuthAccess;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by AccessCheck on routes of operations. */
    caller: Caller | null;
  }
}

/** Throws on a route without an operation. */
export function callerOf({ caller }: FastifyRequest): Caller {
  if (!caller) throw new Error('the route has no access check');
  return caller;
}
