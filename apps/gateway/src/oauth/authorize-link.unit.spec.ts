import { describe, expect, it } from '@jest/globals';
import { consentLink, queryOf } from './authorize-link.js';

const parameterOf = (link: string) => new URL(link, 'http://page.invalid').searchParams.get('request') ?? '';

describe('the link to the consent page', () => {
  it('has the query of /authorize, byte for byte', () => {
    for (const query of ['', 'state=1e5', 'state=%7B%22a%22%3A%201%7D&a=%zz', 'ü=ü']) {
      expect(queryOf(parameterOf(consentLink(query)))).toBe(query);
    }
  });

  it('is no link if it is too long, or something else', () => {
    expect(queryOf(parameterOf(consentLink('x'.repeat(9_000))))).toBeUndefined();
    for (const text of ['', 'x', '1', 'https://example.com']) expect(queryOf(text)).toBeUndefined();
  });
});
