import { isatty } from 'node:tty';
import { sanitizeJson } from '@postrider/terminal';
import pc from 'picocolors';

type Colours = ReturnType<typeof pc.createColors>;

/** What output may look like: colours, relative times and columns that fit are for terminals. */
export interface Screen {
  readonly isTerminal: boolean;
  readonly width: number;
  readonly colours: Colours;
  readonly now: Date;
}

/** Standard output holds results, and nothing else; what is said besides goes to standard error. */
export class Output {
  constructor(readonly isJson: boolean) {}

  get screen(): Screen {
    // Not isTTY, which is undefined elsewhere: for that the colours' library looks at the environment, and likes CI.
    const isTerminal = isatty(process.stdout.fd);
    return {
      isTerminal,
      width: isTerminal ? process.stdout.columns : Infinity,
      colours: pc.createColors(isTerminal && pc.isColorSupported),
      now: new Date(),
    };
  }

  /** With --json the value, on one line, as the API answered it; else what `view` makes of it. */
  show<T>(value: T, view: (value: T, screen: Screen) => string): void {
    if (this.isJson) this.#print(sanitizeJson(value));
    else this.#print(view(value, this.screen));
  }

  /** For people. */
  note(text: string): void {
    if (!this.isJson) process.stderr.write(`${text}\n`);
  }

  #print(text: string): void {
    if (text !== '') process.stdout.write(`${text}\n`);
  }
}
