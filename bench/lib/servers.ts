import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres, startRedis } from '@postrider/testing';

type Server = Awaited<ReturnType<typeof startPostgres>>;

/** PostgreSQL as installed (each commit reaches the disk) and Redis with its append-only file. */
export interface Servers {
  postgres: Server;
  redis: Server;
  stop: () => Promise<void>;
}

/** Servers on loopback with data of their own. `settings` are PostgreSQL's, beside those that it is installed with. */
export async function startServers(settings: Record<string, string> = {}): Promise<Servers> {
  const dir = await mkdtemp(join(tmpdir(), 'postrider-bench-'));
  // PostgreSQL has to enter it as another user when this runs as root.
  await chmod(dir, 0o711);
  const postgres = await startPostgres({ dataDir: join(dir, 'postgres'), settings });
  const redis = await startRedis({ dir: join(dir, 'redis'), persistent: true });
  return {
    postgres,
    redis,
    stop: async () => {
      await Promise.all([postgres.stop(), redis.stop()]);
      await rm(dir, { recursive: true, force: true });
    },
  };
}
