import * as z from 'zod';

/** What a grant allows at `/mcp`: reading, or everything that a tool can do. */
export const oauthScopes = ['read', 'manage'] as const;
export type OAuthScope = (typeof oauthScopes)[number];

/** Maximum sizes of what clients send, in characters. */
export const oauthLimits = {
  clientName: 100,
  redirectUris: 10,
  redirectUri: 2_048,
  state: 2_048,
  query: 8_192,
} as const;

/** Where a redirect URI leads: to a web site, to a program on the user's own machine, or to an app by its own scheme. */
export const redirectKinds = ['web', 'local', 'app'] as const;
export type RedirectKind = (typeof redirectKinds)[number];

/** What the consent page shows (`GET /oauth/consent`). */
export const OAuthConsent = z.object({
  organization: z.object({ id: z.string(), name: z.string() }),
  client: z.object({
    /** What the client calls itself. Anybody can register any name. */
    name: z.string().nullable(),
    redirect: z.object({ kind: z.enum(redirectKinds), host: z.string() }),
  }),
  /** What the user can allow. */
  scopes: z.array(z.enum(oauthScopes)),
});
export type OAuthConsent = z.infer<typeof OAuthConsent>;

/** The user's decision, for the organization that the page has shown. */
export const OAuthDecision = z.strictObject({
  request: z.string().max(2 * oauthLimits.query),
  organization_id: z.string(),
  decision: z.enum(['deny', ...oauthScopes]),
});
export type OAuthDecision = z.infer<typeof OAuthDecision>;

/** Where the browser goes after a decision. */
export interface OAuthRedirect {
  redirect_to: string;
}
