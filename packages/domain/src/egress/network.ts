import ipaddr from 'ipaddr.js';

export type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** A network: its first address, and how many bits its addresses share. */
export type Network = readonly [Address, number];

export const contains = ([network, bits]: Network, address: Address): boolean =>
  network.kind() === address.kind() && address.match(network, bits);

/** Whether the two share an address: one of them is then part of the other. */
export const overlap = (a: Network, b: Network): boolean => (a[1] <= b[1] ? contains(a, b[0]) : contains(b, a[0]));

/** Whether `part` lies within `whole`, which may be the same network. */
export const isPartOf = (part: Network, whole: Network): boolean => whole[1] <= part[1] && contains(whole, part[0]);
