import { EntitySchema } from 'typeorm';

export type ApiKeyKind = 'management' | 'project';

/** A key is stored as a SHA-256 hash. It has 32 random bytes, so a slow password hash would add nothing. */
export interface ApiKey {
  id: string;
  organization_id: string;
  kind: ApiKeyKind;
  name: string | null;
  hash: Buffer;
  last_four: string;
  created_at: Date;
  /** Exact to some seconds; null if the key was never used. */
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
