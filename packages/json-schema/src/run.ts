import { TooCostly, type Budget } from './budget.js';
import type { JsonObject } from './json.js';

/** A problem, with its path from the root. */
export interface Problem {
  readonly path: readonly string[];
  readonly message: string;
}

/** A location in the data; undefined is the root. */
export interface DataLocation {
  readonly parent: DataLocation | undefined;
  readonly key: string;
}

/** The location of a property or an element. */
export const within = (parent: DataLocation | undefined, key: string | number): DataLocation => ({
  parent,
  key: String(key),
});

/** Maximum depth of nested checks, far below the limit of the call stack. */
const maxDepth = 800;

const stepsPerObject = 5;
const stepsPerKey = 4;

/** For listing the keys of an object. */
export const stepsOfKeys = (count: number): number => stepsPerObject + count * stepsPerKey;

/** One check of data: its problems and its budget. */
export class Run {
  readonly problems: Problem[] = [];
  #keys: Map<JsonObject, readonly string[]> | undefined;
  #quiet = 0;
  #depth = 0;

  constructor(
    private readonly budget: Budget,
    private readonly maxProblems: number,
  ) {}

  /** Whether further problems are dropped, so that a check may stop at the first one. */
  get isQuiet(): boolean {
    return this.#quiet > 0 || this.problems.length >= this.maxProblems;
  }

  spend(steps: number): void {
    this.budget.spend(steps);
  }

  /** The keys of an object in the data, listed once. */
  keysOf(data: JsonObject): readonly string[] {
    const cached = this.#keys?.get(data);
    if (cached) return cached;
    const keys = Object.keys(data);
    this.budget.spend(stepsOfKeys(keys.length));
    (this.#keys ??= new Map<JsonObject, readonly string[]>()).set(data, keys);
    return keys;
  }

  enter(): void {
    this.budget.spend(1);
    this.#depth += 1;
    if (this.#depth > maxDepth) tooDeep();
  }

  leave(): void {
    this.#depth -= 1;
  }

  /** Adds a problem and returns false. */
  fail(location: DataLocation | undefined, message: string): false {
    if (!this.isQuiet) this.problems.push({ path: pathOf(location), message });
    return false;
  }

  /**
   * Returns whether all items are valid. Continues after an invalid one, for its problems, unless the run is quiet.
   * Nodes and properties have loops of their own: a closure for each would double the time of a check.
   */
  every<T>(items: readonly T[], isValid: (item: T, index: number) => boolean): boolean {
    let holds = true;
    let index = 0;
    for (const item of items) {
      holds = isValid(item, index++) && holds;
      if (!holds && this.isQuiet) break;
    }
    return holds;
  }

  /** Runs a check and drops its problems, as for one of several branches. */
  quietly(work: () => boolean): boolean {
    this.enterQuiet();
    const holds = work();
    this.leaveQuiet();
    return holds;
  }

  /** As `quietly`, with less of the call stack. */
  enterQuiet(): void {
    this.#quiet += 1;
  }

  leaveQuiet(): void {
    this.#quiet -= 1;
  }
}

function tooDeep(): never {
  throw new TooCostly(`more than ${String(maxDepth)} levels`);
}

function pathOf(location: DataLocation | undefined): string[] {
  const path: string[] = [];
  for (let at = location; at; at = at.parent) path.push(at.key);
  return path.reverse();
}
