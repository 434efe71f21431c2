import { parseRedisUrl, type RedisTarget } from '@postrider/contracts';
import { Redis, type RedisOptions } from 'ioredis';
import { loginOptions, serverOptions, type Target } from './redis-options.js';

type ServerOptions = Omit<RedisOptions, 'replyMapping'>;
/** The fields of INFO. A proxy may leave some out; those are not checked. */
type Info = Readonly<Partial<Record<string, string>>>;

const timeoutMs = 2_000;

/**
 * Returns why the Redis of this URL can never serve, or undefined: it is of another kind than the URL says, a replica, or
 * deletes jobs, or a file cannot be read. A Redis that cannot be reached is not wrong: processes wait for it.
 *
 * Of Redis's settings it reads those in INFO, since managed services refuse CONFIG.
 */
export async function wrongRedis(url: string): Promise<string | undefined> {
  const target = parseRedisUrl(url);
  try {
    const found = await Promise.all(
      serversOf(target).map((options) => ask(options, (redis) => problemOf(redis, target))),
    );
    return found.find((problem) => problem !== undefined);
  } catch (error) {
    // Only reading the files throws.
    return (error as Error).message;
  }
}

/** The servers that the URL names. */
function serversOf(target: RedisTarget): ServerOptions[] {
  switch (target.mode) {
    case 'cluster':
      return target.nodes.map((node) => ({ ...loginOptions(target), ...node }));
    case 'sentinel': {
      const login = loginOptions({ login: target.sentinelLogin, tls: target.tls });
      return target.sentinels.map((sentinel) => ({ ...login, ...sentinel }));
    }
    default:
      return [serverOptions(target)];
  }
}

/** Returns undefined if the server cannot be reached or refuses the question. */
async function ask<T>(options: ServerOptions, question: (redis: Redis) => Promise<T>): Promise<T | undefined> {
  const redis = new Redis({
    ...options,
    connectTimeout: timeoutMs,
    commandTimeout: timeoutMs,
    enableReadyCheck: false,
    lazyConnect: true,
    retryStrategy: null,
  });
  redis.on('error', () => undefined);
  try {
    return await question(redis);
  } catch {
    return undefined;
  } finally {
    redis.disconnect();
  }
}

async function problemOf(redis: Redis, target: RedisTarget): Promise<string | undefined> {
  const info = await infoOf(redis);
  const problem = wrongKind(info, target.mode);
  if (problem !== undefined) return problem;
  switch (target.mode) {
    case 'sentinel':
      return problemOfMaster(redis, target);
    case 'cluster':
      return wrongPolicy(info);
    default:
      if (info.role === 'slave') return 'this Redis is a replica: expected its master, or redis+sentinel://';
      return wrongPolicy(info) ?? wrongDatabase(redis, target.db);
  }
}

const kinds = {
  standalone: 'is a single server: expected redis://',
  sentinel: 'is a Sentinel: expected redis+sentinel://',
  cluster: 'is a node of a Cluster: expected redis+cluster://',
};
const expectedKinds = { single: 'standalone', socket: 'standalone', sentinel: 'sentinel', cluster: 'cluster' };

function wrongKind({ redis_mode: kind }: Info, mode: RedisTarget['mode']): string | undefined {
  if (kind === undefined || kind === expectedKinds[mode] || !Object.hasOwn(kinds, kind)) return undefined;
  return `this Redis ${kinds[kind as keyof typeof kinds]}`;
}

/** With another policy a full Redis deletes jobs and locks. */
function wrongPolicy({ maxmemory_policy: policy }: Info): string | undefined {
  if (policy === undefined || policy === 'noeviction') return undefined;
  return `the maxmemory-policy of this Redis is ${policy}: expected noeviction`;
}

/** ioredis would go on with database 0. */
async function wrongDatabase(redis: Redis, db: number): Promise<string | undefined> {
  if (db === 0) return undefined;
  return redis.select(db).then(
    () => undefined,
    (error: unknown) =>
      String(error).includes('out of range') ? `this Redis has no database ${String(db)}` : undefined,
  );
}

async function problemOfMaster(sentinel: Redis, target: Target<'sentinel'>): Promise<string | undefined> {
  const address = (await sentinel.call('SENTINEL', 'GET-MASTER-ADDR-BY-NAME', target.master)) as string[] | null;
  if (!address) return `a Sentinel knows no master with the name "${target.master}"`;
  const [host = '', port] = address;
  return ask({ ...loginOptions(target), host, port: Number(port) }, async (master) => {
    return wrongPolicy(await infoOf(master)) ?? wrongDatabase(master, target.db);
  });
}

async function infoOf(redis: Redis): Promise<Info> {
  const lines = (await redis.info()).split('\r\n').filter((line) => line.includes(':'));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
}
