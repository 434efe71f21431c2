import { describe, expect, it } from '@jest/globals';
import { oauthUrls } from './oauth-urls.js';

type Settings = Parameters<typeof oauthUrls>[0];

const settings = (publicUrl: string | undefined, off: 'oauth' | 'dashboard' | 'mcp' | 'nothing' = 'nothing') =>
  ({
    oauth: { enabled: off !== 'oauth' },
    dashboard: { enabled: off !== 'dashboard' },
    mcp: { enabled: off !== 'mcp' },
    http: { publicUrl },
  }) as Settings;

describe('OAuth', () => {
  it.each([
    'https://hooks.example.com',
    'https://hooks.example.com:8443/',
    'http://127.0.0.1:3000',
    'http://localhost',
  ])('is on at %s', (publicUrl) => {
    const { origin } = new URL(publicUrl);
    expect(oauthUrls(settings(publicUrl))).toMatchObject({ issuer: origin, resource: `${origin}/mcp` });
  });

  it.each([undefined, 'http://hooks.example.com', 'https://example.com/hooks', 'https://example.com/?a=1'])(
    'is off at %s',
    (publicUrl) => {
      expect(oauthUrls(settings(publicUrl))).toBeUndefined();
    },
  );

  it.each(['oauth', 'dashboard', 'mcp'] as const)('is off without %s', (off) => {
    expect(oauthUrls(settings('https://hooks.example.com', off))).toBeUndefined();
  });
});
