import { hash, randomBytes } from 'node:crypto';
import { newId } from '@postrider/contracts';
import type { ApiKey, ApiKeyKind } from '@postrider/event-store';

/** What keys begin with (conventions, Authentication). */
const prefixes: Record<ApiKeyKind, string> = { management: 'mlx_mk_', project: 'mlx_sk_' };

export function generateApiKey(kind: ApiKeyKind): string {
  return prefixes[kind] + randomBytes(32).toString('base64url');
}

/** What is stored of a key. It holds 256 random bits, so a plain hash cannot be reversed by guessing. */
export function hashApiKey(key: string): Buffer {
  return hash('sha256', key, 'buffer');
}

type NewApiKey = Pick<ApiKey, 'organization_id' | 'kind' | 'name'>;

/** A key, which is shown this once, and what is stored of it. */
export function makeApiKey(
  of: NewApiKey,
  now: Date,
): { key: string; row: NewApiKey & Pick<ApiKey, 'id' | 'hash' | 'last_four'> } {
  const key = generateApiKey(of.kind);
  return { key, row: { id: newId('apiKey', now), ...of, hash: hashApiKey(key), last_four: key.slice(-4) } };
}
