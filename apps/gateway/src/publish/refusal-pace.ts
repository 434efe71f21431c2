import QuickLRU from 'quick-lru';

const cachedCallers = 10_000;
/** Refusals that a caller gets per second and gateway, before further ones wait for longer than the least delay. */
export const refusalsPerSecond = 20;

/**
 * How long refused calls wait for their response. The more calls of a caller wait, the longer the next one does: what a
 * flood sends is read and parsed at a steady pace, however many connections it has.
 */
export class RefusalPace {
  /** When the last refusal is due, by caller, in milliseconds. */
  readonly #dueAt = new QuickLRU<string, number>({ maxSize: cachedCallers });

  constructor(
    private readonly limits: { leastMs: number; mostMs: number },
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Returns the delay of one more refusal, in milliseconds. */
  next(caller: string): number {
    const { leastMs, mostMs } = this.limits;
    const now = this.now();
    const paced = (this.#dueAt.get(caller) ?? -Infinity) + 1_000 / refusalsPerSecond;
    const dueAt = Math.min(Math.max(now + leastMs, paced), now + Math.max(leastMs, mostMs));
    this.#dueAt.set(caller, dueAt);
    return dueAt - now;
  }
}
