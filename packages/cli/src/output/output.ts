import { isatty } from 'node:tty';
import { sanitizeJson, sanitizeLines } from '@postrider/terminal';
import pc from 'picocolors';
import { requireFilter, runFilter } from './jq.js';

type Colors = ReturnType<typeof pc.createColors>;

/** Where output goes. Colors, relative times and columns that fit the width are for terminals only. */
export interface Screen {
  readonly isTerminal: boolean;
  readonly width: number;
  readonly colors: Colors;
  readonly now: Date;
}

/** Formats a value for people. */
export type View<T> = (value: T, screen: Screen) => string;

/** Results go to standard output. Everything else goes to standard error. */
export class Output {
  readonly isJson: boolean;
  #filtered: Promise<void> = Promise.resolve();
  #hasFailed = false;

  /** With a filter of jq, results are what it makes of the JSON. */
  constructor(
    isJson: boolean,
    private readonly filter?: string,
  ) {
    this.isJson = isJson || filter !== undefined;
  }

  get screen(): Screen {
    // isTTY is undefined for a pipe, and the color library then turns colors on in CI.
    const isTerminal = isatty(process.stdout.fd);
    return {
      isTerminal,
      width: isTerminal ? process.stdout.columns : Infinity,
      colors: pc.createColors(isTerminal && pc.isColorSupported),
      now: new Date(),
    };
  }

  /** Throws a UsageError if the filter is invalid. */
  async prepare(): Promise<void> {
    if (this.filter !== undefined) await requireFilter(this.filter);
  }

  /** Prints the value as one line of JSON with --json, through --jq, or as `view` formats it. */
  show<T>(value: T, view: View<T>): void {
    if (this.filter !== undefined) {
      this.#showFiltered(JSON.stringify(value), this.filter);
      return;
    }
    const text = this.isJson ? sanitizeJson(value) : view(value, this.screen);
    if (text !== '') process.stdout.write(`${text}\n`);
  }

  /** Resolves when all results are printed. The exit code tells if the filter failed on one. */
  async flushed(): Promise<void> {
    await this.#filtered;
    // At the end: each run of jq sets the exit code.
    if (this.#hasFailed) process.exitCode = 1;
  }

  /** Prints to standard error, unless --json is set. */
  note(text: string): void {
    if (!this.isJson) process.stderr.write(`${text}\n`);
  }

  /** Results keep their order. The filter may fail on one and not on the next: as with jq, the others follow. */
  #showFiltered(json: string, filter: string): void {
    this.#filtered = this.#filtered
      .then(() => runFilter(json, filter))
      .then(
        (text) => {
          const shown = this.screen.isTerminal ? sanitizeLines(text) : text;
          if (shown !== '') process.stdout.write(`${shown}\n`);
        },
        (error: unknown) => {
          process.stderr.write(`error: ${sanitizeLines(error instanceof Error ? error.message : String(error))}\n`);
          this.#hasFailed = true;
        },
      );
  }
}
