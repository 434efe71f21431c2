import { isIPv4, isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';

const groupBits = 16;
const networkGroups = 64 / groupBits;

/**
 * Returns the client's address for limits: an IPv4 address such as `203.0.113.7`, or the /64 network of an IPv6 address,
 * since one client usually has a whole /64. Falls back to the proxy's address.
 */
export function clientAddress({ ip, socket }: Pick<FastifyRequest, 'ip' | 'socket'>): string {
  return networkOf(withoutPort(ip)) ?? networkOf(socket.remoteAddress ?? '') ?? 'unknown';
}

/** Some proxies send `203.0.113.7:49152` or `[2001:db8::1]:49152`. */
const withoutPort = (address: string): string =>
  address.replace(/^([\d.]+):\d+$/, '$1').replace(/^\[([\da-f:.]+)\](:\d+)?$/i, '$1');

function networkOf(address: string): string | undefined {
  if (isIPv4(address)) return address;
  const [bare = ''] = address.split('%');
  if (!isIPv6(bare)) return undefined;
  const mapped = /^::ffff:([\d.]+)$/i.exec(bare)?.[1];
  if (mapped !== undefined && isIPv4(mapped)) return mapped;
  // The URL parser gives every IPv6 address one spelling, without dots.
  const canonical = new URL(`http://[${bare}]`).hostname.slice(1, -1);
  const [left = '', right] = canonical.split('::');
  const [head, tail] = [left, right ?? ''].map((half) => half.split(':').filter((group) => group !== ''));
  const zeros = right === undefined ? 0 : 8 - (head?.length ?? 0) - (tail?.length ?? 0);
  const groups = [...(head ?? []), ...Array<string>(zeros).fill('0'), ...(tail ?? [])];
  return `${groups.slice(0, networkGroups).join(':')}::/64`;
}
