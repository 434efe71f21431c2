import { parseDatabaseUrl } from '@postrider/contracts';

/** Connections are left at most once in this time: while no server takes writes, they still serve reads. */
const leaveMs = 1_000;

/**
 * The servers of a database. All pools of a process share what one of them learns: which server to connect to, and that
 * earlier connections lead to one that takes no writes.
 */
export class Hosts {
  static readonly #byUrl = new Map<string, Hosts>();

  static of(url: string): Hosts {
    let hosts = this.#byUrl.get(url);
    if (!hosts) this.#byUrl.set(url, (hosts = new Hosts(url)));
    return hosts;
  }

  readonly mustBeWritable: boolean;
  readonly #urls: [string, ...string[]];
  #current = 0;
  #leftAt = -Infinity;
  #generation = 0;

  private constructor(url: string) {
    ({ urls: this.#urls, mustBeWritable: this.mustBeWritable } = parseDatabaseUrl(url));
  }

  get count(): number {
    return this.#urls.length;
  }

  /** URL of the server to connect to. */
  get url(): string {
    return this.#urls[this.#current] ?? this.#urls[0];
  }

  /** Connections of an earlier generation are closed on their next use. */
  get generation(): number {
    return this.#generation;
  }

  /** A server could not be used: the next connection goes to the next one, unless another pool has moved on already. */
  moveOn(from: string): void {
    if (from === this.url) this.#current = (this.#current + 1) % this.count;
  }

  /** A server refused a write. After a failover, open connections and the name of the server may lead to different ones. */
  leave(): void {
    if (performance.now() - this.#leftAt <= leaveMs) return;
    this.#leftAt = performance.now();
    this.#generation += 1;
  }
}
