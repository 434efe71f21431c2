export interface LogLimits {
  /** Lines of one cause within a window; the others are counted. */
  lines: number;
  windowMs: number;
  /** Causes that are told apart; with one more the oldest begins anew. */
  causes: number;
}

interface Window {
  startedAt: number;
  lines: number;
  suppressed: number;
}

/** Ids and numbers: what differs between lines of one cause. */
const particulars = /\b[a-z]+_[0-9a-z]{26}\b|[0-9a-f]{8}-[0-9a-f-]{27}|\d+/g;

/** Limits how often a line is repeated that differs in ids and numbers alone, so that no fault fills a disk with its log. */
export class LogLimiter {
  readonly #windows = new Map<string, Window>();

  constructor(
    private readonly limits: LogLimits,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Undefined where the line is to be left out; otherwise how many were left out since the last one of its cause. */
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
