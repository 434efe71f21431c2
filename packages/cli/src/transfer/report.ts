import { lineTypes, type LineType } from './line-type.js';
import type { NewSecret, Outcome } from './target.js';

export type Counts = Record<Outcome | 'failed', number>;

export interface Remark {
  place: string;
  field?: string;
  message: string;
}

/** What an import did, or would do. */
export class Report {
  readonly counts = Object.fromEntries(
    lineTypes.map((type) => [type, { created: 0, changed: 0, unchanged: 0, failed: 0 }]),
  ) as Record<LineType, Counts>;
  /** Lines that were not imported, with the reasons. */
  readonly problems: Remark[] = [];
  readonly warnings: Remark[] = [];
  readonly newSecrets: NewSecret[] = [];
  /** Items that were read. */
  read = 0;
  failed = 0;

  constructor(readonly isDryRun: boolean) {}

  count(type: LineType | undefined, outcome: keyof Counts): void {
    this.read += 1;
    if (outcome === 'failed') this.failed += 1;
    if (type) this.counts[type][outcome] += 1;
  }

  /** By place: several lines are imported at once, and end in any order. */
  sort(): void {
    for (const remarks of [this.problems, this.warnings]) {
      remarks.sort((a, b) => a.place.localeCompare(b.place, 'en', { numeric: true }));
    }
  }

  /** For --json. */
  toJSON(): object {
    const { event_type, customer, endpoint } = this.counts;
    return {
      dry_run: this.isDryRun,
      event_types: event_type,
      customers: customer,
      endpoints: endpoint,
      problems: this.problems,
      warnings: this.warnings,
      new_secrets: this.newSecrets,
    };
  }
}
