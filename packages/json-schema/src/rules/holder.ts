import type { Run } from '../run.js';

/** A schema whose result is a boolean, without problems. */
export interface Holder {
  holds(value: unknown, run: Run): boolean;
}
