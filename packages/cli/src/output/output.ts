import { isatty } from 'node:tty';
import { sanitizeJson } from '@postrider/terminal';
import pc from 'picocolors';

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
  constructor(readonly isJson: boolean) {}

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

  /** Prints the value as one line of JSON with --json, or as `view` formats it. */
  show<T>(value: T, view: View<T>): void {
    const text = this.isJson ? sanitizeJson(value) : view(value, this.screen);
    if (text !== '') process.stdout.write(`${text}\n`);
  }

  /** Prints to standard error, unless --json is set. */
  note(text: string): void {
    if (!this.isJson) process.stderr.write(`${text}\n`);
  }
}
