import type { Settings } from '@postrider/contracts';

/** Paths of the authorization server and of what it protects. */
export const oauthPaths = {
  resource: '/mcp',
  resourceMetadata: '/.well-known/oauth-protected-resource',
  serverMetadata: '/.well-known/oauth-authorization-server',
  authorize: '/authorize',
  token: '/token',
  register: '/register',
  revoke: '/revoke',
} as const;

export interface OAuthUrls {
  issuer: string;
  /** The MCP endpoint, for which every token is made. */
  resource: string;
  resourceMetadata: string;
  authorize: string;
  token: string;
  register: string;
  revoke: string;
}

type Needed = Pick<Settings, 'dashboard' | 'http' | 'mcp' | 'oauth'>;

/** Undefined if OAuth is off, or a setting that it needs is missing. */
export function oauthUrls({ dashboard, http: { publicUrl }, mcp, oauth }: Needed): OAuthUrls | undefined {
  if (!oauth.enabled || !dashboard.enabled || !mcp.enabled) return undefined;
  return publicUrl === undefined || !isUsable(publicUrl) ? undefined : urlsAt(new URL(publicUrl).origin);
}

/** Clients refuse tokens over plain HTTP, and find metadata at the root of a host. */
function isUsable(publicUrl: string): boolean {
  const { protocol, hostname, origin, href } = new URL(publicUrl);
  return href === `${origin}/` && (protocol === 'https:' || isLoopback(hostname));
}

export const isLoopback = (hostname: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

const urlsAt = (issuer: string): OAuthUrls => ({
  issuer,
  resource: issuer + oauthPaths.resource,
  resourceMetadata: issuer + oauthPaths.resourceMetadata + oauthPaths.resource,
  authorize: issuer + oauthPaths.authorize,
  token: issuer + oauthPaths.token,
  register: issuer + oauthPaths.register,
  revoke: issuer + oauthPaths.revoke,
});
