import ipaddr from 'ipaddr.js';

type Network = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** What development may reach besides the public internet. */
const loopbackNetworks = ['127.0.0.0/8', '::1/128'];

/**
 * Which addresses requests may go to: public unicast, and the networks that the operator allows. Everything else (private,
 * loopback, link-local and with it cloud metadata, carrier-grade NAT, multicast, reserved, test ranges, and the ways
 * to write an IPv4 address in IPv6) is refused.
 */
export class AddressPolicy {
  readonly #allowed: readonly Network[];

  /** `allowedNetworks` in CIDR notation; throws an error that names the one that isn't. */
  constructor(allowedNetworks: readonly string[]) {
    this.#allowed = allowedNetworks.map((cidr) => {
      if (!ipaddr.isValidCIDR(cidr)) throw new Error(`${cidr}: expected a network such as 10.1.0.0/16`);
      return ipaddr.parseCIDR(cidr);
    });
  }

  /** The policy of a deployment. */
  static of(settings: { NODE_ENV: string; POSTRIDER_ALLOWED_NETWORKS?: string | undefined }): AddressPolicy {
    const { NODE_ENV, POSTRIDER_ALLOWED_NETWORKS: networks } = settings;
    if (networks === undefined) return new AddressPolicy(NODE_ENV === 'production' ? [] : loopbackNetworks);
    return new AddressPolicy(
      networks
        .split(',')
        .map((network) => network.trim())
        .filter((network) => network !== ''),
    );
  }

  /** Why `address` (IPv4 or IPv6, without brackets) may not be connected to; undefined if it may. */
  refusal(address: string): string | undefined {
    if (!ipaddr.isValid(address)) return 'it is not an IP address';
    // An IPv4-mapped address reaches the IPv4 host: it is judged as that.
    const parsed = ipaddr.process(address);
    if (this.#allowed.some(([network, bits]) => network.kind() === parsed.kind() && parsed.match(network, bits))) {
      return undefined;
    }
    const range = parsed.range();
    return range === 'unicast' ? undefined : `${parsed.toString()} is a ${range} address`;
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
