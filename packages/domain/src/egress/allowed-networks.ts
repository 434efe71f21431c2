import ipaddr from 'ipaddr.js';
import { isPartOf, type Network } from './network.js';
import { isAllPublic } from './public-addresses.js';

const ipv4Mapped: Network = ipaddr.parseCIDR('::ffff:0:0/96');

/** Parses networks in CIDR notation. An entry that is invalid or redundant is a problem. */
export function readNetworks(entries: readonly string[]): { networks: Network[]; problems: string[] } {
  const networks: Network[] = [];
  const problems: string[] = [];
  for (const entry of entries) {
    const network = parse(entry);
    const problem =
      network === undefined
        ? 'expected a network in CIDR notation such as 10.1.0.0/16 (all four parts in decimal) or fd12::/32'
        : redundancy(network, networks);
    if (problem !== undefined) problems.push(`${JSON.stringify(entry)}: ${problem}`);
    else if (network) networks.push(network);
  }
  return { networks, problems };
}

function parse(entry: string): Network | undefined {
  // No zone, and no length such as /08.
  if (!/^[\da-f.:]+\/(0|[1-9]\d{0,2})$/i.test(entry)) return undefined;
  const isValid = ipaddr.IPv4.isValidCIDRFourPartDecimal(entry) || ipaddr.IPv6.isValidCIDR(entry);
  return isValid ? ipaddr.parseCIDR(entry) : undefined;
}

function redundancy(network: Network, earlier: readonly Network[]): string | undefined {
  const first = firstOf(network);
  if (network[0].toString() !== first[0].toString()) return `expected the first address of the network: ${text(first)}`;
  if (network[0].kind() === 'ipv6' && isPartOf(network, ipv4Mapped)) {
    return 'expected an IPv4 network: an IPv4-mapped address is checked as its IPv4 address';
  }
  if (isAllPublic(network)) return 'this network is public, and public networks are always allowed';
  const whole = earlier.find((each) => isPartOf(network, each));
  if (whole) return `this network is part of ${text(whole)}, an earlier entry`;
  const part = earlier.find((each) => isPartOf(each, network));
  return part && `this network contains ${text(part)}, an earlier entry`;
}

function firstOf([address, bits]: Network): Network {
  const cidr = text([address, bits]);
  const { IPv4, IPv6 } = ipaddr;
  return [address.kind() === 'ipv4' ? IPv4.networkAddressFromCIDR(cidr) : IPv6.networkAddressFromCIDR(cidr), bits];
}

const text = ([address, bits]: Network): string => `${address.toString()}/${String(bits)}`;
