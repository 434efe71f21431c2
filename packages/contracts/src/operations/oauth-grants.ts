import * as z from 'zod';
import { oauthScopes, redirectKinds } from '../oauth.js';
import { createdRange, Cursor, isRange, Limit, Page, rangeError, Timestamp } from './common.js';
import { exampleIds } from './example-ids.js';
import { defineOperation } from './operation.js';

export const OAuthGrant = z
  .object({
    id: z.string().describe('`oag_…`'),
    client_name: z.string().nullable().describe('What the client calls itself; null if it has no name.'),
    redirect: z
      .object({
        kind: z
          .enum(redirectKinds)
          .describe("A web site, a program on the user's own machine, or an app that has a URL scheme."),
        host: z.string().describe('Host of the redirect URI, or the scheme of an app.'),
      })
      .describe('Where the client got its code.'),
    scope: z.enum(oauthScopes).describe('`read`, or `manage` for everything that a tool can do.'),
    key_id: z
      .string()
      .nullable()
      .describe('Key of the session in which it was allowed: the grant ends with it. Null for a sign-in link.'),
    created_at: Timestamp,
    last_used_at: Timestamp.describe('Time when the client last got an access token.'),
    expires_at: Timestamp.describe('End of the grant, unless the client refreshes it before.'),
  })
  .meta({ id: 'OAuthGrant' });
export type OAuthGrant = z.infer<typeof OAuthGrant>;

const path = '/manage/v1/webhooks/oauth-grants' as const;

export const listOAuthGrants = defineOperation(`GET ${path}`, {
  name: 'list_webhook_oauth_grants',
  summary: 'List OAuth grants',
  description: 'Returns the MCP clients that were connected by OAuth and have not ended, newest first.',
  query: z
    .strictObject({ ...createdRange, limit: Limit, cursor: Cursor('oauthGrant').optional() })
    .refine(isRange, rangeError),
  output: Page(OAuthGrant),
  examples: [
    {
      summary: 'All grants',
      response: {
        data: [
          {
            id: exampleIds.oauthGrant,
            client_name: 'Claude Code',
            redirect: { kind: 'local', host: 'localhost' },
            scope: 'read',
            key_id: exampleIds.apiKey,
            created_at: '2026-11-23T13:02:40.051Z',
            last_used_at: '2026-11-23T13:32:12.870Z',
            expires_at: '2026-12-23T13:32:12.870Z',
          },
        ],
        next_cursor: null,
      },
    },
  ],
});

export const revokeOAuthGrant = defineOperation(`DELETE ${path}/{grant_id}`, {
  name: 'revoke_webhook_oauth_grant',
  summary: 'Revoke an OAuth grant',
  description: 'Ends a grant: its access tokens and its refresh token are refused from now on.',
  params: z.object({ grant_id: z.string().describe('Id of the grant (`oag_…`).') }),
  status: 204,
  output: z.undefined(),
  errors: ['webhook_oauth_grant_not_found', 'idempotency_key_reused'],
  examples: [
    {
      summary: 'A client that is no longer used',
      params: { grant_id: exampleIds.oauthGrant },
      response: undefined,
    },
  ],
});
