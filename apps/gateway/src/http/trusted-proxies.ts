import { BlockList, isIP, isIPv4 } from 'node:net';

/** For Fastify's `trustProxy`. Returns whether an address is a proxy whose `X-Forwarded-…` headers count. */
export function trustsProxy(networks: readonly string[] = []): (address: string) => boolean {
  const trusted = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    trusted.addSubnet(address, Number(bits), family(address));
  }
  return (address) => isIP(address) !== 0 && trusted.check(address, family(address));
}

const family = (address: string): 'ipv4' | 'ipv6' => (isIPv4(address) ? 'ipv4' : 'ipv6');
