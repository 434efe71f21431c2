import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { workerConnection } from '@postrider/queue';
import { freePort, type LocalServer, startRedis } from '@postrider/testing';

const password = 'redis in a test';

/** A Redis of the test's own, which it may stop, start again empty, and remove. */
export class OwnRedis {
  #server: LocalServer | undefined;

  private constructor(
    private readonly dir: string,
    private readonly port: number,
  ) {}

  static async start(): Promise<OwnRedis> {
    const dir = await mkdtemp(join(tmpdir(), 'postrider-e2e-redis-'));
    const redis = new OwnRedis(dir, await freePort());
    await redis.start();
    return redis;
  }

  get url(): string {
    return `redis://:${encodeURIComponent(password)}@127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    this.#server = await startRedis({ dir: this.dir, port: this.port, password });
  }

  /** Nothing of it is left: no job, no lock, no counter. */
  async flushAll(): Promise<void> {
    const client = workerConnection(this.url, 'e2e');
    await client.flushall();
    client.disconnect();
  }

  async kill(): Promise<void> {
    await this.#server?.kill();
  }

  async end(): Promise<void> {
    await this.#server?.stop();
    await rm(this.dir, { recursive: true, force: true });
  }
}
