export interface LogLimits {
  /** Lines per cause and window. Further lines are counted. */
  lines: number;
  windowMs: number;
  /** Maximum number of causes. One more replaces the oldest. */
  causes: number;
}

interface Window {
  startedAt: number;
  lines: number;
  suppressed: number;
}

/** Ids and numbers, in which lines of one cause differ. */
const particulars = /\b[a-z]+_[0-9a-z]{26}\b|[0-9a-f]{8}-[0-9a-f-]{27}|\d+/g;

/** Limits lines that differ only in ids and numbers, so that a repeated fault does not fill the disk. */
export class LogLimiter {
  readonly #windows = new Map<string, Window>();

  constructor(
    private readonly limits: LogLimits,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /**
   * Returns undefined if the line is over the limit, else the number of lines left out since the last one of its cause.
   */
  admit(line: string): number | undefined {
    const cause = line.replace(particulars, '#');
    const window = this.#windows.get(cause);
    if (window && this.now() - window.startedAt < this.limits.windowMs) {
      window.lines += 1;
      if (window.lines <= this.limits.lines) return 0;
      window.suppressed += 1;
      return undefined;
    }
    this.#windows.delete(cause);
    this.#windows.set(cause, { startedAt: this.now(), lines: 1, suppressed: 0 });
    const [oldest] = this.#windows.keys();
    if (this.#windows.size > this.limits.causes && oldest !== undefined) this.#windows.delete(oldest);
    return window?.suppressed ?? 0;
  }
}
