import ipaddr from 'ipaddr.js';
import { contains, isPartOf, overlap, type Address, type Network } from './network.js';

/**
 * What is not for the public internet, by IANA's registries of special-purpose addresses
 * (https://www.iana.org/assignments/iana-ipv4-special-registry, …-ipv6-special-registry), and what clouds have put on
 * public addresses for themselves.
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
  // Within the part of IPv6 that is public. The first has Teredo, benchmarks, AMT and ORCHID in it.
  '2001::/23': 'an address for protocol assignments',
  '2001:db8::/32': 'an address for documentation',
  '2002::/16': 'a 6to4 address, which stands for an IPv4 one',
  '2620:4f:8000::/48': 'an AS112 address',
  '3fff::/20': 'an address for documentation',
});

/** All of IPv6 that is unicast and public. Loopback, unique local, link-local, mapped and translated lie outside. */
const publicIpv6: Network = ipaddr.parseCIDR('2000::/3');

function named(networks: Readonly<Record<string, string>>): readonly { network: Network; name: string }[] {
  return Object.entries(networks).map(([cidr, name]) => ({ network: ipaddr.parseCIDR(cidr), name }));
}

/** What makes an address not public; undefined if it is public. */
export function specialName(address: Address): string | undefined {
  if (address.kind() === 'ipv6' && !contains(publicIpv6, address)) return 'no public IPv6 address';
  return special.find(({ network }) => contains(network, address))?.name;
}

/** Whether every address of a network is public. */
export function isAllPublic(network: Network): boolean {
  if (network[0].kind() === 'ipv6' && !isPartOf(network, publicIpv6)) return false;
  return !special.some((each) => overlap(each.network, network));
}
