import { describe, expect, it } from '@jest/globals';
import { readSettings } from '@postrider/contracts';
import { clientAddress } from './client-address.js';
import { trustsProxy } from './trusted-proxies.js';

const required = {
  DATABASE_URL: 'postgres://x/y',
  REDIS_URL: 'redis://x',
  POSTRIDER_ENCRYPTION_KEYS: `k:${Buffer.alloc(32).toString('base64')}`,
};
const address = (ip: string, remoteAddress = '10.0.0.1'): string =>
  clientAddress({ ip, socket: { remoteAddress } } as Parameters<typeof clientAddress>[0]);

describe('the address that failed sign-ins are counted by', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['203.0.113.7:49152', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::1', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::1]:49152', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('is of %s %s', (ip, expected) => {
    expect(address(ip)).toBe(expected);
  });

  it.each(['unknown', '', '1.2.3', '1.2.3.4.5', 'x'.repeat(10_000), '999.1.1.1', '_hidden'])(
    'is the connection’s where the proxy names %j',
    (ip) => {
      expect(address(ip)).toBe('10.0.0.1');
    },
  );
});

describe('POSTRIDER_TRUSTED_PROXIES', () => {
  const trusts = (networks: string | undefined): ((address: string) => boolean) =>
    trustsProxy(readSettings({ ...required, POSTRIDER_TRUSTED_PROXIES: networks }).http.trustedProxies);

  it('trusts the addresses of its networks and no others', () => {
    const trusted = trusts('10.1.0.0/16, 2001:db8::/32,192.0.2.1/32');
    const given = ['10.1.255.1', '::ffff:10.1.0.9', '192.0.2.1', '2001:db8:ffff::1'];
    expect(given.map(trusted)).toEqual(given.map(() => true));
    const others = ['10.2.0.1', '192.0.2.2', '2001:db9::1', '::1', '', 'unknown', '10.1.0.1, 10.1.0.2'];
    expect(others.map(trusted)).toEqual(others.map(() => false));
  });

  it('trusts no address unless it is set', () => {
    expect(['127.0.0.1', '::1', '10.0.0.1'].map(trusts(undefined))).toEqual([false, false, false]);
  });

  it.each([
    '10.0.0.1',
    '10.1/16',
    '010.0.0.0/8',
    '10.0.0.0/33',
    '::ffff:10.0.0.0/104',
    '10.0.0.0/8,',
    'proxy.example',
    '*',
  ])('is wrong as %j', (networks) => {
    expect(() => trusts(networks)).toThrow(/POSTRIDER_TRUSTED_PROXIES: .*expected a network such as 10\.0\.0\.0\/8/);
  });
});
