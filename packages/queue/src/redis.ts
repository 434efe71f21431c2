import { Redis } from 'ioredis';

interface ConnectionOptions {
  host: string;
  port: number;
  db: number;
  username?: string;
  password?: string;
  tls?: Record<string, never>;
}

function redisOptions(url: string): ConnectionOptions {
  const { hostname, port, username, password, pathname, protocol } = new URL(url);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? 6379 : Number(port),
    db: Number(pathname.slice(1)),
    ...(username !== '' && { username: decodeURIComponent(username) }),
    ...(password !== '' && { password: decodeURIComponent(password) }),
    ...(protocol === 'rediss:' && { tls: {} }),
  };
}

const maxReconnectDelayMs = 2_000;

/** The jitter keeps processes from reconnecting at the same moment. */
const retryStrategy = (times: number): number =>
  Math.ceil(Math.min(times * 100, maxReconnectDelayMs) * (0.5 + Math.random() / 2));

/** Errors after a failover: this server is a replica now, or no longer has the keys. */
const servedElsewhere = /^(READONLY|MASTERDOWN|MOVED)/;
const reconnectOnError = ({ message }: Error): boolean => servedElsewhere.test(message);

const reconnecting = { retryStrategy, reconnectOnError };

/** How long a producer waits for a Redis that is frozen. */
const silenceMs = 2_000;

/** For producers: a command fails at once while Redis is away or frozen. The sweep adds the missing jobs later. */
export function producerConnection(url: string, name: string): Redis {
  const redis = new Redis(url, {
    connectionName: name,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 10_000,
    socketTimeout: silenceMs,
    ...reconnecting,
  });
  return quiet(redis);
}

/**
 * For readers of a Redis Stream: a command fails at once while Redis is away, even one that waits for a reply. A connection
 * that is silent for `silenceMs` while a reply is due is replaced.
 */
export function readerConnection(url: string, name: string, silenceMs: number): Redis {
  const redis = new Redis(url, {
    connectionName: name,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    socketTimeout: silenceMs,
    ...reconnecting,
  });
  return quiet(redis);
}

/** Longer than a worker blocks for its next job (10 s). */
const workerSilenceMs = 15_000;

/** For workers: waits for Redis as long as it takes, and reconnects if the connection is silent. */
export function workerConnection(url: string, name: string): Redis {
  const options = { connectionName: name, maxRetriesPerRequest: null, socketTimeout: workerSilenceMs, ...reconnecting };
  return quiet(new Redis(url, options));
}

/** A lost connection is restored and shows in the readiness check. Without a listener ioredis prints each error. */
function quiet(redis: Redis): Redis {
  redis.on('error', () => undefined);
  return redis;
}

/** Options of the Nest Redis transport, which reconnects for as long as it takes. */
export function transportOptions(url: string): ConnectionOptions & { retryAttempts: number; retryDelay: number } {
  return { ...redisOptions(url), retryAttempts: Number.MAX_SAFE_INTEGER, retryDelay: maxReconnectDelayMs };
}

/** For emitters: a frozen Redis holds up neither later messages nor the shutdown. */
export const emitterOptions = (url: string) => ({
  ...transportOptions(url),
  commandTimeout: silenceMs,
  socketTimeout: silenceMs,
});
