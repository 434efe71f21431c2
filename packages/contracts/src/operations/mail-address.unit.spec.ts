import { describe, expect, it } from '@jest/globals';
import { isAddress, isSenderAddress } from './mail-address.js';

describe('an e-mail address', () => {
  it.each(['ops@example.com', 'a.b+c@x-1.example.co', `${'a'.repeat(64)}@b.com`, "o'neil@b.io"])(
    'may be %s',
    (text) => {
      expect(isAddress(text)).toBe(true);
      expect(isSenderAddress(text)).toBe(true);
    },
  );

  it.each([
    ...['', '@b.com', 'a@', 'a@@b.com', 'a b@c.com', 'a@b.com\n', '"a"@b.com', 'ä@b.com', 'a@-b.com', 'a@b-.com'],
    ...['.a@b.com', 'a.@b.com', 'a..b@b.com', '.a..b.@b.com', 'a@b..com', 'a@.b.com', `${'a'.repeat(65)}@b.com`],
  ])('may not be %j', (text) => {
    expect(isAddress(text)).toBe(false);
    expect(isSenderAddress(text)).toBe(false);
  });

  it('has a domain with a dot, unless it is that of the sender', () => {
    expect([isAddress('alerts@intranet'), isSenderAddress('alerts@intranet')]).toEqual([false, true]);
  });

  it('is told from others in little time, however long it is', () => {
    const started = performance.now();
    expect(isAddress(`a@${'a-'.repeat(50_000)}`)).toBe(false);
    expect(isAddress(`${'a.'.repeat(50_000)}@`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
