import { setTimeout as sleep } from 'node:timers/promises';
import { backoffMs } from './backoff.js';
import { connectClient, type DatabaseOptions } from './database.js';
import { channel } from './schema.js';

/** Wakes relays by notifications of the producer's transactions. While there is no connection, they poll. */
export class Wake {
  #count = 0;
  readonly #waits = new Set<() => void>();
  #disconnect: () => void = () => undefined;

  constructor(private readonly signal: AbortSignal) {
    signal.addEventListener('abort', () => {
      this.#wake();
      this.#disconnect();
    });
  }

  /** The number of notifications until now: one that comes after it ends a wait. */
  get count(): number {
    return this.#count;
  }

  /** Listens until the signal aborts. Never throws. */
  async listen(options: DatabaseOptions, maxMs: number): Promise<void> {
    for (let failures = 1; !this.signal.aborted; failures += 1) {
      try {
        await this.#connection(options, () => {
          failures = 0;
        });
      } catch {
        // The workers report an unreachable database.
      }
      await pause(backoffMs(failures, maxMs, Math.random()), this.signal);
    }
  }

  /** Resolves at the next notification after `count`, after `ms`, or when the signal aborts. */
  async wait(count: number, ms: number): Promise<void> {
    if (count !== this.#count) return;
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#waits.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      this.#waits.add(end);
    });
  }

  /** One connection, until it is lost or the signal aborts. */
  async #connection(options: DatabaseOptions, onConnected: () => void): Promise<void> {
    const client = await connectClient(options);
    try {
      const ended = new Promise<void>((resolve) => {
        client.once('end', resolve);
        this.#disconnect = resolve;
      });
      client.on('notification', () => {
        this.#wake();
      });
      await client.query(`LISTEN ${channel}`);
      onConnected();
      this.#wake();
      if (!this.signal.aborted) await ended;
    } finally {
      // The end of a broken connection may never come.
      void client.end().catch(() => undefined);
    }
  }

  #wake(): void {
    this.#count += 1;
    for (const end of [...this.#waits]) end();
  }
}

/** Resolves after `ms`, or when the signal aborts. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => undefined);
