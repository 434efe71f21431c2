import { describe, expect, it } from '@jest/globals';
import { hiddenValue, keptHeaders } from './kept-headers.js';

const raw = (...texts: string[]): Buffer[] => texts.map((text) => Buffer.from(text, 'latin1'));

describe('the kept headers of a response', () => {
  it.each(['Set-Cookie', 'authorization', 'Proxy-Authorization', 'X-Auth-Token', 'X-Api-Key', 'X-CSRF-TOKEN'])(
    'have no value of %s',
    (name) => {
      expect(keptHeaders(raw(name, 'a=b; secret'), 100)).toEqual({ response_headers: [name, hiddenValue] });
    },
  );

  it('are complete up to the limit', () => {
    expect(keptHeaders(raw('a', 'bc', 'de', 'f'), 6)).toEqual({ response_headers: ['a', 'bc', 'de', 'f'] });
  });

  it('end with a cut value', () => {
    expect(keptHeaders(raw('a', 'bc', 'de', 'fgh'), 6)).toEqual({
      response_headers: ['a', 'bc', 'de', 'f'],
      response_headers_truncated: true,
    });
  });

  it('do not have part of a name', () => {
    expect(keptHeaders(raw('a', 'bc', 'de', 'f'), 4)).toEqual({
      response_headers: ['a', 'bc'],
      response_headers_truncated: true,
    });
  });

  it('keep the bytes of a value', () => {
    expect(keptHeaders(raw('x', '\u00fc'), 10)).toEqual({ response_headers: ['x', '\u00fc'] });
  });
});
