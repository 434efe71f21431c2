import type { ApiKey } from '@postrider/contracts';
import type { ApiKey as StoredKey } from '@postrider/event-store';

export function keyView({ id, kind, name, last_four, created_at, last_used_at, revoked_at }: StoredKey): ApiKey {
  return {
    id,
    kind,
    name,
    last_four,
    created_at: created_at.toISOString(),
    last_used_at: last_used_at?.toISOString() ?? null,
    revoked_at: revoked_at?.toISOString() ?? null,
  };
}
