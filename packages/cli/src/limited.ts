/** Runs at most `limit` tasks at once. Tasks must not throw. */
export class Limited {
  readonly #running = new Set<Promise<void>>();

  constructor(private readonly limit: number) {}

  /** Resolves when the task has started: at once, or when another one ends. */
  async start(task: () => Promise<void>): Promise<void> {
    while (this.#running.size >= this.limit) await Promise.race(this.#running);
    const running = task().finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  async ended(): Promise<void> {
    await Promise.all(this.#running);
  }
}
