import { expect, it } from '@jest/globals';
import { svixConnection } from './connection.js';

it.each([
  [undefined, 'sk_abc.eu', 'https://api.eu.svix.com'],
  [undefined, 'sk_abc', 'https://api.svix.com'],
  [undefined, 'sk_abc.example.com', 'https://api.svix.com'],
  ['https://svix.example.com/base/', 'sk_abc.eu', 'https://svix.example.com/base'],
])('with %s the token %s is for %s', (given, token, url) => {
  expect(svixConnection(given, { SVIX_TOKEN: token })).toEqual({ url, token });
});

it('needs a token and a URL, and repeats no token', () => {
  expect(() => svixConnection(undefined, {})).toThrow('set SVIX_TOKEN');
  expect(() => svixConnection(undefined, { SVIX_TOKEN: 'a secret' })).toThrow(/^SVIX_TOKEN: (?!.*a secret)/);
  expect(() => svixConnection('ftp://a', { SVIX_TOKEN: 'x' })).toThrow('--svix-url');
});
