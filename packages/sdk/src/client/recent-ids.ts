/** A set of at most `limit` ids. The oldest goes first. */
export class RecentIds {
  readonly #ids = new Set<string>();

  constructor(private readonly limit: number) {}

  /** Adds an id and returns whether it was missing. */
  add(id: string): boolean {
    if (this.#ids.has(id)) return false;
    this.#ids.add(id);
    const [oldest] = this.#ids;
    if (this.#ids.size > this.limit && oldest !== undefined) this.#ids.delete(oldest);
    return true;
  }
}
