import type { JsonObject } from './json.js';
import { ArrayRules } from './rules/array-rules.js';
import type { Holder } from './rules/holder.js';
import { NumberRules } from './rules/number-rules.js';
import { ObjectRules } from './rules/object-rules.js';
import { StringRules } from './rules/string-rules.js';
import type { DataLocation, Run } from './run.js';
import { Seen, stepsPerSeen } from './seen.js';
import { anyType, typeBits } from './type-bits.js';

/** Checks a value for one keyword. Adds evaluated properties and elements to `seen` if given. */
export type Check = (value: unknown, location: DataLocation | undefined, run: Run, seen: Seen | undefined) => boolean;

/** Returns whether a value is valid for one keyword. Adds no problems. */
export type Test = (value: unknown, run: Run) => boolean;

/** A check, and its test. Null if the rules of the node have it. */
export interface CheckAndTest {
  readonly check: Check;
  readonly test: Test | null;
}

/**
 * A compiled schema or subschema. Nearly all data is valid, so it is tested first, without locations and problems (`holds`):
 * most keywords are fields of the rules for a type, which a test compares without a call for each. Only invalid data is
 * checked keyword by keyword (`check`). Both have the same result.
 */
export class SchemaNode implements Holder {
  readonly #checks: Check[] = [];
  readonly #tests: Test[] = [];
  #strings: StringRules | undefined;
  #numbers: NumberRules | undefined;
  #arrays: ArrayRules | undefined;
  #objects: ObjectRules | undefined;
  /** The types that are allowed, as bits. */
  types = anyType;
  /** Subschemas for the same value. A cycle of them would never end. */
  readonly inPlace: SchemaNode[] = [];
  readonly branches = new Map<'then' | 'else', SchemaNode>();
  /** Whether one of its keywords needs the evaluated properties or elements. */
  wantsSeen = false;

  get strings(): StringRules {
    return (this.#strings ??= new StringRules());
  }

  get numbers(): NumberRules {
    return (this.#numbers ??= new NumberRules());
  }

  get arrays(): ArrayRules {
    return (this.#arrays ??= new ArrayRules());
  }

  get objects(): ObjectRules {
    return (this.#objects ??= new ObjectRules());
  }

  add(added: Check | CheckAndTest): void {
    const { check, test } = typeof added === 'function' ? { check: added, test: quietly(added) } : added;
    this.#checks.push(check);
    if (test) this.#tests.push(test);
  }

  /** Returns whether the value is valid. Adds no problems. */
  holds(value: unknown, run: Run): boolean {
    if (this.wantsSeen) return this.#checkQuietly(value, run);
    run.enter();
    const holds = this.#rulesHold(value, run) && (this.#tests.length === 0 || this.#testsHold(value, run));
    run.leave();
    return holds;
  }

  /** Returns whether the value is valid. Stops at the first problem if the run is quiet. */
  check(value: unknown, location: DataLocation | undefined, run: Run, seen?: Seen): boolean {
    if (run.isQuiet && !seen && !this.wantsSeen) return this.holds(value, run);
    run.enter();
    const own = seen ?? (this.wantsSeen ? new Seen() : undefined);
    let holds = true;
    for (const check of this.#checks) {
      if (check(value, location, run, own)) continue;
      holds = false;
      if (run.isQuiet) break;
    }
    run.leave();
    return holds;
  }

  /** Checks as part of another schema for the same value. A failed check evaluates nothing. */
  checkInPlace(value: unknown, location: DataLocation | undefined, run: Run, seen: Seen | undefined): boolean {
    if (!seen) return this.check(value, location, run);
    const own = new Seen();
    run.spend(stepsPerSeen);
    const holds = this.check(value, location, run, own);
    if (holds) seen.add(own, run);
    return holds;
  }

  #checkQuietly(value: unknown, run: Run): boolean {
    run.enterQuiet();
    const holds = this.check(value, undefined, run);
    run.leaveQuiet();
    return holds;
  }

  #rulesHold(value: unknown, run: Run): boolean {
    const { types } = this;
    if (typeof value === 'string') {
      return (types & typeBits.string) !== 0 && (this.#strings === undefined || this.#strings.hold(value, run));
    }
    if (typeof value === 'number') {
      if ((types & typeBits.number) === 0 && ((types & typeBits.integer) === 0 || !Number.isInteger(value)))
        return false;
      return this.#numbers === undefined || this.#numbers.hold(value);
    }
    if (Array.isArray(value)) {
      return (types & typeBits.array) !== 0 && (this.#arrays === undefined || this.#arrays.hold(value, run));
    }
    if (typeof value === 'object' && value !== null) {
      const rules = this.#objects;
      return (types & typeBits.object) !== 0 && (rules === undefined || rules.hold(value as JsonObject, run));
    }
    return (types & (value === null ? typeBits.null : typeBits.boolean)) !== 0;
  }

  #testsHold(value: unknown, run: Run): boolean {
    for (const test of this.#tests) if (!test(value, run)) return false;
    return true;
  }
}

const quietly =
  (check: Check): Test =>
  (value, run) => {
    run.enterQuiet();
    const holds = check(value, undefined, run, undefined);
    run.leaveQuiet();
    return holds;
  };
