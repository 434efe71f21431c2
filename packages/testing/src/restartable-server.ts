import { freePort } from './free-port.js';
import type { LocalServer } from './local-server.js';

/** Starts the server on this port, on its existing data. */
export type Launch = (port: number) => Promise<LocalServer>;

/** A database server that can be killed and started again with the same URL. */
export class RestartableServer {
  #current: LocalServer;

  static async start(launch: Launch): Promise<RestartableServer> {
    return new RestartableServer(launch, await launch(await freePort()));
  }

  private constructor(
    private readonly launch: Launch,
    first: LocalServer,
  ) {
    this.#current = first;
  }

  get url(): string {
    return this.#current.url;
  }

  /** The current process, or the last one. */
  get current(): LocalServer {
    return this.#current;
  }

  /** Resolves when the server is ready. */
  async start(): Promise<void> {
    this.#current = await this.launch(this.#current.port);
  }

  kill(): Promise<void> {
    return this.#current.kill();
  }

  stop(): Promise<void> {
    return this.#current.stop();
  }
}
