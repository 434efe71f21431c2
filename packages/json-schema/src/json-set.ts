import type { Spender } from './budget.js';
import { canonical, charactersPerStep } from './json.js';

/** A set of JSON values, which are equal whatever the order of their keys. */
export class JsonSet {
  readonly #scalars = new Set<unknown>();
  readonly #others = new Set<string>();
  /** Longer texts are not looked up, since that reads them as a whole. */
  #longest = 0;

  constructor(values: readonly unknown[], budget: Spender) {
    for (const value of values) {
      const text = canonical(value, budget);
      if (isCompound(value)) this.#others.add(text);
      else this.#scalars.add(value);
      if (typeof value === 'string') this.#longest = Math.max(this.#longest, value.length);
    }
  }

  has(value: unknown, run: Spender): boolean {
    if (isCompound(value)) return this.#others.has(canonical(value, run));
    if (typeof value === 'string') {
      if (value.length > this.#longest) return false;
      run.spend(Math.ceil(value.length / charactersPerStep));
    }
    return this.#scalars.has(value);
  }
}

const isCompound = (value: unknown): value is object => typeof value === 'object' && value !== null;
