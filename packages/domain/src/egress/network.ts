import ipaddr from 'ipaddr.js';

export type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** The first address of a network and its prefix length in bits. */
export type Network = readonly [Address, number];

export const contains = ([network, bits]: Network, address: Address): boolean =>
  network.kind() === address.kind() && address.match(network, bits);

/** Returns whether two networks share an address. One of them then contains the other. */
export const overlap = (a: Network, b: Network): boolean => (a[1] <= b[1] ? contains(a, b[0]) : contains(b, a[0]));

/** Returns whether `whole` contains `part` or is equal to it. */
export const isPartOf = (part: Network, whole: Network): boolean => whole[1] <= part[1] && contains(whole, part[0]);
