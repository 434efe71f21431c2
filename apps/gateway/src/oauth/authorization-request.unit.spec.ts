import { describe, expect, it } from '@jest/globals';
import { ApiError } from '../http/api-error.js';
import { parseAuthorization } from './authorization-request.js';
import { oauthUrls } from '../auth/oauth/oauth-urls.js';

const found = oauthUrls({
  oauth: { enabled: true },
  dashboard: { enabled: true },
  mcp: { enabled: true },
  http: { publicUrl: 'https://hooks.example.com' },
} as Parameters<typeof oauthUrls>[0]);
if (!found) throw new Error('OAuth is off');
const urls = found;
const offered = ['read', 'manage'] as const;

const right = {
  response_type: 'code',
  client_id: 'oac_1',
  redirect_uri: 'https://client.example.com/callback',
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
};
const parse = (other: Readonly<Record<string, string>> = {}) =>
  parseAuthorization(new URLSearchParams({ ...right, ...other }).toString(), { urls, offered });

function wrongFields(query: string): string[] {
  try {
    parseAuthorization(query, { urls, offered });
    return [];
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return (error.details.fields ?? []).map(({ field }) => field);
  }
}

describe('an authorization request', () => {
  it('asks for everything that is offered, unless it names scopes', () => {
    expect(parse().scopes).toEqual(['read', 'manage']);
    expect(parse({ scope: 'read offline_access' }).scopes).toEqual(['read']);
    expect(parse({ scope: 'manage' }).scopes).toEqual(['read', 'manage']);
  });

  it('names the MCP endpoint as its resource, or none', () => {
    for (const resource of ['https://hooks.example.com/mcp', 'https://hooks.example.com/mcp/', '']) {
      expect(parse({ resource }).client_id).toBe('oac_1');
    }
    const query = (resource: string) => new URLSearchParams({ ...right, resource }).toString();
    for (const resource of ['https://hooks.example.com', 'https://other.example.com/mcp', 'nothing']) {
      expect(wrongFields(query(resource))).toEqual(['resource']);
    }
  });

  it('keeps its state as it is', () => {
    for (const state of ['1e5', '{"a": 1}', 'ü & =', 'true']) expect(parse({ state }).state).toBe(state);
    expect(parse().state).toBeUndefined();
  });

  it('lists everything that is wrong', () => {
    expect(wrongFields('')).toEqual([
      'response_type',
      'code_challenge_method',
      'code_challenge',
      'client_id',
      'redirect_uri',
    ]);
    expect(wrongFields('client_id=a&client_id=b')).toEqual(['client_id']);
  });
});
