/** A check was given up: it would have taken more steps than its budget has. */
export class TooCostly extends Error {
  override name = 'TooCostly';
}

/** What steps are taken from. */
export interface Spender {
  /** Throws TooCostly when nothing is left. */
  spend(steps: number): void;
}

/**
 * How much work compiling and checking may do. A step is about a comparison (SECURITY.md has what it takes at worst): so
 * neither a schema nor data, however they were made up, can hold a process for longer.
 */
export class Budget implements Spender {
  #left: number;

  constructor(readonly steps: number) {
    this.#left = steps;
  }

  get spent(): number {
    return this.steps - this.#left;
  }

  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw new TooCostly(`more than ${String(this.steps)} steps`);
  }
}
