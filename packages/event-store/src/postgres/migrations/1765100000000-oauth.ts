import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, now, time } from './initial/types.js';
import { creating, type Table } from './table.js';

const clients: Table = {
  name: 'oauth_clients',
  comment: 'MCP clients that registered themselves. Expired rows are deleted hourly.',
  columns: {
    id: [`${id} PRIMARY KEY`, 'oac_…, the client_id.'],
    name: ['text', 'What the client calls itself.'],
    redirect_uris: ['text[] NOT NULL', 'Where codes may be sent.'],
    created_at: [now, 'Time of the registration.'],
    used_at: ['timestamptz', 'When a user last allowed it or it last got tokens; null if no user has allowed it.'],
    expires_at: [time, 'End of the registration.'],
  },
  indexes: {
    oauth_clients_unused: ['(id) WHERE used_at IS NULL', 'The oldest unused registrations, which end first.'],
    oauth_clients_age: ['(expires_at)', 'Expired rows.'],
  },
};

const codes: Table = {
  name: 'oauth_codes',
  comment: 'Authorization codes, as hashes. Expired rows are deleted hourly.',
  columns: {
    hash: ['bytea PRIMARY KEY', 'SHA-256 of the code.'],
    client_id: [`${id} NOT NULL`, 'Client that may exchange it.'],
    organization_id: [`${id} NOT NULL REFERENCES organizations (id)`, 'Organization that the user allowed.'],
    key_id: [`${id} REFERENCES api_keys (id)`, "Key of the user's session; null for a sign-in link."],
    redirect_uri: ['text NOT NULL', 'Where it was sent.'],
    code_challenge: ['text NOT NULL', 'SHA-256 of the verifier (PKCE).'],
    scope: ['text NOT NULL', 'read or manage.'],
    expires_at: [time, 'End of the code.'],
    used_at: ['timestamptz', 'When it was exchanged or refused. A second use ends the grant.'],
    grant_id: [id, 'The grant that it was exchanged for.'],
  },
  indexes: { oauth_codes_age: ['(expires_at)', 'Expired rows.'] },
};

const grants: Table = {
  name: 'oauth_grants',
  comment:
    'What users have allowed to MCP clients. Expired rows are deleted hourly; a revoked grant is deleted at once.',
  columns: {
    id: [`${id} PRIMARY KEY`, 'oag_…'],
    organization_id: [`${id} NOT NULL REFERENCES organizations (id)`, 'Owner.'],
    client_id: [`${id} NOT NULL`, 'Client that has the tokens.'],
    client_name: ['text', 'What the client called itself when it was allowed.'],
    redirect_uri: ['text NOT NULL', 'Where its code was sent.'],
    key_id: [`${id} REFERENCES api_keys (id)`, 'Key of the session that allowed it, with which it ends.'],
    scope: ['text NOT NULL', 'read or manage.'],
    created_at: [now, 'Time of creation.'],
    last_used_at: [now, 'When the client last got an access token.'],
    expires_at: [time, 'End of the grant.'],
  },
  indexes: {
    oauth_grants_listed: ['(organization_id, id)', 'The list of grants, and the oldest, which end first.'],
    oauth_grants_age: ['(expires_at)', 'Expired rows.'],
  },
};

const tokens: Table = {
  name: 'oauth_tokens',
  comment: 'Access tokens and refresh tokens, as hashes. Expired rows are deleted hourly.',
  columns: {
    hash: ['bytea PRIMARY KEY', 'SHA-256 of the token.'],
    grant_id: [`${id} NOT NULL REFERENCES oauth_grants (id) ON DELETE CASCADE`, 'What it opens.'],
    kind: [`text NOT NULL CHECK (kind IN ('access', 'refresh'))`, 'access or refresh.'],
    created_at: [now, 'Time of creation.'],
    expires_at: [time, 'End of the token.'],
    used_at: ['timestamptz', 'When a refresh token was used. A second use ends the grant.'],
  },
  indexes: {
    oauth_tokens_of_grant: ['(grant_id, created_at)', 'The tokens of a grant, newest last.'],
    oauth_tokens_age: ['(expires_at)', 'Expired rows.'],
  },
};

const tables = [clients, codes, grants, tokens];

export class OAuth1765100000000 implements MigrationInterface {
  name = 'OAuth1765100000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables.flatMap(creating)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of tables.toReversed()) await runner.query(`DROP TABLE ${name}`);
  }
}
