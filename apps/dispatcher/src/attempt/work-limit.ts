/**
 * Limits the attempts that this process works on at once: those that it loads or records. More would wait for the same
 * processor and for the same batches, and what waits is copied by each garbage collection. Attempts that wait for a
 * receiver do not count.
 */
export class WorkLimit {
  #count = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(private readonly limit: number) {}

  /** Waits while the limit is reached. */
  async begin<T>(work: () => Promise<T>): Promise<T> {
    if (this.#count >= this.limit) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return this.finish(work);
  }

  /** Does not wait: what has begun must come to its end. */
  async finish<T>(work: () => Promise<T>): Promise<T> {
    this.#count += 1;
    try {
      return await work();
    } finally {
      this.#count -= 1;
      if (this.#count < this.limit) this.#waiting.shift()?.();
    }
  }
}
