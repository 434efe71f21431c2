import type { DataLocation, Run } from './run.js';
import { Seen, stepsPerSeen } from './seen.js';

/** Checks a value for one keyword. Adds evaluated properties and elements to `seen` if given. */
export type Check = (value: unknown, location: DataLocation | undefined, run: Run, seen: Seen | undefined) => boolean;

/** A compiled schema or subschema. */
export class SchemaNode {
  readonly checks: Check[] = [];
  /** Subschemas for the same value. A cycle of them would never end. */
  readonly inPlace: SchemaNode[] = [];
  readonly branches = new Map<'then' | 'else', SchemaNode>();
  /** Whether one of its keywords needs the evaluated properties or elements. */
  wantsSeen = false;

  /** Returns whether the value is valid. Stops at the first problem if the run is quiet. */
  check(value: unknown, location: DataLocation | undefined, run: Run, seen?: Seen): boolean {
    run.enter();
    const own = seen ?? (this.wantsSeen ? new Seen() : undefined);
    let holds = true;
    for (const check of this.checks) {
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
}
