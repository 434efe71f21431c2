import { waitUntil } from '@postrider/testing';
import { Child } from './child.ts';
import type { GroupStats } from './receiver.ts';

/** The process that is delivered to. */
export class ReceiverProcess {
  readonly url: string;
  readonly #child: Child;

  private constructor(url: string, child: Child) {
    this.url = url;
    this.#child = child;
  }

  static async start(): Promise<ReceiverProcess> {
    const child = new Child(new URL('receiver.ts', import.meta.url));
    const { port } = await child.ask<{ port: number }>({ do: 'listen' });
    return new ReceiverProcess(`http://127.0.0.1:${String(port)}`, child);
  }

  get pid(): number {
    return this.#child.pid;
  }

  stats(group: string): Promise<GroupStats> {
    return this.#child.ask({ do: 'stats', group });
  }

  async reset(): Promise<void> {
    await this.#child.ask({ do: 'reset' });
  }

  /** Waits until the group was sent so many different events; fails when that takes too long. */
  arrived(group: string, events: number, timeoutMs = 300_000): Promise<GroupStats> {
    return waitUntil(
      async () => {
        const stats = await this.stats(group);
        return stats.events >= events && stats;
      },
      { what: `${String(events)} events to arrive at ${group}`, timeoutMs, intervalMs: 50 },
    );
  }

  stop(): Promise<void> {
    return this.#child.stop();
  }
}
