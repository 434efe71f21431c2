import { Name, oauthLimits, settingGroups } from '@postrider/contracts';
import * as z from 'zod';
import { OAuthError } from './oauth-error.js';
import { isPermitted, isRedirectUri } from './redirect-uri.js';

const ClientName = Name(oauthLimits.clientName);
const Metadata = z.object({
  redirect_uris: z.array(z.string()).min(1).max(oauthLimits.redirectUris),
  client_name: ClientName.nullish(),
  grant_types: z.array(z.string()).nullish(),
  response_types: z.array(z.string()).nullish(),
});

export interface NewClient {
  name: string | null;
  redirect_uris: string[];
}

/**
 * Parses the metadata of a client (RFC 7591). Unknown members are ignored, and a client that asks for a secret gets none: the
 * response says so. Throws OAuthError.
 */
export function parseRegistration(body: unknown, hosts?: readonly string[]): NewClient {
  const parsed = Metadata.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue?.path.map(String).join('.') ?? '';
    const problem = `${field === '' ? 'the body' : field}: ${issue?.message ?? 'is invalid'}`;
    throw new OAuthError(
      field.startsWith('redirect_uris') ? 'invalid_redirect_uri' : 'invalid_client_metadata',
      problem,
    );
  }
  const { redirect_uris, client_name, grant_types, response_types } = parsed.data;
  const wrong = redirect_uris.findIndex((uri) => !isRedirectUri(uri));
  if (wrong !== -1) {
    const expected = 'expected https, http to this machine, or a scheme of an app, without a fragment';
    throw new OAuthError('invalid_redirect_uri', `redirect_uris.${String(wrong)}: ${expected}`);
  }
  const refused = redirect_uris.find((uri) => !isPermitted(uri, hosts));
  if (refused !== undefined) {
    const problem = `${new URL(refused).host} is not a host to which this server gives access`;
    throw new OAuthError(
      'invalid_redirect_uri',
      `redirect_uris: ${problem} (${settingGroups.oauth.redirectHosts.env})`,
    );
  }
  if (grant_types && !grant_types.includes('authorization_code')) {
    throw new OAuthError('invalid_client_metadata', 'grant_types: expected authorization_code');
  }
  if (response_types && !response_types.includes('code')) {
    throw new OAuthError('invalid_client_metadata', 'response_types: expected code');
  }
  const name = client_name?.trim() ?? '';
  return { name: name === '' ? null : name, redirect_uris: [...new Set(redirect_uris)] };
}

/** What a client is told of its registration. */
export const registered = (id: string, { name, redirect_uris }: NewClient, now: Date): object => ({
  client_id: id,
  client_id_issued_at: Math.floor(now.getTime() / 1_000),
  ...(name !== null && { client_name: name }),
  redirect_uris,
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  token_endpoint_auth_method: 'none',
});
