import type { Run } from '../run.js';
import type { Holder } from './holder.js';

/** The length of an array and the schemas of its elements. */
export class ArrayRules {
  minItems = 0;
  maxItems = Infinity;
  /** Schemas of the first elements. */
  prefix: readonly Holder[] = [];
  /** Schema of all others. */
  items: Holder | undefined;

  hold(data: readonly unknown[], run: Run): boolean {
    const { length } = data;
    if (length < this.minItems || length > this.maxItems) return false;
    const { prefix, items } = this;
    for (let i = 0; i < length; i++) {
      const holder = prefix[i] ?? items;
      if (!holder) return true;
      if (!holder.holds(data[i], run)) return false;
    }
    return true;
  }
}
