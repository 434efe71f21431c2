import { newId } from '@postrider/contracts';
import type { ApiKey, ApiKeyKind } from '@postrider/event-store';
import { generateToken, hashToken } from '../token.js';

/** See docs/api.md, Authentication. */
const prefixes: Record<ApiKeyKind, string> = { management: 'mlx_mk_', project: 'mlx_sk_' };

export const generateApiKey = (kind: ApiKeyKind): string => prefixes[kind] + generateToken();

type NewApiKey = Pick<ApiKey, 'organization_id' | 'kind' | 'name'>;

/** Returns a new key, which is shown once, and the row that stores its hash. */
export function makeApiKey(
  of: NewApiKey,
  now: Date,
): { key: string; row: NewApiKey & Pick<ApiKey, 'id' | 'hash' | 'last_four'> } {
  const key = generateApiKey(of.kind);
  return { key, row: { id: newId('apiKey', now), ...of, hash: hashToken(key), last_four: key.slice(-4) } };
}
