import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Redis } from 'ioredis';

import { freePort } from '../free-port.js';
import type { LocalServer } from '../local-server.js';
import { waitUntil } from '../wait-until.js';
import { launchRedis, startRedis } from './start-redis.js';

/** Servers that replace a lost master by themselves. They end with this process. */
export interface RedisSet {
  readonly url: string;
  /** The current master of a key. */
  masterOf(key: string): Promise<LocalServer>;
  stop(): Promise<void>;
}

const masters = 3;
const slots = 16_384;
/** A master that is silent for this long is replaced. Shorter times replace masters of a busy machine. */
const lostMs = 3_000;
const readyMs = 60_000;
const masterName = 'main';

/** Starts a Cluster of three masters with a replica each. */
export async function startCluster(dir: string): Promise<RedisSet> {
  const { password, settings } = newSet();
  const servers = await Promise.all(
    Array.from({ length: 2 * masters }, async (_, n) =>
      startRedis({
        dir: join(dir, String(n)),
        password,
        settings: {
          ...settings,
          'cluster-enabled': 'yes',
          'cluster-node-timeout': lostMs,
          'cluster-replica-validity-factor': 0,
          // The default is 10,000 above the port, which may be no port.
          'cluster-port': await freePort(),
        },
      }),
    ),
  );
  const stop = () => stopAll(servers);
  try {
    const nodes = servers.map(({ port }) => nodeAt(port, password));
    await joinCluster(nodes);
    for (const node of nodes) node.disconnect();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: `redis+cluster://:${password}@${addressesOf(servers)}`,
    stop,
    masterOf: (key) =>
      firstFound(servers, password, async (node) => {
        const slot = await node.cluster('KEYSLOT', key);
        const ranges = await node.cluster('SLOTS');
        return ranges.find(([first, last]) => first <= slot && slot <= last)?.[2]?.[1];
      }),
  };
}

async function joinCluster(nodes: readonly Redis[]): Promise<void> {
  const [first] = nodes;
  await Promise.all(
    nodes.slice(0, masters).map(async (node, n) => {
      const firstSlot = (part: number): number => Math.floor((part * slots) / masters);
      await node.cluster('ADDSLOTSRANGE', firstSlot(n), firstSlot(n + 1) - 1);
      await node.call('CLUSTER', 'SET-CONFIG-EPOCH', n + 1);
    }),
  );
  for (const node of nodes) {
    const [, busPort = ''] = await node.config('GET', 'cluster-port');
    await first?.call('CLUSTER', 'MEET', '127.0.0.1', String(node.options.port), busPort);
  }
  await waitForAll(nodes, /cluster_known_nodes:6/, 'the nodes to know each other');
  await Promise.all(
    nodes.slice(masters).map(async (node, n) => node.cluster('REPLICATE', (await nodes[n]?.cluster('MYID')) ?? '')),
  );
  await waitForAll(nodes, /cluster_state:ok/, 'the Cluster to be ready');
  await waitForReplicas(nodes.slice(masters));
}

/** Starts a master with a replica, and three Sentinels that need a password of their own. */
export async function startSentinels(dir: string): Promise<RedisSet> {
  const { password, settings } = newSet();
  const sentinelPassword = randomBytes(12).toString('hex');
  const servers: LocalServer[] = [];
  const sentinels: LocalServer[] = [];
  const stop = () => stopAll([...sentinels, ...servers]);
  try {
    const master = await startRedis({ dir: join(dir, 'master'), password, settings });
    servers.push(master);
    const replicaOf = { ...settings, replicaof: `127.0.0.1 ${master.port}` };
    const replica = await startRedis({ dir: join(dir, 'replica'), password, settings: replicaOf });
    servers.push(replica);
    const node = nodeAt(replica.port, password);
    await waitForReplicas([node]);
    node.disconnect();
    for (const n of ['a', 'b', 'c']) {
      sentinels.push(await startSentinel(join(dir, n), master, { password, sentinelPassword }));
    }
    await waitForSentinels(sentinels, sentinelPassword);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: `redis+sentinel://:${password}@${addressesOf(sentinels)}/${masterName}?sentinel_password=${sentinelPassword}`,
    stop,
    masterOf: () =>
      firstFound(sentinels, sentinelPassword, async (node) => Number((await masterAt(node))?.[1]), servers),
  };
}

async function startSentinel(
  dir: string,
  master: LocalServer,
  { password, sentinelPassword }: { password: string; sentinelPassword: string },
): Promise<LocalServer> {
  const port = await freePort();
  const file = 'sentinel.conf';
  await mkdir(dir, { recursive: true, mode: 0o700 });
  // A Sentinel keeps its state in this file.
  const lines = [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${sentinelPassword}`,
    `sentinel sentinel-pass ${sentinelPassword}`,
    `sentinel monitor ${masterName} 127.0.0.1 ${master.port} 2`,
    `sentinel auth-pass ${masterName} ${password}`,
    `sentinel down-after-milliseconds ${masterName} ${lostMs}`,
    `sentinel failover-timeout ${masterName} ${2 * lostMs}`,
  ];
  await writeFile(join(dir, file), lines.map((line) => `${line}\n`).join(''), { mode: 0o600 });
  const launch = { name: 'Sentinel', args: [file, '--sentinel'], input: '', log: () => undefined };
  return launchRedis({ ...launch, dir, port, password: sentinelPassword });
}

const masterAt = async (sentinel: Redis): Promise<string[] | null> =>
  (await sentinel.call('SENTINEL', 'GET-MASTER-ADDR-BY-NAME', masterName)) as string[] | null;

/** A failover needs Sentinels that know each other and the replica. */
async function waitForSentinels(sentinels: readonly LocalServer[], password: string): Promise<void> {
  await Promise.all(
    sentinels.map(async ({ port }) => {
      const sentinel = nodeAt(port, password);
      await waitUntil(async () => (await sentinel.info('sentinel')).includes('slaves=1,sentinels=3'), {
        what: 'the Sentinels to know each other',
        timeoutMs: readyMs,
      });
      sentinel.disconnect();
    }),
  );
}

function newSet() {
  const password = randomBytes(12).toString('hex');
  return { password, settings: { masterauth: password, 'repl-diskless-sync-delay': 0 } };
}

function nodeAt(port: number, password: string): Redis {
  const node = new Redis({ host: '127.0.0.1', port, password, retryStrategy: null, commandTimeout: lostMs });
  node.on('error', () => undefined);
  return node;
}

const addressesOf = (servers: readonly LocalServer[]): string =>
  servers.map(({ port }) => `127.0.0.1:${port}`).join(',');

async function waitForAll(nodes: readonly Redis[], pattern: RegExp, what: string): Promise<void> {
  const isReady = async (node: Redis): Promise<boolean> => pattern.test(await node.cluster('INFO'));
  await waitUntil(async () => (await Promise.all(nodes.map(isReady))).every(Boolean), { what, timeoutMs: readyMs });
}

async function waitForReplicas(replicas: readonly Redis[]): Promise<void> {
  const isSynced = async (node: Redis): Promise<boolean> =>
    (await node.info('replication')).includes('master_link_status:up');
  await waitUntil(async () => (await Promise.all(replicas.map(isSynced))).every(Boolean), {
    what: 'the replicas to have the data',
    timeoutMs: readyMs,
  });
}

/** Asks the servers for a port until one responds, and returns the server with that port. */
async function firstFound(
  asked: readonly LocalServer[],
  password: string,
  question: (node: Redis) => Promise<number | undefined>,
  servers: readonly LocalServer[] = asked,
): Promise<LocalServer> {
  for (const { port } of asked) {
    const node = nodeAt(port, password);
    const found = await question(node).catch(() => undefined);
    node.disconnect();
    const server = servers.find((each) => each.port === found);
    if (server) return server;
  }
  throw new Error('No server knows the master');
}

async function stopAll(servers: readonly LocalServer[]): Promise<void> {
  await Promise.all(servers.map((server) => server.stop()));
}
