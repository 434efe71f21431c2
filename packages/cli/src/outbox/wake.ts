import { setTimeout as sleep } from 'node:timers/promises';
import { backoffMs } from './backoff.js';
import { connectClient, type DatabaseOptions } from './database.js';
import { channel } from './schema.js';

/** Wakes relays by notifications of the producer's transactions. While there is no connection, they poll. */
export class Wake {
  #count = 0;
  #notified = Promise.withResolvers<undefined>();

  /** The number of notifications until now: one that comes after it ends a wait. */
  get count(): number {
    return this.#count;
  }

  /** Listens until the signal aborts. Never throws. */
  async listen(options: DatabaseOptions, maxMs: number, signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        await this.#connection(options, signal, () => {
          failures = 0;
        });
      } catch {
        // The workers report an unreachable database.
      }
      await pause(backoffMs(failures + 1, maxMs, Math.random()), signal);
    }
  }

  /** Resolves at the next notification after `count`, after `ms`, or when the signal aborts. */
  async wait(count: number, ms: number, signal: AbortSignal): Promise<void> {
    if (count !== this.#count) return;
    const timer = new AbortController();
    await Promise.race([this.#notified.promise, pause(ms, AbortSignal.any([signal, timer.signal]))]);
    timer.abort();
  }

  async #connection(options: DatabaseOptions, signal: AbortSignal, onConnected: () => void): Promise<void> {
    const client = await connectClient(options);
    const ended = new Promise<void>((resolve) => {
      client.once('end', resolve);
      client.once('error', () => {
        resolve();
      });
      signal.addEventListener(
        'abort',
        () => {
          resolve();
        },
        { once: true },
      );
    });
    client.on('notification', () => {
      this.#wake();
    });
    try {
      await client.query(`LISTEN ${channel}`);
      onConnected();
      this.#wake();
      await ended;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  #wake(): void {
    this.#count += 1;
    this.#notified.resolve(undefined);
    this.#notified = Promise.withResolvers();
  }
}

/** Resolves after `ms`, or when the signal aborts. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => undefined);
