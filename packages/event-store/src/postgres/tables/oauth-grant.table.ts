import type { OAuthScope } from '@postrider/contracts';
import { EntitySchema } from 'typeorm';

export interface OAuthGrantRow {
  id: string;
  organization_id: string;
  client_id: string;
  client_name: string | null;
  redirect_uri: string;
  key_id: string | null;
  scope: OAuthScope;
  created_at: Date;
  last_used_at: Date;
  expires_at: Date;
}

export const oauthGrantTable = new EntitySchema<OAuthGrantRow>({
  name: 'oauth_grant',
  tableName: 'oauth_grants',
  columns: {
    id: { type: 'text', primary: true },
    organization_id: { type: 'text' },
    client_id: { type: 'text' },
    client_name: { type: 'text', nullable: true },
    redirect_uri: { type: 'text' },
    key_id: { type: 'text', nullable: true },
    scope: { type: 'text' },
    created_at: { type: 'timestamptz', default: () => 'now()' },
    last_used_at: { type: 'timestamptz', default: () => 'now()' },
    expires_at: { type: 'timestamptz' },
  },
});
