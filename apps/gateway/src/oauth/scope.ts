import type { OAuthScope } from '@postrider/contracts';

/**
 * The scopes of a request that the gateway offers; all of them if none is named. Others, such as `offline_access`, are
 * ignored (RFC 6749, 3.3). Without `read` there is nothing to manage, so `manage` includes it.
 */
export function scopesOf(requested: string | undefined, offered: readonly OAuthScope[]): readonly OAuthScope[] {
  if (requested === undefined) return offered;
  const names = new Set(requested.split(' '));
  return offered.filter((scope) => names.has(scope) || (scope === 'read' && names.has('manage')));
}

/** A scope as tokens have it. */
export const scopeText = (scope: OAuthScope): string => (scope === 'manage' ? 'read manage' : 'read');
