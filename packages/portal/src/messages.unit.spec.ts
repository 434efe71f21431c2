import { describe, expect, it } from '@jest/globals';
import { german } from './german.js';
import { labelsOf } from './labels.js';
import { parseFrameMessage, sessionMessage } from './messages.js';
import { addressOf } from './session.js';

describe('a message of the frame', () => {
  it.each([
    [{ type: 'postrider-portal:ready' }, { type: 'ready' }],
    [{ type: 'postrider-portal:renew', more: 1 }, { type: 'renew' }],
    [
      { type: 'postrider-portal:height', height: 812.4 },
      { type: 'height', height: 813 },
    ],
    [
      { type: 'postrider-portal:height', height: Infinity },
      { type: 'height', height: 100_000 },
    ],
  ])('is understood: %j', (data, message) => {
    expect(parseFrameMessage(data)).toEqual(message);
  });

  it.each([
    null,
    'postrider-portal:ready',
    {},
    { type: 'ready' },
    { type: 'postrider-portal:later' },
    { type: 'postrider-portal:height' },
    { type: 'postrider-portal:height', height: '9' },
    { type: 'postrider-portal:height', height: 0 },
    { type: 'postrider-portal:height', height: Number.NaN },
  ])('is ignored: %j', (data) => {
    expect(parseFrameMessage(data)).toBeUndefined();
  });
});

describe('what the frame gets', () => {
  it('is the token, and how the portal should look if that is given', () => {
    const nothing = { theme: undefined, language: undefined, texts: undefined };
    expect(sessionMessage('pst_1', nothing)).toEqual({ type: 'postrider-portal:session', token: 'pst_1' });
    const given = { theme: 'dark', language: 'de', texts: { keys: { title: 'Claves' } } } as const;
    expect(sessionMessage('pst_1', given)).toEqual({ type: 'postrider-portal:session', token: 'pst_1', ...given });
  });

  it('has no token in its address', () => {
    const url = 'https://webhooks.example.com/portal/org_1';
    expect(addressOf({ url: `${url}#token=pst_1`, token: 'pst_1' })).toBe(url);
    expect(addressOf({ url, token: 'pst_1' })).toBe(url);
  });
});

describe('the texts of the element', () => {
  it('are in the language of the portal, or your own', () => {
    expect(labelsOf(undefined, undefined).tryAgain).toBe('Try again');
    expect(labelsOf('de-CH', undefined).tryAgain).toBe(german.tryAgain);
    expect(labelsOf('den', undefined).tryAgain).toBe('Try again');
    expect(labelsOf('it', { tryAgain: 'Riprova' })).toMatchObject({ title: 'Webhooks', tryAgain: 'Riprova' });
  });
});
