import { TooCostly, type Budget } from './budget.js';
import type { JsonObject } from './json.js';

/** One thing that is wrong: where, from the root on, and what was expected there. */
export interface Problem {
  readonly path: readonly string[];
  readonly message: string;
}

/** Where in the data a check is; undefined is its root. */
export interface Place {
  readonly parent: Place | undefined;
  readonly key: string;
}

/** A property or an element of what stands at `parent`. */
export const within = (parent: Place | undefined, key: string | number): Place => ({ parent, key: String(key) });

/** Schemas inside of schemas, and data inside of data, that are gone into: far from what a call stack holds. */
const maxDepth = 1_000;

const stepsPerObject = 5;
const stepsPerKey = 3;

/** One check of data: what it has found, and what it may still spend. */
export class Run {
  readonly problems: Problem[] = [];
  readonly #keys = new Map<JsonObject, readonly string[]>();
  #quiet = 0;
  #depth = 0;

  constructor(
    private readonly budget: Budget,
    private readonly maxProblems: number,
  ) {}

  /** Nobody hears of further problems: the first decides. */
  get isQuiet(): boolean {
    return this.#quiet > 0 || this.problems.length >= this.maxProblems;
  }

  spend(steps: number): void {
    this.budget.spend(steps);
  }

  /** The keys of an object in the data; listed once. */
  keysOf(data: JsonObject): readonly string[] {
    const known = this.#keys.get(data);
    if (known) return known;
    const keys = Object.keys(data);
    this.budget.spend(stepsPerObject + keys.length * stepsPerKey);
    this.#keys.set(data, keys);
    return keys;
  }

  enter(): void {
    this.budget.spend(1);
    this.#depth += 1;
    if (this.#depth > maxDepth) throw new TooCostly(`more than ${String(maxDepth)} levels`);
  }

  leave(): void {
    this.#depth -= 1;
  }

  /** Notes a problem; false, for the check that has it. */
  fail(place: Place | undefined, message: string): false {
    if (!this.isQuiet) this.problems.push({ path: pathOf(place), message });
    return false;
  }

  /** Does work whose problems are nobody's: that of a branch of which another may hold. */
  quietly(work: () => boolean): boolean {
    this.#quiet += 1;
    const holds = work();
    this.#quiet -= 1;
    return holds;
  }
}

function pathOf(place: Place | undefined): string[] {
  const path: string[] = [];
  for (let at = place; at; at = at.parent) path.push(at.key);
  return path.reverse();
}
