import { settingGroups, SettingsError } from '@postrider/contracts';
import ipaddr from 'ipaddr.js';
import { readNetworks } from './allowed-networks.js';
import { contains, type Network } from './network.js';
import { specialName } from './public-addresses.js';

/** IPv4-compatible IPv6, as resolvers print it. `ipaddr.js` reads it as IPv4-mapped, which is another address. */
const ipv4Compatible = /^::\d+(\.\d+){3}$/;

/** What development may reach besides the public internet. */
const loopbackNetworks = ['127.0.0.0/8', '::1/128'];

/** The settings that the policy depends on. Without networks, only development may reach loopback. */
interface PolicySettings {
  process: { environment: string };
  egress: { allowedNetworks?: readonly string[] | undefined };
}

/**
 * Which addresses requests may go to: public unicast, and the networks that the operator allows. Everything else (private,
 * loopback, link-local and with it cloud metadata, carrier-grade NAT, multicast, reserved, test ranges, and the ways
 * to write an IPv4 address in IPv6) is refused.
 */
export class AddressPolicy {
  readonly #allowed: readonly Network[];

  /** `allowedNetworks` in CIDR notation; throws a SettingsError with every entry that is none, or would allow nothing. */
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

  /** Why `address` (IPv4 in four decimal parts or IPv6, without brackets) may not be connected to; undefined if it may. */
  refusal(address: string): string | undefined {
    const isAddress = ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address);
    if (!isAddress) return 'it is not an IP address';
    if (ipv4Compatible.test(address)) return `${address} is no public IPv6 address`;
    // An IPv4-mapped address reaches the IPv4 host: it is judged as that.
    const parsed = ipaddr.process(address);
    if (this.#allowed.some((network) => contains(network, parsed))) return undefined;
    const name = specialName(parsed);
    return name && `${parsed.toString()} is ${name}`;
  }

  /** Why a URL's host may not be used, as far as it can be known without asking DNS. */
  hostRefusal(hostname: string): string | undefined {
    const host = hostname
      .replace(/^\[|\]$/g, '')
      .replace(/\.$/, '')
      .toLowerCase();
    if (host === 'localhost' || host.endsWith('.localhost')) return this.refusal('127.0.0.1');
    return ipaddr.isValid(host) ? this.refusal(host) : undefined;
  }
}
