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
    ['this network', '0.1.2.3'],
    ['the Azure platform', '168.63.129.16'],
    ['the Azure platform, mapped', '::ffff:168.63.129.16'],
    ['6to4 relays', '192.88.99.1'],
    ['6to4 of a public address', '2002:0808:0808::1'],
    ['IPv4-compatible of a public address', '::8.8.8.8'],
    ['IPv4-translated', '::ffff:0:8.8.8.8'],
    ['NAT64 of a public address', '64:ff9b::808:808'],
    ['ORCHID', '2001:20::1'],
    ['the end of the IETF assignments', '2001:1ff:ffff::1'],
    ['IPv6 documentation, new', '3fff:fff::1'],
    ['IPv6 discard-only', '100::1'],
    ['segment routing', '5f00::1'],
    ['IPv6 unassigned below what is public', '1fff:ffff::1'],
    ['IPv6 unassigned above what is public', '4000::1'],
    ['IPv6 unassigned, far above', 'e000::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['IPv4 in octal', '0177.0.0.1'],
    ['IPv4 in parts that are left out', '8.8'],
    ['IPv4 as one number', '134744072'],
    ['no address at all', 'example.com'],
  ])('%s: %s', (_, address) => {
    expect(strict.refusal(address)).toEqual(expect.any(String));
  });
});

describe('an address that requests may go to', () => {
  it.each([
    '93.184.215.14',
    '8.8.8.8',
    '2606:2800:21f:cb07:6820:80da:af6b:8b2c',
    '::ffff:8.8.8.8',
    // The neighbors of what is refused.
    '1.0.0.0',
    '100.128.0.1',
    '168.63.129.15',
    '168.63.129.17',
    '172.32.0.1',
    '192.0.1.1',
    '198.20.0.1',
    '223.255.255.255',
    '2001:200::1',
    '2001:db9::1',
    '2003::1',
    '3fff:1000::1',
  ])('%s', (address) => {
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

  it('that is a name is allowed; its addresses are checked on connect', () => {
    expect(strict.hostRefusal('hooks.example.com')).toBeUndefined();
  });

  it('localhost is a loopback address', () => {
    expect(new AddressPolicy(['127.0.0.0/8']).hostRefusal('localhost')).toBeUndefined();
  });
});

describe('the policy of a deployment', () => {
  const policyOf = (environment: string, networks?: string): AddressPolicy =>
    AddressPolicy.of({ process: { environment }, egress: { allowedNetworks: networks?.split(',') } });

  it('allows loopback outside production alone, unless networks are named', () => {
    expect(policyOf('production').refusal('127.0.0.1')).toBeDefined();
    expect(policyOf('development').refusal('127.0.0.1')).toBeUndefined();
    const named = policyOf('development', '10.0.0.0/8,192.168.0.0/16');
    expect(named.refusal('127.0.0.1')).toBeDefined();
    expect(named.refusal('192.168.7.7')).toBeUndefined();
  });

  it.each([
    ['has too long a prefix', '10.0.0.0/99', 'expected a network in CIDR notation'],
    ['leaves parts out', '10/8', 'expected a network in CIDR notation'],
    ['leaves some parts out', '10.1/16', 'expected a network in CIDR notation'],
    ['is in octal', '010.0.0.0/8', 'expected a network in CIDR notation'],
    ['is in hex', '0x0a.0.0.0/8', 'expected a network in CIDR notation'],
    ['is one number', '167772160/8', 'expected a network in CIDR notation'],
    ['has no prefix', '10.0.0.1', 'expected a network in CIDR notation'],
    ['has a mask for a prefix', '10.0.0.0/255.0.0.0', 'expected a network in CIDR notation'],
    ['has a zero before its prefix', '10.0.0.0/08', 'expected a network in CIDR notation'],
    ['has a zone', 'fe80::%eth0/64', 'expected a network in CIDR notation'],
    ['is empty', '', 'expected a network in CIDR notation'],
    ['is a name', 'intranet', 'expected a network in CIDR notation'],
    ['has bits of a host', '10.1.2.3/16', 'expected the first address of the network: 10.1.0.0/16'],
    ['has bits of an IPv6 host', 'fd12::1/32', 'expected the first address of the network: fd12::/32'],
    ['is IPv4 written as IPv6', '::ffff:10.0.0.0/104', 'expected an IPv4 network'],
    ['is public', '8.8.8.0/24', 'this network is public'],
    ['is public IPv6', '2606:2800::/32', 'this network is public'],
    ['is there twice', '10.1.0.0/16,10.1.0.0/16', 'this network is part of 10.1.0.0/16'],
    ['is there twice, in two spellings', 'fd12::/32,FD12:0::/32', 'this network is part of fd12::/32'],
    ['is part of another', '10.0.0.0/8,10.1.0.0/16', 'this network is part of 10.0.0.0/8'],
    ['contains another', '10.1.0.0/16,10.0.0.0/8', 'this network contains 10.1.0.0/16, an earlier entry'],
    ['ends with a comma', '10.0.0.0/8,', 'expected a network in CIDR notation'],
  ])('refuses an entry that %s: %s', (_, networks, message) => {
    expect(() => policyOf('production', networks)).toThrow(
      `POSTRIDER_ALLOWED_NETWORKS: ${JSON.stringify(networks.split(',').at(-1))}: ${message}`,
    );
  });

  it('names every entry that is wrong', () => {
    const networks = '10/8,10.0.0.0/8,8.8.8.8/32';
    expect(() => policyOf('production', networks)).toThrow(
      /"10\/8": expected.*\n.*"8\.8\.8\.8\/32": this network is public/,
    );
  });

  it.each([
    ['168.63.129.16/32', '168.63.129.16'],
    ['168.63.0.0/16', '168.63.129.16'],
    ['0.0.0.0/0', '10.0.0.1'],
    ['::/0', 'fd00::1'],
    ['::/2', '2001:db8::1'],
    ['2001:db8:1::/48', '2001:db8:1::1'],
    ['64:ff9b::/96', '64:ff9b::808:808'],
  ])('accepts %s, which allows %s', (network, address) => {
    expect(strict.refusal(address)).toBeDefined();
    expect(policyOf('production', network).refusal(address)).toBeUndefined();
  });
});
