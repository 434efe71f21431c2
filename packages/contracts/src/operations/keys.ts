import * as z from 'zod';
import { createdRange, Cursor, GivenName, isRange, Limit, Page, rangeError, Timestamp } from './common.js';
import { exampleIds } from './example-ids.js';
import { defineOperation } from './operation.js';

const nameLength = 200;

export const apiKeyKinds = ['management', 'project'] as const;

export const ApiKey = z
  .object({
    id: z.string(),
    kind: z
      .enum(apiKeyKinds)
      .describe('Kind of the key: a management key can make all calls, a project key can only publish.'),
    name: z.string().nullable(),
    last_four: z.string().describe('Last four characters of the key.'),
    created_at: Timestamp,
    last_used_at: Timestamp.nullable().describe(
      'Time of the last call with the key, accurate to a few seconds; null if it was never used.',
    ),
    revoked_at: Timestamp.nullable().describe('Time when the key was revoked; null while it is active.'),
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

export const createKey = defineOperation('POST /manage/v1/webhooks/keys', {
  name: 'create_webhook_key',
  summary: 'Create a key',
  description: 'Creates an API key for the organization. The key is returned only once.',
  body: z.strictObject({
    kind: z.enum(apiKeyKinds),
    name: GivenName(nameLength).describe('Name of the key, for people.'),
  }),
  status: 201,
  output: ApiKey.extend({ key: z.string().describe('API key, returned only once.') }).meta({ id: 'CreatedApiKey' }),
  errors: ['too_many_keys', 'idempotency_key_reused'],
  examples: [
    {
      summary: 'A key for a service that publishes',
      body: { kind: 'project', name: 'the shop' },
      response: { ...exampleKey, key: 'mlx_sk_example-of-a-key-that-was-never-made-Wq3E' },
    },
  ],
});

export const listKeys = defineOperation('GET /manage/v1/webhooks/keys', {
  name: 'list_webhook_keys',
  summary: 'List keys',
  description:
    'Returns the API keys of the organization, newest first, including revoked keys. The keys themselves are not returned.',
  query: z
    .strictObject({ ...createdRange, limit: Limit, cursor: Cursor('apiKey').optional() })
    .refine(isRange, rangeError),
  output: Page(ApiKey),
  examples: [
    {
      summary: 'All keys',
      response: { data: [{ ...exampleKey, last_used_at: '2026-11-23T13:20:11.530Z' }], next_cursor: null },
    },
  ],
});

export const revokeKey = defineOperation('DELETE /manage/v1/webhooks/keys/{key_id}', {
  name: 'revoke_webhook_key',
  summary: 'Revoke a key',
  description:
    'Revokes an API key. Further calls with the key are refused, and sessions that were started with it end. The key stays in the list. A second call changes nothing.',
  params: z.object({ key_id: z.string().describe('Id of the key (`key_…`).') }),
  status: 204,
  output: z.undefined(),
  errors: ['webhook_key_not_found', 'idempotency_key_reused'],
  examples: [{ summary: 'A leaked key', params: { key_id: exampleIds.apiKey }, response: undefined }],
});
