import { describe, expect, it } from '@jest/globals';
import { OAuthError } from './oauth-error.js';
import { parseRegistration } from './registration-request.js';

const redirect_uris = ['https://client.example.com/callback'];

function errorOf(body: unknown): string | undefined {
  try {
    parseRegistration(body);
    return undefined;
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    return error.code;
  }
}

describe('the metadata of a client', () => {
  it('are its name and its redirect URIs, each once; others are ignored', () => {
    const given = {
      redirect_uris: [...redirect_uris, ...redirect_uris],
      client_name: ' Agent ',
      logo_uri: 'x',
      scope: 'y',
    };
    expect(parseRegistration(given)).toEqual({ name: 'Agent', redirect_uris });
    expect(parseRegistration({ redirect_uris, client_name: ' ' }).name).toBeNull();
    expect(parseRegistration({ redirect_uris }).name).toBeNull();
  });

  it('are refused by the code of what is wrong', () => {
    expect(errorOf({})).toBe('invalid_redirect_uri');
    expect(errorOf({ redirect_uris: [] })).toBe('invalid_redirect_uri');
    expect(errorOf({ redirect_uris: 'https://client.example.com' })).toBe('invalid_redirect_uri');
    expect(errorOf({ redirect_uris: ['javascript:/1'] })).toBe('invalid_redirect_uri');
    expect(errorOf({ redirect_uris, client_name: 1 })).toBe('invalid_client_metadata');
    expect(errorOf({ redirect_uris, response_types: ['token'] })).toBe('invalid_client_metadata');
    for (const body of [undefined, null, 1, 'x', []]) expect(errorOf(body)).toBe('invalid_client_metadata');
  });

  it('has an error without characters that OAuth does not allow', () => {
    const { body } = new OAuthError('invalid_request', 'a "quoted" \\ ü text');
    expect(body.error_description).toBe("a 'quoted' ? ? text");
  });
});
