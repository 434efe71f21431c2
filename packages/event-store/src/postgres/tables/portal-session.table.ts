import type { PortalCapability, PortalTheme } from '@postrider/contracts';
import { EntitySchema } from 'typeorm';

/** A session is stored with the SHA-256 hash of its token. */
export interface PortalSessionRow {
  id: string;
  hash: Buffer;
  organization_id: string;
  customer_id: string;
  capabilities: PortalCapability[];
  return_url: string | null;
  theme: PortalTheme | null;
  created_at: Date;
  expires_at: Date;
}

export const portalSessionTable = new EntitySchema<PortalSessionRow>({
  name: 'portal_session',
  tableName: 'portal_sessions',
  columns: {
    id: { type: 'text', primary: true },
    hash: { type: 'bytea' },
    organization_id: { type: 'text' },
    customer_id: { type: 'text' },
    capabilities: { type: 'text', array: true },
    return_url: { type: 'text', nullable: true },
    theme: { type: 'text', nullable: true },
    created_at: { type: 'timestamptz', default: () => 'now()' },
    expires_at: { type: 'timestamptz' },
  },
});
