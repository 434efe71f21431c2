import type { LineType } from './line-type.js';

/** Something to import, in the form of a line of a file. */
export interface SourceItem {
  /** Where it is: `line 12`. */
  readonly place: string;
  /** Undefined for a line of an unknown type. */
  readonly type: LineType | undefined;
  /** Throws InvalidLine. */
  read(): SourceLine | Promise<SourceLine>;
}

export interface SourceLine {
  readonly value: unknown;
  /** What the source has and Postrider does not. */
  readonly warnings?: readonly string[];
  /** Number of an endpoint's own headers, which Postrider does not send. */
  readonly headers?: number;
}

/** Event types first, then customers, then endpoints: each needs the ones before. */
export type Source = AsyncIterable<SourceItem> | Iterable<SourceItem>;
