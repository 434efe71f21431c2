/** While calls of others arrive, the functions take one part in this many of the time. */
const parts = 4;
/** Calls of others count as arriving for this long after the last one, in milliseconds. */
const othersMs = 100;

/**
 * Runs one function per turn of the event loop, in order, so that what arrives meanwhile runs in between. While calls of
 * others arrive, it also pauses after each function.
 */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #startedAt = 0;
  #othersAt = -Infinity;

  constructor(private readonly now: () => number = () => performance.now()) {}

  take(run: () => void): void {
    this.#waiting.push(run);
    if (this.#waiting.length === 1) setImmediate(this.#run);
  }

  /** Notes that a call arrived that takes no turn. */
  noteOther(): void {
    this.#othersAt = this.now();
  }

  readonly #run = (): void => {
    this.#startedAt = this.now();
    this.#waiting[0]?.();
    setImmediate(this.#follow);
  };

  /** In the next turn, since a function's promises belong to its duration. */
  readonly #follow = (): void => {
    this.#waiting.shift();
    if (this.#waiting.length === 0) return;
    const now = this.now();
    const pauseMs = now - this.#othersAt < othersMs ? (now - this.#startedAt) * (parts - 1) : 0;
    if (pauseMs < 1) this.#run();
    else setTimeout(this.#run, pauseMs);
  };
}
