import { chmod, cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePort, type LocalServer, startPostgres } from '@postrider/testing';

const password = 'postgres in a test';

/** A Postgres server that a test may kill, restart on its data, and remove. */
export class OwnPostgres {
  #server: LocalServer | undefined;
  #otherData: string | undefined;

  private constructor(
    private readonly dir: string,
    readonly port: number,
    private readonly settings: Readonly<Record<string, string | number>>,
  ) {}

  static async start(settings: Readonly<Record<string, string | number>> = {}): Promise<OwnPostgres> {
    const postgres = await this.#prepare(settings);
    await postgres.start();
    return postgres;
  }

  /** Starts a chain of standbys: each follows the server before it. The first server is stopped for a moment. */
  static async startStandbys(primary: OwnPostgres, count: number): Promise<OwnPostgres[]> {
    await primary.stop();
    const standbys: OwnPostgres[] = [];
    for (let before = primary; standbys.length < count; before = standbys.at(-1) ?? primary) {
      const standby = await this.#prepare({
        primary_conninfo: `host=127.0.0.1 port=${before.port} user=postgres password='${password}'`,
        wal_retrieve_retry_interval: 100,
        synchronous_standby_names: standbys.length + 1 < count ? '*' : '',
      });
      await cp(primary.#dataDir, standby.#dataDir, { recursive: true });
      await chmod(standby.#dataDir, 0o700);
      await writeFile(join(standby.#dataDir, 'standby.signal'), '');
      standbys.push(standby);
    }
    await primary.start();
    for (const standby of standbys) await standby.start();
    return standbys;
  }

  static async #prepare(settings: Readonly<Record<string, string | number>>): Promise<OwnPostgres> {
    const dir = await mkdtemp(join(tmpdir(), 'postrider-e2e-postgres-'));
    // PostgreSQL runs as another user if the tests run as root.
    await chmod(dir, 0o711);
    return new OwnPostgres(dir, await freePort(), settings);
  }

  get #dataDir(): string {
    return this.#otherData ?? join(this.dir, 'data');
  }

  get url(): string {
    return `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${this.port}/postgres`;
  }

  async start(): Promise<void> {
    const { port } = this;
    // The kernel keeps what a killed process has written: only a power failure needs fsync.
    const settings = { fsync: 'off', ...this.settings };
    this.#server = await startPostgres({ dataDir: this.#dataDir, port, password, settings });
  }

  /** Starts on another data directory, with the same URL. */
  async startOn(dataDir: string): Promise<void> {
    this.#otherData = dataDir;
    await this.start();
  }

  async kill(signal: 'SIGKILL' | 'SIGQUIT'): Promise<void> {
    await this.#server?.kill(signal);
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
  }

  async end(): Promise<void> {
    await this.stop();
    await rm(this.dir, { recursive: true, force: true });
  }
}
