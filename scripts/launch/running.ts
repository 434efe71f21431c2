import { setTimeout as sleep } from 'node:timers/promises';

/** A started process or server. */
export interface Stoppable {
  stop(): Promise<void>;
  kill(): Promise<void>;
}

const STOP_MS = 25_000;

/** Everything that was started, in order. Stops it in reverse order. */
export class Running {
  #groups: Stoppable[][] = [];

  get isEmpty(): boolean {
    return this.#groups.length === 0;
  }

  /** Members of a group are stopped at the same time. */
  add(...group: Stoppable[]): void {
    this.#groups.push(group);
  }

  /** Stops everything, and kills what still runs after the time limit. */
  async stop(): Promise<void> {
    const timer = new AbortController();
    const timeout = sleep(STOP_MS, 'late', { signal: timer.signal }).catch(() => 'done');
    const outcome = await Promise.race([this.#stopInOrder(), timeout]);
    timer.abort();
    if (outcome === 'late') await this.kill();
  }

  async kill(): Promise<void> {
    const all = this.#groups.splice(0).reverse().flat();
    await Promise.allSettled(all.map((member) => member.kill()));
  }

  async #stopInOrder(): Promise<'done'> {
    for (let group = this.#groups.at(-1); group; group = this.#groups.at(-1)) {
      await Promise.allSettled(group.map((member) => member.stop()));
      this.#groups = this.#groups.filter((other) => other !== group);
    }
    return 'done';
  }
}
