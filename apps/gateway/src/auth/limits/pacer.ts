import { setTimeout as pause } from 'node:timers/promises';

/** Lets calls with the same key go on one at a time, each after a pause. */
export class Pacer {
  readonly #lines = new Map<string, { last: Promise<void>; length: number }>();

  constructor(private readonly options: { readonly pauseMs: number; readonly maxWaiting: number }) {}

  /** Resolves to true when the call may go on, or to false at once if `maxWaiting` calls with this key wait already. */
  async wait(key: string): Promise<boolean> {
    const line = this.#lines.get(key) ?? { last: Promise.resolve(), length: 0 };
    if (line.length >= this.options.maxWaiting) return false;
    this.#lines.set(key, line);
    line.length += 1;
    line.last = line.last.then(() => pause(this.options.pauseMs));
    await line.last;
    line.length -= 1;
    if (line.length === 0) this.#lines.delete(key);
    return true;
  }
}
