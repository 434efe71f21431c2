/** Runs one function per turn of the event loop, in order, so that what arrives meanwhile runs in between. */
export class Turns {
  readonly #waiting: (() => void)[] = [];

  take(run: () => void): void {
    this.#waiting.push(run);
    if (this.#waiting.length === 1) setImmediate(this.#next);
  }

  readonly #next = (): void => {
    this.#waiting.shift()?.();
    if (this.#waiting.length > 0) setImmediate(this.#next);
  };
}
