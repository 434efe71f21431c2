import { describe, expect, it } from '@jest/globals';
import { AddressPolicy } from './address-policy.js';

const strict = new AddressPolicy([]);

describe('an address that requests may not go to', () => {
  it.each([
    ['loopback', '127.0.0.1'],
    ['loopback beyond .1', '127.255.0.9'],
    ['IPv6 loopback', '::1'],
    ['unspecified', '0.0.0.0'],
    ['IPv6 unspecified', '::'],
    ['private 10/8', '10.1.2.3'],
    ['private 172.16/12', '172.31.255.254'],
    ['private 192.168/16', '192.168.0.1'],
    ['IPv6 unique local', 'fd00::1'],
    ['link-local, where clouds keep their metadata', '169.254.169.254'],
    ['IPv6 link-local', 'fe80::1'],
    ['IPv6 metadata', 'fd00:ec2::254'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['multicast', '224.0.0.1'],
    ['IPv6 multicast', 'ff02::1'],
    ['broadcast', '255.255.255.255'],
    ['reserved', '240.0.0.1'],
    ['test range 1', '192.0.2.1'],
    ['test range 2', '198.51.100.1'],
    ['test range 3', '203.0.113.1'],
    ['benchmarking', '198.18.0.1'],
    ['IETF protocol assignments', '192.0.0.8'],
    ['IPv6 documentation', '2001:db8::1'],
    ['IPv4-mapped loopback', '::ffff:127.0.0.1'],
    ['IPv4-mapped private, in hex', '::ffff:a00:1'],
    ['IPv4-compatible', '::127.0.0.1'],
    ['6to4 of a private address', '2002:0a00:0001::1'],
    ['NAT64 of loopback', '64:ff9b::7f00:1'],
    ['NAT64 for local use', '64:ff9b:1::a00:1'],
    ['Teredo', '2001:0:0:1::1'],
    ['site-local', 'fec0::1'],
    ['no address at all', 'example.com'],
  ])('%s: %s', (_, address) => {
    expect(strict.refusal(address)).toEqual(expect.any(String));
  });
});

describe('an address that requests may go to', () => {
  it.each(['93.184.215.14', '8.8.8.8', '2606:2800:21f:cb07:6820:80da:af6b:8b2c', '::ffff:8.8.8.8'])('%s', (address) => {
    expect(strict.refusal(address)).toBeUndefined();
  });

  it('is one in an allowed network, however it is written, and no other of its kind', () => {
    const policy = new AddressPolicy(['10.1.0.0/16', 'fd12::/32']);
    expect(policy.refusal('10.1.200.3')).toBeUndefined();
    expect(policy.refusal('::ffff:10.1.200.3')).toBeUndefined();
    expect(policy.refusal('fd12::9')).toBeUndefined();
    expect(policy.refusal('10.2.0.1')).toBeDefined();
    expect(policy.refusal('fd13::9')).toBeDefined();
    expect(policy.refusal('127.0.0.1')).toBeDefined();
  });
});

describe('the host of a URL', () => {
  it.each([
    'http://2130706433/',
    'http://0177.0.0.1/',
    'http://0x7f.1/',
    'http://127.1/',
    'http://[::1]/',
    'http://[::ffff:7f00:1]/',
    'http://localhost/',
    'http://LOCALHOST./',
    'http://a.localhost/',
    'http://169.254.169.254/latest',
  ])('%s is refused without asking DNS', (url) => {
    expect(strict.hostRefusal(new URL(url).hostname)).toEqual(expect.any(String));
  });

  it('that is a name passes: what it stands for is checked when it is connected to', () => {
    expect(strict.hostRefusal('hooks.example.com')).toBeUndefined();
  });

  it('localhost is as good as loopback', () => {
    expect(new AddressPolicy(['127.0.0.0/8']).hostRefusal('localhost')).toBeUndefined();
  });
});

describe('the policy of a deployment', () => {
  it('allows loopback outside production alone, unless networks are named', () => {
    expect(AddressPolicy.of({ NODE_ENV: 'production' }).refusal('127.0.0.1')).toBeDefined();
    expect(AddressPolicy.of({ NODE_ENV: 'development' }).refusal('127.0.0.1')).toBeUndefined();
    const named = { NODE_ENV: 'development', POSTRIDER_ALLOWED_NETWORKS: '10.0.0.0/8, 192.168.0.0/16' };
    expect(AddressPolicy.of(named).refusal('127.0.0.1')).toBeDefined();
    expect(AddressPolicy.of(named).refusal('192.168.7.7')).toBeUndefined();
  });

  it('names the network that is none', () => {
    expect(() => new AddressPolicy(['10.0.0.0/8', '10.0.0.0/99'])).toThrow('10.0.0.0/99: expected a network');
  });
});
