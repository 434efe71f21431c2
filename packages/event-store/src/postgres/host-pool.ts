import pg from 'pg';
import type { Hosts } from './hosts.js';

interface HostOptions extends pg.PoolConfig {
  hosts: Hosts;
}

type Opened = (error: Error | null, client?: pg.Client) => void;
type Release = (error?: Error | boolean) => void;
type Acquired = (error: Error | undefined, client: pg.PoolClient | undefined, release: Release) => void;

/** The server is a standby or read-only. It has the SQLSTATE with which such a server refuses a write. */
class ReadOnlyServer extends pg.DatabaseError {
  override code = '25006';

  constructor() {
    super('the server takes no writes', 0, 'error');
  }
}

/** A connection to the server that was the current one when it was opened. */
class HostClient extends pg.Client {
  readonly generation: number;
  readonly #hosts: Hosts;
  readonly #url: string;

  constructor({ hosts, ...options }: HostOptions) {
    const { url } = hosts;
    const { connectionTimeoutMillis: timeoutMs = 0 } = options;
    super({ ...options, connectionString: url, connectionTimeoutMillis: Math.ceil(timeoutMs / hosts.count) });
    this.#hosts = hosts;
    this.#url = url;
    this.generation = hosts.generation;
    // A broken connection is replaced on its next use. Without this listener its error ends the process.
    this.on('error', () => undefined);
  }

  override connect(): Promise<pg.Client>;
  override connect(callback: Opened): void;
  override connect(callback?: Opened): Promise<pg.Client> | undefined {
    const opening = this.#open();
    if (!callback) return opening;
    opening.then(
      (client) => {
        callback(null, client);
      },
      (error: unknown) => {
        callback(error as Error);
      },
    );
    return undefined;
  }

  async #open(): Promise<this> {
    try {
      await super.connect();
      if (this.#hosts.mustBeWritable) await this.#requireWritable();
      return this;
    } catch (error) {
      this.#hosts.moveOn(this.#url);
      throw error;
    }
  }

  /** A standby's transactions are read-only, too. */
  async #requireWritable(): Promise<void> {
    const { rows } = await this.query<{ transaction_read_only: string }>('SHOW transaction_read_only');
    if (rows[0]?.transaction_read_only !== 'on') return;
    void this.end();
    throw new ReadOnlyServer();
  }
}

/** A pool of connections to the first server that can be used. Connections of an earlier generation are replaced. */
export class HostPool extends pg.Pool {
  readonly #hosts: Hosts;

  constructor(options: HostOptions) {
    const Client = HostClient as unknown as new () => pg.ClientBase;
    // The pool passes its options to each client.
    const inherited: pg.PoolConfig = { ...options, Client };
    super(inherited);
    this.#hosts = options.hosts;
    this.on('error', () => undefined);
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Acquired): void;
  override connect(callback?: Acquired): Promise<pg.PoolClient> | undefined {
    const acquiring = this.#acquire();
    if (!callback) return acquiring;
    acquiring.then(
      (client) => {
        callback(undefined, client, (error) => {
          client.release(error);
        });
      },
      (error: unknown) => {
        callback(error as Error, undefined, () => undefined);
      },
    );
    return undefined;
  }

  /** Tries each server once. */
  async #acquire(): Promise<pg.PoolClient> {
    const hosts = this.#hosts;
    for (let left = hosts.count; ;) {
      const { url } = hosts;
      try {
        const client = await super.connect();
        if (!(client instanceof HostClient) || client.generation === hosts.generation) return client;
        client.release(true);
      } catch (error) {
        left -= 1;
        // If it is still the current server, no server failed: no connection of the pool was free in time.
        if (left === 0 || hosts.url === url) throw error;
      }
    }
  }
}
