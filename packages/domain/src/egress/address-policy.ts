import { settingGroups, SettingsError } from '@postrider/contracts';
import ipaddr from 'ipaddr.js';
import { readNetworks } from './allowed-networks.js';
import { contains, type Network } from './network.js';
import { specialName } from './public-addresses.js';

/** IPv4-compatible IPv6, as resolvers print it. `ipaddr.js` reads it as IPv4-mapped, which is another address. */
const ipv4Compatible = /^::\d+(\.\d+){3}$/;

/** Networks that are allowed outside production besides the public internet. */
const loopbackNetworks = ['127.0.0.0/8', '::1/128'];

/** The settings that the policy depends on. Without networks, only development may reach loopback. */
interface PolicySettings {
  process: { environment: string };
  egress: { allowedNetworks?: readonly string[] | undefined };
}

/**
 * The addresses that requests may go to: public unicast, and networks that the operator allows. All others are refused:
 * private, loopback, link-local (cloud metadata), carrier-grade NAT, multicast, reserved and test ranges, and IPv6 forms
 * of IPv4 addresses.
 */
export class AddressPolicy {
  readonly #allowed: readonly Network[];

  /** `allowedNetworks` in CIDR notation. Throws a SettingsError that names every invalid or redundant entry. */
  constructor(allowedNetworks: readonly string[]) {
    const { networks, problems } = readNetworks(allowedNetworks);
    if (problems.length > 0) {
      throw new SettingsError(problems.map((problem) => `${settingGroups.egress.allowedNetworks.env}: ${problem}`));
    }
    this.#allowed = networks;
  }

  /** The policy of a deployment. */
  static of({ process, egress }: PolicySettings): AddressPolicy {
    return new AddressPolicy(egress.allowedNetworks ?? (process.environment === 'production' ? [] : loopbackNetworks));
  }

  /** Returns why `address` (IPv4 in four decimal parts, or IPv6 without brackets) is refused; undefined if it is allowed. */
  refusal(address: string): string | undefined {
    const isAddress = ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address);
    if (!isAddress) return 'it is not an IP address';
    if (ipv4Compatible.test(address)) return `${address} is not a public IPv6 address`;
    // An IPv4-mapped address connects to the IPv4 host.
    const parsed = ipaddr.process(address);
    if (this.#allowed.some((network) => contains(network, parsed))) return undefined;
    const name = specialName(parsed);
    return name && `${parsed.toString()} is ${name}`;
  }

  /** Returns why the host of a URL is refused, without DNS; undefined if it is a name or an allowed address. */
  hostRefusal(hostname: string): string | undefined {
    const host = hostname
      .replace(/^\[|\]$/g, '')
      .replace(/\.$/, '')
      .toLowerCase();
    if (host === 'localhost' || host.endsWith('.localhost')) return this.refusal('127.0.0.1');
    return ipaddr.isValid(host) ? this.refusal(host) : undefined;
  }
}
