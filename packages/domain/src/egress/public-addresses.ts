import ipaddr from 'ipaddr.js';
import { contains, isPartOf, overlap, type Address, type Network } from './network.js';

/**
 * Addresses that are not for the public internet: IANA's registries of special-purpose addresses
 * (https://www.iana.org/assignments/iana-ipv4-special-registry, …-ipv6-special-registry), and services that clouds have on
 * public addresses.
 */
const special = named({
  '0.0.0.0/8': 'an unspecified address',
  '10.0.0.0/8': 'a private address',
  '100.64.0.0/10': 'an address of a carrier’s NAT',
  '127.0.0.0/8': 'a loopback address',
  '168.63.129.16/32': 'an address of the Azure platform',
  '169.254.0.0/16': 'a link-local address',
  '172.16.0.0/12': 'a private address',
  '192.0.0.0/24': 'an address for protocol assignments',
  '192.0.2.0/24': 'an address for documentation',
  '192.31.196.0/24': 'an AS112 address',
  '192.52.193.0/24': 'an AMT address',
  '192.88.99.0/24': 'a 6to4 relay address',
  '192.168.0.0/16': 'a private address',
  '192.175.48.0/24': 'an AS112 address',
  '198.18.0.0/15': 'an address for benchmarks',
  '198.51.100.0/24': 'an address for documentation',
  '203.0.113.0/24': 'an address for documentation',
  '224.0.0.0/4': 'a multicast address',
  '240.0.0.0/4': 'a reserved address',
  // Exceptions within public IPv6. The first includes Teredo, benchmarks, AMT and ORCHID.
  '2001::/23': 'an address for protocol assignments',
  '2001:db8::/32': 'an address for documentation',
  '2002::/16': 'a 6to4 address of an IPv4 host',
  '2620:4f:8000::/48': 'an AS112 address',
  '3fff::/20': 'an address for documentation',
});

/** Public unicast IPv6. Loopback, unique local, link-local, mapped and translated addresses are outside of it. */
const publicIpv6: Network = ipaddr.parseCIDR('2000::/3');

function named(networks: Readonly<Record<string, string>>): readonly { network: Network; name: string }[] {
  return Object.entries(networks).map(([cidr, name]) => ({ network: ipaddr.parseCIDR(cidr), name }));
}

/** Returns the kind of an address that is not public; undefined if it is public. */
export function specialName(address: Address): string | undefined {
  if (address.kind() === 'ipv6' && !contains(publicIpv6, address)) return 'not a public IPv6 address';
  return special.find(({ network }) => contains(network, address))?.name;
}

/** Returns whether every address of a network is public. */
export function isAllPublic(network: Network): boolean {
  if (network[0].kind() === 'ipv6' && !isPartOf(network, publicIpv6)) return false;
  return !special.some((each) => overlap(each.network, network));
}
