/** Compiling or checking exceeded its budget of steps. */
export class TooCostly extends Error {
  override name = 'TooCostly';
}

export interface Spender {
  /** Throws TooCostly if no steps are left. Takes whole numbers, with which V8 counts fastest. */
  spend(steps: number): void;
}

/**
 * Limits the work of compiling and checking, so that no schema or data can block a process. A step is about a
 * comparison (see SECURITY.md for its worst time).
 */
export class Budget implements Spender {
  #left: number;

  constructor(readonly steps: number) {
    this.#left = steps;
  }

  get left(): number {
    return Math.max(0, this.#left);
  }

  get spent(): number {
    return this.steps - this.#left;
  }

  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) this.#refuse();
  }

  /** Apart from the above, since V8 copies only short functions into their callers. */
  #refuse(): never {
    throw new TooCostly(`more than ${String(this.steps)} steps`);
  }
}
