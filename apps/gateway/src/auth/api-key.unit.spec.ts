import { describe, expect, it } from '@jest/globals';
import { generateApiKey, hashApiKey } from './api-key.js';

describe('an API key', () => {
  it('says by its prefix what it is for', () => {
    expect(generateApiKey('management')).toMatch(/^mlx_mk_[\w-]{43}$/);
    expect(generateApiKey('project')).toMatch(/^mlx_sk_[\w-]{43}$/);
  });

  it('is never the same', () => {
    expect(new Set(Array.from({ length: 100 }, () => generateApiKey('project'))).size).toBe(100);
  });

  it('is found again by its hash, of which nobody makes the key', () => {
    const key = generateApiKey('management');
    expect(hashApiKey(key)).toEqual(hashApiKey(key));
    expect(hashApiKey(key)).not.toEqual(hashApiKey(`${key} `));
    expect(hashApiKey('abc').toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
