import type { FieldError } from '@postrider/contracts';
import { PostriderError } from '@postrider/sdk';
import { Limited } from '../limited.js';
import { problemsOf, warningsOf } from './checks.js';
import type { Known } from './known.js';
import { InvalidLine, parseLine, type Line } from './line.js';
import type { Report } from './report.js';
import type { Source, SourceItem } from './source.js';
import type { Target, Written } from './target.js';

export interface ImporterOptions {
  isDryRun: boolean;
  allowWeak: boolean;
  concurrency: number;
  signal: AbortSignal;
}

/** Responses that say something about the line. All others end the import. */
const statusesOfLine = new Set([400, 404, 409, 413, 422]);

/** Imports what a source has. A line with a problem does not stop the others. */
export class Importer {
  readonly #places = new Map<string, string>();
  #fatal: { error: unknown } | undefined;

  constructor(
    private readonly target: Target,
    private readonly known: Known,
    private readonly report: Report,
    private readonly options: ImporterOptions,
    private readonly onProgress: () => void = () => undefined,
  ) {}

  /** Ends early if the signal aborts. Throws what stops an import: an outage, or a key that is not permitted. */
  async run(source: Source): Promise<void> {
    const { signal, concurrency } = this.options;
    const limited = new Limited(concurrency);
    let type: SourceItem['type'];
    try {
      for await (const item of source) {
        // An endpoint needs its customer, and a subscription its event type.
        if (item.type !== type) await limited.ended();
        type = item.type;
        if (signal.aborted || this.#fatal) break;
        await limited.start(() => this.#import(item));
      }
    } finally {
      await limited.ended();
      this.report.sort();
    }
    if (this.#fatal) throw this.#fatal.error;
  }

  async #import(item: SourceItem): Promise<void> {
    const { place, type } = item;
    try {
      const { value, warnings = [], headers = 0 } = await item.read();
      const line = parseLine(value, this.options);
      this.#requireFirst(line, place);
      if (this.options.isDryRun) this.#checkAll(line, place);
      const written = await this.target.write(line);
      this.report.changed(line, written);
      this.#written(item, written, warnings);
      this.report.omitHeaders(headers);
    } catch (error) {
      const problems = problemsIn(error);
      if (!problems) {
        this.#fatal ??= { error };
        return;
      }
      this.report.problems.push(...problems.map((problem) => ({ place, ...problem })));
      this.report.count(type, 'failed');
    }
    this.onProgress();
  }

  #written({ place, type }: SourceItem, written: Written, warnings: readonly string[]): void {
    const all = [...warnings, ...(written.warnings ?? [])];
    this.report.warnings.push(...all.map((message) => ({ place, message })));
    if (written.newSecret) this.report.newSecrets.push(written.newSecret);
    this.report.count(type, written.outcome);
  }

  #checkAll(line: Line, place: string): void {
    const problems = problemsOf(line, this.known);
    if (problems.length > 0) throw new InvalidLine(problems);
    this.report.warnings.push(...warningsOf(line).map((message) => ({ place, message })));
  }

  #requireFirst(line: Line, place: string): void {
    const key = keyOf(line);
    const first = this.#places.get(key);
    if (first !== undefined) throw new InvalidLine([{ message: `the same ${line.type} is on ${first}` }]);
    this.#places.set(key, place);
  }
}

function keyOf(line: Line): string {
  if (line.type === 'event_type') return `type ${line.body.type}`;
  if (line.type === 'customer') return `customer ${line.uid}`;
  return `endpoint ${line.body.customer ?? ''} ${line.uid}`;
}

/** Undefined if the error is none of the line. */
function problemsIn(error: unknown): readonly (Pick<FieldError, 'message'> & Partial<FieldError>)[] | undefined {
  if (error instanceof InvalidLine) return error.problems;
  if (!(error instanceof PostriderError) || !statusesOfLine.has(error.status ?? 0)) return undefined;
  // A path that the server does not have, or a page of another server.
  if (error.code === 'route_not_found' || error.code === 'unexpected_response') return undefined;
  return error.fields.length > 0 ? error.fields : [{ message: error.message }];
}
