import { waitUntil } from '@postrider/testing';
import { Child } from './child.ts';
import type { GroupStats, PathArrivals, ReceiverMessage } from './receiver.ts';

/** The process of the receiver. */
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
    return this.#ask({ do: 'stats', group });
  }

  /** Times of arrivals by the numbers of the events. */
  arrivalTimes(group: string): Promise<Record<number, number>> {
    return this.#ask({ do: 'arrivalTimes', group });
  }

  /** Resets the figures of all groups. */
  async reset(): Promise<void> {
    await this.#ask({ do: 'reset' });
  }

  arrivals(): Promise<Record<string, PathArrivals>> {
    return this.#ask({ do: 'arrivals' });
  }

  /** Waits until `events` different events have arrived, counted per path, without hanging paths. */
  async arrived(events: number, timeoutMs: number): Promise<void> {
    await waitUntil(async () => (await this.#ask<{ total: number }>({ do: 'total' })).total >= events, {
      what: `${String(events)} deliveries to arrive`,
      timeoutMs,
    });
  }

  stop(): Promise<void> {
    return this.#child.stop();
  }

  #ask<Reply>(message: ReceiverMessage): Promise<Reply> {
    return this.#child.ask(message);
  }
}
