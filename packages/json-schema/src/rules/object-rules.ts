import type { JsonObject } from '../json.js';
import { stepsOfKeys, type Run } from '../run.js';
import type { Holder } from './holder.js';

interface Property {
  readonly name: string;
  readonly index: number;
  isRequired: boolean;
  /** Undefined if the name is only required. */
  holder: Holder | undefined;
}

/** The properties of an object, with those that are required, and the schema of all others. */
export class ObjectRules {
  readonly #properties: Property[] = [];
  readonly #byName = new Map<string, Property>();
  #required = 0;
  /** Schema of other properties. */
  rest: Holder | false | undefined;

  require(name: string): void {
    this.#property(name).isRequired = true;
    this.#required += 1;
  }

  describe(name: string, holder: Holder): void {
    this.#property(name).holder = holder;
  }

  /**
   * V8 reads the values fastest in a `for in`, without looking up each. Data from JSON inherits no enumerable properties. After
   * an invalid property, the loop only counts the others, since V8 has listed them.
   */
  hold(data: JsonObject, run: Run): boolean {
    const { rest } = this;
    const properties = this.#properties;
    let holds = true;
    let count = 0;
    let required = 0;
    let next = 0;
    for (const name in data) {
      count += 1;
      if (!holds) continue;
      let property = properties[next];
      // Most data has its properties in the order of the schema.
      if (property?.name !== name) property = this.#byName.get(name);
      if (property !== undefined) {
        next = property.index + 1;
        if (property.isRequired) required += 1;
      }
      const holder = property?.holder ?? rest;
      if (holder !== undefined) holds = holder !== false && holder.holds(data[name], run);
    }
    run.spend(stepsOfKeys(count));
    return holds && required === this.#required;
  }

  #property(name: string): Property {
    const known = this.#byName.get(name);
    if (known) return known;
    const property = { name, index: this.#properties.length, isRequired: false, holder: undefined };
    this.#byName.set(name, property);
    this.#properties.push(property);
    return property;
  }
}
