import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { isIP } from 'node:net';
import type { AddressPolicy } from '@postrider/domain';
import { buildConnector } from 'undici';
import { timedConnector, type SocketConnector } from './timed-connector.js';

/** The policy does not allow requests to this address, so no connection was made. */
export class BlockedAddress extends Error {
  override name = 'BlockedAddress';
  readonly code = 'POSTRIDER_BLOCKED_ADDRESS';
}

type LookupCallback = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** Resolves all addresses of a name; the signature of `dns.lookup`. */
export type Resolve = (
  hostname: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Connects only to addresses that the policy allows. The check covers the addresses that the socket will use, so a name
 * that resolves differently between check and connection gains nothing (DNS rebinding).
 */
export function guardedConnector(
  policy: AddressPolicy,
  timeout: number,
  resolve: Resolve = lookup,
): buildConnector.connector {
  const connect: SocketConnector = buildConnector({ timeout, allowH2: false, lookup: guardedLookup(policy, resolve) });
  return timedConnector((options, callback) => {
    const host = options.hostname.replace(/^\[|\]$/g, '');
    const refusal = isIP(host) === 0 ? undefined : policy.refusal(host);
    if (refusal === undefined) return connect(options, callback);
    callback(new BlockedAddress(refusal), null);
    return undefined;
  });
}

function guardedLookup(policy: AddressPolicy, resolve: Resolve) {
  return (hostname: string, options: LookupOptions, callback: LookupCallback): void => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) {
        callback(error, []);
        return;
      }
      const allowed = addresses.filter(({ address }) => policy.refusal(address) === undefined);
      const [first] = allowed;
      if (!first) callback(new BlockedAddress(`${hostname} has no address that requests may go to`), []);
      else if (options.all) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}
