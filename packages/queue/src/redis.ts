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

/** Each process waits for another time, so that a Redis that comes back is not met by all of them at once. */
const retryStrategy = (times: number): number =>
  Math.ceil(Math.min(times * 100, maxReconnectDelayMs) * (0.5 + Math.random() / 2));

/** After a failover the name may stand for another server: this one is a replica, or no longer has the keys. */
const servedElsewhere = /^(READONLY|MASTERDOWN|MOVED)/;
const reconnectOnError = ({ message }: Error): boolean => servedElsewhere.test(message);

const reconnecting = { retryStrategy, reconnectOnError };

/** Longest that a Redis which has frozen is waited for, by those that can do without it. */
const silenceMs = 2_000;

/** For those that add and count: a command fails at once while Redis is away or frozen; the sweep makes up for it. */
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
 * For whoever reads a stream: a command fails at once while Redis is away, also one that waits for an answer. A connection
 * that is silent for `silenceMs` while an answer is due is taken for dead, and made anew.
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

/** For workers: waits for Redis to come back for as long as it takes, by a new connection where the old one is silent. */
export function workerConnection(url: string, name: string): Redis {
  const options = { connectionName: name, maxRetriesPerRequest: null, socketTimeout: workerSilenceMs, ...reconnecting };
  return quiet(new Redis(url, options));
}

/** A lost connection is tried again and shows in the readiness check; without a listener ioredis prints each error. */
function quiet(redis: Redis): Redis {
  redis.on('error', () => undefined);
  return redis;
}

/** Options of the Nest Redis transport: it reconnects for as long as it takes. */
export function transportOptions(url: string): ConnectionOptions & { retryAttempts: number; retryDelay: number } {
  return { ...redisOptions(url), retryAttempts: Number.MAX_SAFE_INTEGER, retryDelay: maxReconnectDelayMs };
}
