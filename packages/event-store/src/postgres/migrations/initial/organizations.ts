import type { Table } from '../table.js';
import { id, now, time } from './types.js';

export const organizations: Table = {
  name: 'organizations',
  comment: 'Tenants.',
  columns: {
    id: [`${id} PRIMARY KEY`, 'org_…'],
    name: ['text NOT NULL', 'For people. Not unique.'],
    endpoints_version: [
      'int NOT NULL DEFAULT 0',
      'Rises with each change of an endpoint, so that caches can be checked.',
    ],
    event_types_version: ['int NOT NULL DEFAULT 0', 'Rises with each change of an event type.'],
    created_at: [now, 'Time of creation.'],
  },
};

export const apiKeys: Table = {
  name: 'api_keys',
  comment: 'API keys, as hashes.',
  columns: {
    id: [`${id} PRIMARY KEY`, 'key_…'],
    organization_id: [`${id} NOT NULL REFERENCES organizations (id)`, 'Owner.'],
    kind: [
      `text NOT NULL CHECK (kind IN ('management', 'project'))`,
      'management: all operations. project: publish only.',
    ],
    name: ['text', 'For people.'],
    hash: ['bytea NOT NULL UNIQUE', 'SHA-256 of the key. A key has 32 random bytes, so a slow hash would add nothing.'],
    last_four: ['text NOT NULL', 'The last four characters of the key, to recognize it.'],
    created_at: [now, 'Time of creation.'],
    revoked_at: ['timestamptz', 'Null while the key is valid.'],
    last_used_at: ['timestamptz', 'Exact to some seconds; null if the key was never used.'],
  },
  indexes: { api_keys_listed: ['(organization_id, id)', 'The list of keys.'] },
};

export const eventTypes: Table = {
  name: 'event_types',
  comment: 'Event types that organizations created.',
  columns: {
    organization_id: [`${id} NOT NULL REFERENCES organizations (id)`, 'Owner.'],
    type: [`${id} NOT NULL`, 'Name, such as budget.exceeded.'],
    description: ['text NOT NULL', 'For people.'],
    example: ['json NOT NULL', 'Data of a test event.'],
    schema: ['json', 'JSON Schema of data; null allows everything.'],
    created_at: [now, 'Time of creation.'],
    updated_at: [now, 'Time of the last change.'],
  },
  primaryKey: 'organization_id, type',
};

export const sessions: Table = {
  name: 'sessions',
  comment: 'Dashboard sessions, as hashes. Expired rows are deleted hourly.',
  columns: {
    id: [`${id} PRIMARY KEY`, 'ses_…'],
    hash: ['bytea NOT NULL UNIQUE', 'SHA-256 of the cookie.'],
    organization_id: [`${id} NOT NULL REFERENCES organizations (id)`, 'The organization that is signed in.'],
    key_id: [`${id} REFERENCES api_keys (id)`, 'The key that signed in; null after a sign-in link.'],
    created_at: [now, 'Time of the sign-in.'],
    expires_at: [time, 'End of the session.'],
  },
  indexes: {
    sessions_by_organization: ['(organization_id, id)', 'The oldest sessions of an organization, which end first.'],
    sessions_age: ['(expires_at)', 'Expired rows.'],
  },
};

export const signInLinks: Table = {
  name: 'sign_in_links',
  comment: 'Sign-in links, as hashes. Each works once. Expired rows are deleted hourly.',
  columns: {
    hash: ['bytea PRIMARY KEY', 'SHA-256 of the token in the link.'],
    organization_id: [`${id} NOT NULL REFERENCES organizations (id)`, 'The organization that the link signs in.'],
    expires_at: [time, 'End of validity.'],
    used_at: ['timestamptz', 'Null until the link is used.'],
  },
  indexes: { sign_in_links_age: ['(expires_at)', 'Expired rows.'] },
};
