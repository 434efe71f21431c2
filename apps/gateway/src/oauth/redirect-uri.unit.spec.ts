import { describe, expect, it } from '@jest/globals';
import { describeRedirect, isPermitted, isRedirectUri, isRegistered, withParameters } from './redirect-uri.js';

describe('a redirect URI', () => {
  it.each([
    'https://client.example.com/callback',
    'https://client.example.com:8443/callback?fixed=1',
    'http://localhost/callback',
    'http://127.0.0.1:3334/callback',
    'http://[::1]:3334/',
    'com.example.app:/callback',
    'cursor://anysphere.cursor-mcp/oauth/callback',
  ])('may be %s', (uri) => {
    expect(isRedirectUri(uri)).toBe(true);
  });

  it.each([
    'http://example.com/callback',
    'http://localhost.example.com/',
    'http://127.0.0.1.example.com/',
    'http://10.0.0.1/',
    'https://user:password@example.com/',
    'https://example.com/#part',
    'https://example.com/ü',
    'https://example.com/\n',
    'HTTPS://example.com/',
    'https:example.com',
    'javascript:alert(1)',
    'javascript:/*x*/alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'blob:https://example.com/1',
    'mailto:a@example.com',
    'about:blank',
    'nothing',
    '/callback',
    `https://example.com/${'x'.repeat(2_048)}`,
  ])('may not be %s', (uri) => {
    expect(isRedirectUri(uri)).toBe(false);
  });

  it('is the registered one, character by character', () => {
    const registered = ['https://client.example.com/callback'];
    expect(isRegistered(registered, 'https://client.example.com/callback')).toBe(true);
    for (const other of ['/', '?a=1', '/../callback', '%2F']) {
      expect(isRegistered(registered, `https://client.example.com/callback${other}`)).toBe(false);
    }
    expect(isRegistered(registered, 'https://CLIENT.example.com/callback')).toBe(false);
    expect(isRegistered(['com.example.app:/a'], 'com.example.app:/b')).toBe(false);
  });

  it('to this machine may have another port, and nothing else', () => {
    const registered = ['http://127.0.0.1:1111/callback'];
    expect(isRegistered(registered, 'http://127.0.0.1:2222/callback')).toBe(true);
    expect(isRegistered(registered, 'http://127.0.0.1/callback')).toBe(true);
    expect(isRegistered(registered, 'http://localhost:1111/callback')).toBe(false);
    expect(isRegistered(registered, 'http://127.0.0.1:1111/other')).toBe(false);
    expect(isRegistered(registered, 'https://127.0.0.1:1111/callback')).toBe(false);
    expect(isRegistered(['https://a.example.com/'], 'https://a.example.com:444/')).toBe(false);
  });

  it('of a web site may be limited to hosts, those of users’ machines are not', () => {
    const hosts = ['claude.ai', 'example.com:8443'];
    for (const uri of ['https://claude.ai/a', 'https://example.com:8443/', 'http://localhost/', 'cursor://a/b']) {
      expect(isPermitted(uri, hosts)).toBe(true);
    }
    for (const uri of ['https://evil.claude.ai/', 'https://claude.ai:444/', 'https://example.com/']) {
      expect(isPermitted(uri, hosts)).toBe(false);
      expect(isPermitted(uri, undefined)).toBe(true);
    }
  });

  it('is described by its host, its machine or its scheme', () => {
    expect(describeRedirect('https://client.example.com:8443/callback')).toEqual({
      kind: 'web',
      host: 'client.example.com:8443',
    });
    expect(describeRedirect('https://аpple.com/').host).toBe('xn--pple-43d.com');
    expect(describeRedirect('http://localhost:1/')).toEqual({ kind: 'local', host: 'localhost' });
    expect(describeRedirect('cursor://host/callback')).toEqual({ kind: 'app', host: 'cursor' });
  });

  it('keeps its text and gets parameters, encoded', () => {
    expect(withParameters('https://a.example.com/c?x=%20', { code: 'a', state: 'b&c=d', none: undefined })).toBe(
      'https://a.example.com/c?x=%20&code=a&state=b%26c%3Dd',
    );
    expect(withParameters('com.example.app:/c', { code: 'a' })).toBe('com.example.app:/c?code=a');
  });
});
