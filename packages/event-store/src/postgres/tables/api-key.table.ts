import { EntitySchema } from 'typeorm';

export type ApiKeyKind = 'management' | 'project';

/** A key is kept as the SHA-256 of 32 random bytes' text: nothing to guess, so nothing to slow down. */
export interface ApiKey {
  id: string;
  organization_id: string;
  kind: ApiKeyKind;
  name: string | null;
  hash: Buffer;
  last_four: string;
  created_at: Date;
  /** Within seconds; null for a key that no call was made with. */
  last_used_at: Date | null;
  revoked_at: Date | null;
}

export const apiKeyTable = new EntitySchema<ApiKey>({
  name: 'api_key',
  tableName: 'api_keys',
  columns: {
    id: { type: 'text', primary: true },
    organization_id: { type: 'text' },
    kind: { type: 'text' },
    name: { type: 'text', nullable: true },
    hash: { type: 'bytea' },
    last_four: { type: 'text' },
    created_at: { type: 'timestamptz', default: () => 'now()' },
    last_used_at: { type: 'timestamptz', nullable: true },
    revoked_at: { type: 'timestamptz', nullable: true },
  },
});
