import type { JsonObject } from '../json.js';
import { stepsOfKeys, type Run } from '../run.js';
import type { Holder } from './holder.js';

/** A lookup takes longer than a comparison. */
const stepsPerName = 2;

interface Property {
  readonly name: string;
  /** Whether objects inherit a property of this name. */
  readonly isInherited: boolean;
  isRequired: boolean;
  /** Undefined if the name is only required. */
  holder: Holder | undefined;
}

/** The properties of an object, with those that are required, and the schema of all others. */
export class ObjectRules {
  readonly #properties: Property[] = [];
  /** Schema of other properties. */
  rest: Holder | false | undefined;

  require(name: string): void {
    this.#property(name).isRequired = true;
  }

  describe(name: string, holder: Holder): void {
    this.#property(name).holder = holder;
  }

  hold(data: JsonObject, run: Run): boolean {
    const properties = this.#properties;
    run.spend(stepsPerName * properties.length);
    let described = 0;
    for (const { name, isInherited, isRequired, holder } of properties) {
      // JSON has no undefined values.
      const value = isInherited && !Object.hasOwn(data, name) ? undefined : data[name];
      if (value === undefined) {
        if (isRequired) return false;
      } else if (holder) {
        described += 1;
        if (!holder.holds(value, run)) return false;
      }
    }
    return this.rest === undefined || this.#restHolds(this.rest, data, described, run);
  }

  #restHolds(rest: Holder | false, data: JsonObject, described: number, run: Run): boolean {
    const names = Object.keys(data);
    run.spend(stepsOfKeys(names.length));
    if (names.length === described) return true;
    if (rest === false) return false;
    run.spend(stepsPerName * names.length);
    return names.every((name) => this.#isDescribed(name) || rest.holds(data[name], run));
  }

  #property(name: string): Property {
    const known = this.#byName.get(name);
    if (known) return known;
    const property = { name, isInherited: name in Object.prototype, isRequired: false, holder: undefined };
    this.#byName.set(name, property);
    this.#properties.push(property);
    return property;
  }

  readonly #byName = new Map<string, Property>();

  #isDescribed(name: string): boolean {
    return this.#byName.get(name)?.holder !== undefined;
  }
}
