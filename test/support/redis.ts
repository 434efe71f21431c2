import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { workerConnection } from '@postrider/queue';
import { RestartableServer, startRedis } from '@postrider/testing';

const password = 'redis in a test';

/** A Redis server that a test may kill, restart empty, and remove. */
export class OwnRedis {
  private constructor(
    private readonly dir: string,
    private readonly server: RestartableServer,
  ) {}

  static async start(): Promise<OwnRedis> {
    const dir = await mkdtemp(join(tmpdir(), 'postrider-e2e-redis-'));
    return new OwnRedis(dir, await RestartableServer.start((port) => startRedis({ dir, port, password })));
  }

  get url(): string {
    return this.server.url;
  }

  start(): Promise<void> {
    return this.server.start();
  }

  /** Deletes all jobs, locks and counters. */
  async flushAll(): Promise<void> {
    await this.command('FLUSHALL');
  }

  async command(name: string, ...args: string[]): Promise<unknown> {
    const client = workerConnection(this.url, 'e2e');
    try {
      return await client.call(name, ...args);
    } finally {
      client.disconnect();
    }
  }

  /** Redis then accepts connections, but never responds. */
  freeze(): void {
    process.kill(this.server.current.pid, 'SIGSTOP');
  }

  thaw(): void {
    process.kill(this.server.current.pid, 'SIGCONT');
  }

  kill(): Promise<void> {
    return this.server.kill();
  }

  async end(): Promise<void> {
    await this.server.stop();
    await rm(this.dir, { recursive: true, force: true });
  }
}
