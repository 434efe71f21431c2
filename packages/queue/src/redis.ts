import { parseRedisUrl } from '@postrider/contracts';
import { Cluster, Redis, type ChainableCommander, type RedisOptions } from 'ioredis';
import { loginOptions, serverOptions, type Target } from './redis-options.js';

/** A client of a server, of the master that Sentinels name, or of a Cluster. */
export type RedisClient = Redis | Cluster;

const maxReconnectDelayMs = 2_000;

/** The jitter keeps processes from reconnecting at the same moment. */
const retryStrategy = (times: number): number =>
  Math.ceil(Math.min(times * 100, maxReconnectDelayMs) * (0.5 + Math.random() / 2));

/** Errors after a failover: this server is a replica now, or no longer has the keys. A Cluster's client follows MOVED. */
const servedElsewhere = /^(READONLY|MASTERDOWN|MOVED)/;
const reconnectOnError = ({ message }: Error): boolean => servedElsewhere.test(message);

/** How long a producer waits for a Redis that is frozen. */
const silenceMs = 2_000;
/** Longer than a worker blocks for its next job (10 s). */
const workerSilenceMs = 15_000;
/** Of a Sentinel, and of a node that is asked for the slots of its Cluster. */
const topologyTimeoutMs = 2_000;
/** Errors refresh the slots at once. This finds the nodes that went without one, for the connection of a subscriber. */
const slotsRefreshMs = 15_000;

/** A command fails at once while Redis is away. */
const failing = { enableOfflineQueue: false, maxRetriesPerRequest: 0 };

type Options = Pick<
  RedisOptions,
  'commandTimeout' | 'enableOfflineQueue' | 'lazyConnect' | 'maxRetriesPerRequest' | 'socketTimeout'
>;

function connect(url: string, connectionName: string, options: Options): RedisClient {
  const target = parseRedisUrl(url);
  const redis =
    target.mode === 'cluster'
      ? clusterClient(target, connectionName, options)
      : new Redis({
          ...serverOptions(target),
          connectionName,
          retryStrategy,
          reconnectOnError,
          sentinelRetryStrategy: retryStrategy,
          sentinelCommandTimeout: topologyTimeoutMs,
          ...options,
        });
  // A lost connection is restored and shows in the readiness check. Without a listener ioredis prints each error.
  redis.on('error', () => undefined);
  return redis;
}

/** `enableOfflineQueue` and `lazyConnect` are those of the Cluster: the clients of its nodes have their own. */
function clusterClient(
  target: Target<'cluster'>,
  connectionName: string,
  { enableOfflineQueue = true, lazyConnect = false, ...options }: Options,
): Cluster {
  return new Cluster(target.nodes, {
    enableOfflineQueue,
    lazyConnect,
    clusterRetryStrategy: retryStrategy,
    // Names stay names, so that certificates can be checked against them.
    dnsLookup: (host, callback) => {
      callback(null, host);
    },
    slotsRefreshTimeout: topologyTimeoutMs,
    slotsRefreshInterval: slotsRefreshMs,
    redisOptions: { ...loginOptions(target), connectionName, ...options },
  });
}

/** For producers: a command fails at once while Redis is away or frozen. The sweep adds the missing jobs later. */
export const producerConnection = (url: string, name: string): RedisClient =>
  connect(url, name, { ...failing, commandTimeout: 10_000, socketTimeout: silenceMs });

/**
 * For readers of a Redis Stream: a command fails at once while Redis is away, even one that waits for a reply. A connection
 * that is silent for `silenceMs` while a reply is due is replaced.
 */
export const readerConnection = (url: string, name: string, silenceMs: number): RedisClient =>
  connect(url, name, { ...failing, socketTimeout: silenceMs });

/** For workers: waits for Redis as long as it takes, and reconnects if the connection is silent. */
export const workerConnection = (url: string, name: string): RedisClient =>
  connect(url, name, { maxRetriesPerRequest: null, socketTimeout: workerSilenceMs });

/** For the Nest Redis transport, which connects its clients itself. Reconnects for as long as it takes. */
export const transportConnection = (url: string): RedisClient =>
  connect(url, 'postrider-messages', { lazyConnect: true, maxRetriesPerRequest: null });

/** For emitters, which Nest connects: a frozen Redis holds up neither later messages nor the shutdown. */
export const emitterConnection = (url: string): RedisClient =>
  connect(url, 'postrider-emitter', { lazyConnect: true, commandTimeout: silenceMs, socketTimeout: silenceMs });

/** Calls back when a connection is lost: what other servers have may be older. */
export function onConnectionLost(redis: RedisClient, lost: () => void): void {
  redis.on('close', lost);
  // A Cluster closes when its last node is lost.
  if (redis instanceof Cluster) redis.on('-node', lost);
}

/** Sends the commands and returns their replies. Throws the first error among them. */
export async function repliesOf<T>(pipeline: ChainableCommander): Promise<T[]> {
  return ((await pipeline.exec()) ?? []).map(([error, reply]) => {
    if (error) throw error;
    return reply as T;
  });
}
