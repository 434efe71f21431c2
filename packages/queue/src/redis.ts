import { Redis, type ChainableCommander, type RedisOptions } from 'ioredis';

function redisOptions(url: string) {
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

/** How long a producer waits for a Redis that is frozen. */
const silenceMs = 2_000;
/** Longer than a worker blocks for its next job (10 s). */
const workerSilenceMs = 15_000;

/** A command fails at once while Redis is away. */
const failing = { enableOfflineQueue: false, maxRetriesPerRequest: 0 };

function connect(url: string, connectionName: string, options: Omit<RedisOptions, 'replyMapping'>): Redis {
  const redis = new Redis(url, { connectionName, retryStrategy, reconnectOnError, ...options });
  // A lost connection is restored and shows in the readiness check. Without a listener ioredis prints each error.
  redis.on('error', () => undefined);
  return redis;
}

/** For producers: a command fails at once while Redis is away or frozen. The sweep adds the missing jobs later. */
export const producerConnection = (url: string, name: string): Redis =>
  connect(url, name, { ...failing, commandTimeout: 10_000, socketTimeout: silenceMs });

/**
 * For readers of a Redis Stream: a command fails at once while Redis is away, even one that waits for a reply. A connection
 * that is silent for `silenceMs` while a reply is due is replaced.
 */
export const readerConnection = (url: string, name: string, silenceMs: number): Redis =>
  connect(url, name, { ...failing, socketTimeout: silenceMs });

/** For workers: waits for Redis as long as it takes, and reconnects if the connection is silent. */
export const workerConnection = (url: string, name: string): Redis =>
  connect(url, name, { maxRetriesPerRequest: null, socketTimeout: workerSilenceMs });

/** Options of the Nest Redis transport, which reconnects for as long as it takes. */
export const transportOptions = (url: string) => ({
  ...redisOptions(url),
  retryAttempts: Number.MAX_SAFE_INTEGER,
  retryDelay: maxReconnectDelayMs,
});

/** For emitters: a frozen Redis holds up neither later messages nor the shutdown. */
export const emitterOptions = (url: string) => ({
  ...transportOptions(url),
  commandTimeout: silenceMs,
  socketTimeout: silenceMs,
});

/** Sends the commands and returns their replies. Throws the first error among them. */
export async function repliesOf<T>(pipeline: ChainableCommander): Promise<T[]> {
  return ((await pipeline.exec()) ?? []).map(([error, reply]) => {
    if (error) throw error;
    return reply as T;
  });
}
