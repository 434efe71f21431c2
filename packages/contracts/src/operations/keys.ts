import { z } from 'zod';
import { Cursor, Limit, Name, Page, Timestamp } from './common.js';
import { exampleIds } from './example-ids.js';
import { defineOperation } from './operation.js';

const nameLength = 200;

export const apiKeyKinds = ['management', 'project'] as const;

export const ApiKey = z
  .object({
    id: z.string(),
    kind: z.enum(apiKeyKinds).describe('A management key may do everything, a project key publishes.'),
    name: z.string().nullable(),
    last_four: z.string().describe('The end of the key.'),
    created_at: Timestamp,
    last_used_at: Timestamp.nullable().describe('Within seconds; null if no call was made with it.'),
    revoked_at: Timestamp.nullable().describe('Null while it can be used.'),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof ApiKey>;

const exampleKey: ApiKey = {
  id: exampleIds.apiKey,
  kind: 'project',
  name: 'the shop',
  last_four: 'Wq3E',
  created_at: '2026-11-23T12:51:48.312Z',
  last_used_at: null,
  revoked_at: null,
};

export const createKey = defineOperation({
  name: 'create_webhook_key',
  method: 'POST',
  path: '/manage/v1/webhooks/keys',
  access: 'management',
  summary: 'Create a key',
  description: "An API key of the caller's organization. The answer shows the key, this once.",
  body: z.strictObject({
    kind: z.enum(apiKeyKinds),
    name: Name(nameLength).regex(/\S/, 'expected a name').describe('What it is for.'),
  }),
  status: 201,
  output: ApiKey.extend({ key: z.string().describe('Shown this once.') }),
  errors: ['too_many_keys', 'idempotency_key_reused'],
  examples: [
    {
      summary: 'For a service that publishes',
      body: { kind: 'project', name: 'the shop' },
      answer: { ...exampleKey, key: 'mlx_sk_example-of-a-key-that-was-never-made-Wq3E' },
    },
  ],
});

export const listKeys = defineOperation({
  name: 'list_webhook_keys',
  method: 'GET',
  path: '/manage/v1/webhooks/keys',
  access: 'management',
  summary: 'List keys',
  description: "The organization's API keys, newest first, also revoked ones. No key itself is in it.",
  query: z.strictObject({ limit: Limit, cursor: Cursor('apiKey').optional() }),
  status: 200,
  output: Page(ApiKey),
  examples: [
    {
      summary: 'All of them',
      answer: { data: [{ ...exampleKey, last_used_at: '2026-11-23T13:20:11.530Z' }], next_cursor: null },
    },
  ],
});

export const revokeKey = defineOperation({
  name: 'revoke_webhook_key',
  method: 'DELETE',
  path: '/manage/v1/webhooks/keys/{key_id}',
  access: 'management',
  summary: 'Revoke a key',
  description:
    'From the next call on the key is refused, and whoever signed in with it is signed out. It stays in the list. A second time changes nothing.',
  params: z.object({ key_id: z.string().describe("The key's id (`key_…`).") }),
  status: 204,
  output: z.undefined(),
  errors: ['webhook_key_not_found', 'idempotency_key_reused'],
  examples: [{ summary: 'A key that got into a log', params: { key_id: exampleIds.apiKey }, answer: undefined }],
});
