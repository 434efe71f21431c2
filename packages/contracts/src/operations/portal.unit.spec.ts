import { describe, expect, it } from '@jest/globals';
import { updateBrowserOrigins } from './browser-origins.js';
import { createPortalSession, updatePortalSettings } from './portal.js';
import { wrongFields } from './wrong-fields.fixture.spec.js';

const longUrl = `https://example.com/${'a'.repeat(2048)}`;

describe('a URL of the portal', () => {
  it.each([
    'https://app.example.com/logo.svg?v=2#x',
    'https://bücher.example/ä.svg',
    'https://[2001:db8::1]:8443/l.png',
    'https://10.0.0.1/l.png',
  ])('may be %s', (url) => {
    expect(updatePortalSettings.body.parse({ logo_url: url })).toEqual({ logo_url: url });
    expect(createPortalSession.body.parse({ return_url: url })).toEqual({ return_url: url });
  });

  it.each([
    ['has a NUL, which Postgres cannot store', 'https://app.example.com/\0'],
    ['has white space around it', '  https://app.example.com/ \n'],
    ['has a line feed, which parsers drop', 'https://app.exa\nmple.com'],
    ['has half a surrogate pair', 'https://app.example.com/\ud800'],
    ['has an override of direction', 'https://app.example.com/\u202e'],
    ['has a password', 'https://a:b@app.example.com'],
    ['is relative', '/settings'],
    ['is a script', 'javascript:alert(1)'],
    ['is longer than 2048 characters', longUrl],
  ])('is refused if it %s', (_, url) => {
    expect(wrongFields(updatePortalSettings.body, { logo_url: url })).toContain('logo_url');
    expect(wrongFields(createPortalSession.body, { return_url: url })).toContain('return_url');
  });

  it('may be http for the link back, and not for the logo', () => {
    expect(wrongFields(createPortalSession.body, { return_url: 'http://localhost:4600' })).toEqual([]);
    expect(wrongFields(updatePortalSettings.body, { logo_url: 'http://localhost:4600' })).toEqual(['logo_url']);
  });

  it.each(['https://a;x.com/l.png', 'https://*.example.com/l.png', 'https://a,b/l.png', "https://a'b/l.png"])(
    'is refused for a logo if its host would change the policy of the page: %s',
    (url) => {
      expect(wrongFields(updatePortalSettings.body, { logo_url: url })).toEqual(['logo_url']);
    },
  );
});

describe.each([updatePortalSettings.body, updateBrowserOrigins.body])('an origin', (schema) => {
  it.each([
    'https://app.example.com',
    'http://localhost:8080',
    'http://127.0.0.1:3000',
    'https://[2001:db8::1]:8443',
    'https://xn--bcher-kva.example',
  ])('may be %s', (origin) => {
    expect(schema.parse({ origins: [origin] })).toEqual({ origins: [origin] });
  });

  it.each([
    '*',
    'null',
    'https://*',
    'https://*.example.com',
    'https://a;script-src',
    'https://a,b',
    "https://a'b",
    'https://app.example.com/',
    'https://App.example.com',
    'https://bücher.example',
    'ftp://app.example.com',
    ' https://app.example.com',
    'https://app.example.com\0',
  ])('is refused if it is %j', (origin) => {
    expect(wrongFields(schema, { origins: [origin] })).toEqual(['origins.0']);
  });

  it('is refused if it is named twice', () => {
    const origins = ['https://a.example', 'https://b.example', 'https://a.example'];
    expect(wrongFields(schema, { origins })).toEqual(['origins.2']);
  });
});
