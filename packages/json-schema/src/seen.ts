/** For adding or finding a key or an element. */
export const stepsPerSeen = 2;

/** The evaluated properties or elements of one value, for `unevaluatedProperties` and `unevaluatedItems`. */
export class Seen {
  readonly #keys = new Set<string | number>();
  /** All elements before this index are evaluated. */
  #elements = 0;

  key(key: string | number): void {
    this.#keys.add(key);
  }

  elements(count: number): void {
    this.#elements = Math.max(this.#elements, count);
  }

  has(key: string | number): boolean {
    return this.#keys.has(key) || (typeof key === 'number' && key < this.#elements);
  }

  /** Adds the keys and elements of another one. Returns the number of keys. */
  add(other: Seen): number {
    for (const key of other.#keys) this.#keys.add(key);
    this.elements(other.#elements);
    return other.#keys.size;
  }
}
