import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from '@postrider/event-store';
import { JobQueues } from '@postrider/queue';
import { startPostgres, startRedis, waitUntil } from '@postrider/testing';
import { onInterruption } from './interruption.ts';

type Server = Awaited<ReturnType<typeof startPostgres>>;

/** PostgreSQL with durable commits and Redis with an append-only file. */
export interface Servers {
  postgres: Server;
  redis: Server;
  stop: () => Promise<void>;
}

/** Starts servers with new data on loopback. `settings` are PostgreSQL's. */
export async function startServers(settings: Record<string, string> = {}): Promise<Servers> {
  const dir = await mkdtemp(join(tmpdir(), 'postrider-bench-'));
  const started: Server[] = [];
  const stop = async (): Promise<void> => {
    forget();
    await Promise.all(started.map((server) => server.stop()));
    await rm(dir, { recursive: true, force: true });
  };
  const forget = onInterruption(stop);
  try {
    // PostgreSQL enters it as another user if this process runs as root.
    await chmod(dir, 0o711);
    const postgres = await startPostgres({ dataDir: join(dir, 'postgres'), settings });
    started.push(postgres);
    const redis = await startRedis({ dir: join(dir, 'redis'), persistent: true });
    started.push(redis);
    return { postgres, redis, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Returns the versions of PostgreSQL and Redis. */
export async function versionsOf({ postgres, redis }: Servers): Promise<Record<'postgres' | 'redis', string>> {
  const database = new Database({ url: postgres.url, size: 1, timeoutMs: 10_000, name: 'bench' });
  const queues = new JobQueues({ redisUrl: redis.url, prefix: 'bench', jobAttempts: 1 });
  try {
    const { rows } = await database.query<{ server_version: string }>('SHOW server_version');
    const info = await waitUntil(() => queues.redis.info('server'), { what: 'the version of Redis' });
    return {
      postgres: rows[0]?.server_version ?? '',
      redis: /^(?:redis|valkey)_version:(.*)$/m.exec(info)?.[1]?.trim() ?? '',
    };
  } finally {
    await Promise.all([database.end(), queues.close()]);
  }
}
