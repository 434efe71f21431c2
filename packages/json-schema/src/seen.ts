import type { Spender } from './budget.js';

/** For adding or finding a key or an element. */
export const stepsPerSeen = 2;

/** The evaluated properties or elements of one value, for `unevaluatedProperties` and `unevaluatedItems`. */
export class Seen {
  readonly #keys = new Set<string | number>();
  /** All elements before this index are evaluated. */
  #elements = 0;

  key(key: string | number, run: Spender): void {
    run.spend(stepsPerSeen);
    this.#keys.add(key);
  }

  elements(count: number): void {
    this.#elements = Math.max(this.#elements, count);
  }

  has(key: string | number): boolean {
    return this.#keys.has(key) || (typeof key === 'number' && key < this.#elements);
  }

  /** Adds the keys and elements of another one. */
  add(other: Seen, run: Spender): void {
    for (const key of other.#keys) this.key(key, run);
    this.elements(other.#elements);
  }
}
