import { Socket } from 'node:net';
import type { buildConnector } from 'undici';

/** Phases of opening a connection, in milliseconds. */
export interface ConnectionTiming {
  /** Undefined for an address. */
  dns: number | undefined;
  connect: number;
  /** Undefined without TLS. */
  tls: number | undefined;
}

let beingOpened: ConnectionTiming | undefined;

/**
 * The timing of the connection that a timed connector hands to undici at this moment. undici does not tell which
 * connection a request uses, but it writes the first request of a connection before the connector's callback returns.
 */
export const connectionBeingOpened = (): ConnectionTiming | undefined => beingOpened;

/** Returns the socket, as undici's own connectors do, whatever their type says. */
export type SocketConnector = (...parameters: Parameters<buildConnector.connector>) => unknown;

/** Measures the phases of opening each connection. */
export function timedConnector(connect: SocketConnector): buildConnector.connector {
  return (options, callback) => {
    const start = performance.now();
    let resolved: number | undefined;
    let connected: number | undefined;
    const opening = connect(options, (...result) => {
      const end = performance.now();
      const before = resolved ?? start;
      beingOpened = {
        dns: resolved === undefined ? undefined : resolved - start,
        connect: (connected ?? end) - before,
        tls: options.protocol === 'https:' && connected !== undefined ? end - connected : undefined,
      };
      try {
        callback(...result);
      } finally {
        beingOpened = undefined;
      }
    });
    if (!(opening instanceof Socket)) return;
    opening.once('lookup', () => {
      resolved = performance.now();
    });
    opening.once('connect', () => {
      connected = performance.now();
    });
  };
}
