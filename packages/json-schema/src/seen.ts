/** What it takes to remember a key or an element, or to ask for it. */
export const stepsPerSeen = 2;

/** The properties or elements of one value that some keyword has looked at: for `unevaluatedProperties` and `-Items`. */
export class Seen {
  readonly #keys = new Set<string | number>();
  /** Elements before this one are all seen. */
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

  /** Takes over what another has; answers how much that was. */
  add(other: Seen): number {
    for (const key of other.#keys) this.#keys.add(key);
    this.elements(other.#elements);
    return other.#keys.size;
  }
}
