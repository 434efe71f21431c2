import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { listOAuthGrants, OAuthGrant, QueryOf } from '@postrider/contracts';
import { oauthGrantTable, type OAuthGrantRow } from '@postrider/event-store';
import { IsNull, Or, Raw, Repository } from 'typeorm';
import { findPage } from '../queries/find-page.js';
import { describeRedirect } from './redirect-uri.js';

@Injectable()
export class OAuthGrantQueries {
  constructor(@InjectRepository(oauthGrantTable) private readonly grants: Repository<OAuthGrantRow>) {}

  /** Those that have not ended, with their time or with the key that allowed them. */
  async list(organization_id: string, query: QueryOf<typeof listOAuthGrants>) {
    const current = {
      organization_id,
      expires_at: Raw((column) => `${column} > now()`),
      key_id: Or(
        IsNull(),
        Raw((column) => `${column} IN (SELECT k.id FROM api_keys k WHERE k.revoked_at IS NULL)`),
      ),
    };
    const { data, next_cursor } = await findPage(this.grants, current, { kind: 'oauthGrant', ...query });
    return { data: data.map(grantView), next_cursor };
  }
}

const grantView = ({
  id,
  client_name,
  redirect_uri,
  scope,
  key_id,
  created_at,
  last_used_at,
  expires_at,
}: OAuthGrantRow): OAuthGrant => ({
  id,
  client_name,
  redirect: describeRedirect(redirect_uri),
  scope,
  key_id,
  created_at: created_at.toISOString(),
  last_used_at: last_used_at.toISOString(),
  expires_at: expires_at.toISOString(),
});
