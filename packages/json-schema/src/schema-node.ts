import type { Place, Run } from './run.js';
import { Seen, stepsPerSeen } from './seen.js';

/** One keyword's part in a check: whether `value` holds. `seen` is told what it has looked at, where somebody asks. */
export type Check = (value: unknown, place: Place | undefined, run: Run, seen: Seen | undefined) => boolean;

/** A schema or subschema, ready to check. */
export class SchemaNode {
  readonly checks: Check[] = [];
  /** Subschemas for the same value: a circle of them would never end. */
  readonly inPlace: SchemaNode[] = [];
  /** Its `then` and its `else`. */
  readonly branches = new Map<'then' | 'else', SchemaNode>();
  /** Whether one of its keywords asks what the others have looked at. */
  wantsSeen = false;

  /** Whether the value holds; reports every problem, or stops at the first while nobody listens. */
  check(value: unknown, place: Place | undefined, run: Run, seen?: Seen): boolean {
    run.enter();
    const own = seen ?? (this.wantsSeen ? new Seen() : undefined);
    let holds = true;
    for (const check of this.checks) {
      if (check(value, place, run, own)) continue;
      holds = false;
      if (run.isQuiet) break;
    }
    run.leave();
    return holds;
  }

  /** The check as part of another schema for the same value: what fails has looked at nothing. */
  checkInPlace(value: unknown, place: Place | undefined, run: Run, seen: Seen | undefined): boolean {
    if (!seen) return this.check(value, place, run);
    const own = new Seen();
    run.spend(stepsPerSeen);
    const holds = this.check(value, place, run, own);
    if (holds) run.spend(seen.add(own) * stepsPerSeen);
    return holds;
  }
}
