import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { RestartableServer, startPostgres, startRedis } from '@postrider/testing';

import { type Postrider, startPostrider, sweepSoon } from '../support/postrider.js';

const settings = {
  ...sweepSoon,
  // Longer than a receiver's response takes on a busy machine.
  POSTRIDER_ATTEMPT_TIMEOUT_MS: '2000',
  // Longer than a busy machine keeps a dispatcher from renewing its leases: only kills may repeat requests.
  POSTRIDER_JOB_LOCK_MS: '10000',
  POSTRIDER_RETRY_FACTOR: '2',
  POSTRIDER_RETRY_MAX_MS: '1000',
  POSTRIDER_DELIVER_CONCURRENCY: '100',
  // Warnings about the kills would fill the logs.
  LOG_LEVEL: 'error',
};

/** A gateway and two dispatchers with their own Postgres and Redis. All of them may be killed. */
export class World {
  private constructor(
    private readonly dir: string,
    readonly postgres: RestartableServer,
    readonly redis: RestartableServer,
    readonly postrider: Postrider,
  ) {}

  static async start(): Promise<World> {
    const dir = await mkdtemp(join(tmpdir(), 'postrider-faults-'));
    // PostgreSQL runs as another user if the tests run as root.
    await chmod(dir, 0o711);
    const started: RestartableServer[] = [];
    try {
      const postgres = await startOwnPostgres(dir);
      started.push(postgres);
      const redis = await startOwnRedis(dir);
      started.push(redis);
      const servers = { postgresUrl: postgres.url, redisUrl: redis.url };
      return new World(dir, postgres, redis, await startPostrider({ settings, dispatchers: 2, ...servers }));
    } catch (error) {
      await removeServers(started, dir);
      throw error;
    }
  }

  /** Works at any point of a failed run. */
  async end(): Promise<void> {
    try {
      const { gateway, dispatchers } = this.postrider;
      await Promise.all([gateway, ...dispatchers].map((service) => service.kill()));
    } finally {
      await removeServers([this.redis, this.postgres], this.dir);
    }
  }
}

/** Starts Postgres with durable commits, as in production, and with commit timestamps for the verdict. */
function startOwnPostgres(dir: string): Promise<RestartableServer> {
  const password = 'postgres in a fault run';
  const track = { track_commit_timestamp: 'on' };
  return RestartableServer.start((port) =>
    startPostgres({ dataDir: join(dir, 'postgres'), port, password, settings: track }),
  );
}

/** Starts Redis with an append-only file, as in production. */
function startOwnRedis(dir: string): Promise<RestartableServer> {
  const password = 'redis in a fault run';
  return RestartableServer.start((port) => startRedis({ dir: join(dir, 'redis'), port, password, persistent: true }));
}

async function removeServers(servers: readonly RestartableServer[], dir: string): Promise<void> {
  await Promise.allSettled(servers.map((server) => server.stop()));
  await rm(dir, { recursive: true, force: true });
}
