import { describe, expect, it } from '@jest/globals';
import { readMessage } from './messages.js';

const session = { type: 'postrider-portal:session', token: 'pst_1' };

describe('a message of the embedding page', () => {
  it('gives a session, with theme, language and texts', () => {
    const texts = { endpoints: { page: { title: 'Destinations' } } };
    expect(readMessage({ ...session, theme: 'dark', language: 'fr-ca', texts })).toEqual({
      type: 'session',
      token: 'pst_1',
      theme: 'dark',
      language: 'fr-CA',
      texts,
    });
  });

  it('changes the theme', () => {
    expect(readMessage({ type: 'postrider-portal:theme', theme: 'light' })).toEqual({ type: 'theme', theme: 'light' });
  });

  it('is read without what is wrong with it', () => {
    const texts = { title: 'Titre', count: 3, list: ['x'], none: null, inner: { ok: 'Titre', code: () => 1 } };
    expect(readMessage({ ...session, theme: 'pink', language: '–', texts })).toEqual({
      type: 'session',
      token: 'pst_1',
      texts: { title: 'Titre', inner: { ok: 'Titre' } },
    });
  });

  it.each([
    undefined,
    null,
    'postrider-portal:session',
    [session],
    {},
    { type: 'postrider-portal:session' },
    { ...session, token: '' },
    { ...session, token: 7 },
    { ...session, type: 'session' },
    { type: 'postrider-portal:theme', theme: 'pink' },
    { type: 'postrider-portal:theme' },
  ])('is ignored if it is none: %j', (data) => {
    expect(readMessage(data)).toBeUndefined();
  });
});
