import { describe, expect, it } from '@jest/globals';
import { hashToken } from '../token.js';
import { generateApiKey } from './api-key.js';

describe('an API key', () => {
  it('has a prefix that names its kind', () => {
    expect(generateApiKey('management')).toMatch(/^mlx_mk_[\w-]{43}$/);
    expect(generateApiKey('project')).toMatch(/^mlx_sk_[\w-]{43}$/);
  });

  it('is never the same', () => {
    expect(new Set(Array.from({ length: 100 }, () => generateApiKey('project'))).size).toBe(100);
  });

  it('is stored as its SHA-256', () => {
    const key = generateApiKey('management');
    expect(hashToken(key)).toEqual(hashToken(key));
    expect(hashToken(key)).not.toEqual(hashToken(`${key} `));
    expect(hashToken('abc').toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
