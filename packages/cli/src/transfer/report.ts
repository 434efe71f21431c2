import { lineTypes, type LineType } from './line-type.js';
import type { Line } from './line.js';
import type { FieldChange, NewSecret, Outcome, Written } from './target.js';

export type Counts = Record<Outcome | 'failed', number>;

export interface Remark {
  place: string;
  field?: string;
  message: string;
}

/** Something that was created, changed or deleted, or would be. */
export interface Change {
  action: 'create' | 'change' | 'delete';
  type: LineType;
  /** As a file names it: a type, a uid, or both uids of a customer's endpoint. */
  name: string;
  fields: readonly FieldChange[];
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
  readonly changes: Change[] = [];
  /** Own headers of endpoints, which are not carried over. */
  readonly omittedHeaders = { headers: 0, endpoints: 0 };
  /** Items that were read. */
  read = 0;
  failed = 0;

  constructor(readonly isDryRun: boolean) {}

  count(type: LineType | undefined, outcome: keyof Counts): void {
    this.read += 1;
    if (outcome === 'failed') this.failed += 1;
    if (type) this.counts[type][outcome] += 1;
  }

  omitHeaders(headers: number): void {
    if (headers === 0) return;
    this.omittedHeaders.headers += headers;
    this.omittedHeaders.endpoints += 1;
  }

  changed(line: Line, { outcome, fields = [] }: Written): void {
    if (outcome === 'unchanged') return;
    const action = outcome === 'created' ? 'create' : 'change';
    this.changes.push({ action, type: line.type, name: nameOf(line), fields });
  }

  /** By place: several lines are imported at once, and end in any order. */
  sort(): void {
    for (const remarks of [this.problems, this.warnings]) {
      remarks.sort((a, b) => a.place.localeCompare(b.place, 'en', { numeric: true }));
    }
  }

  /** By type and name. */
  sortChanges(): void {
    const place = ({ type }: Change): number => lineTypes.indexOf(type);
    this.changes.sort((a, b) => place(a) - place(b) || (a.name < b.name ? -1 : 1));
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
      omitted_headers: this.omittedHeaders,
    };
  }
}

function nameOf(line: Line): string {
  if (line.type === 'event_type') return line.body.type;
  return line.type === 'customer' ? line.uid : endpointName(line.body.customer ?? null, line.uid);
}

/** The endpoint `hook-1` of the customer `acme` is `acme/hook-1`. */
export const endpointName = (customer: string | null, uid: string): string =>
  customer === null ? uid : `${customer}/${uid}`;
