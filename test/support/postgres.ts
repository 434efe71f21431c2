import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePort, type LocalServer, startPostgres } from '@postrider/testing';

const password = 'postgres in a test';

/** A Postgres server that a test may kill, restart on its data, and remove. */
export class OwnPostgres {
  #server: LocalServer | undefined;

  private constructor(
    private readonly dir: string,
    private readonly port: number,
    private readonly settings: Readonly<Record<string, string | number>>,
  ) {}

  static async start(settings: Readonly<Record<string, string | number>> = {}): Promise<OwnPostgres> {
    const dir = await mkdtemp(join(tmpdir(), 'postrider-e2e-postgres-'));
    // PostgreSQL runs as another user if the tests run as root.
    await chmod(dir, 0o711);
    const postgres = new OwnPostgres(dir, await freePort(), settings);
    await postgres.start();
    return postgres;
  }

  get url(): string {
    return `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${this.port}/postgres`;
  }

  async start(): Promise<void> {
    const { dir, port } = this;
    // The kernel keeps what a killed process has written: only a power failure needs fsync.
    const settings = { fsync: 'off', ...this.settings };
    this.#server = await startPostgres({ dataDir: join(dir, 'data'), port, password, settings });
  }

  async kill(signal: 'SIGKILL' | 'SIGQUIT'): Promise<void> {
    await this.#server?.kill(signal);
  }

  async end(): Promise<void> {
    await this.#server?.stop();
    await rm(this.dir, { recursive: true, force: true });
  }
}
