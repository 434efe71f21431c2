import { once } from 'node:events';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** One Ctrl-C can arrive several times: from the terminal and from npm. */
const SAME_SIGNAL_MS = 700;
const PARENT_CHECK_MS = 1_000;

/** Watches for Ctrl-C, other signals, and the end of npm. */
export class Interruption {
  readonly #controller = new AbortController();
  #firstAt = 0;

  /** `insist` is called at the second Ctrl-C. */
  constructor(insist: () => void) {
    const onSignal = () => {
      if (!this.signal.aborted) this.#interrupt();
      else if (performance.now() - this.#firstAt > SAME_SIGNAL_MS) insist();
    };
    for (const signal of SIGNALS) process.on(signal, onSignal);
    this.#stopWithNpm();
    // The terminal may be gone.
    process.stdout.on('error', () => undefined);
    process.stderr.on('error', () => undefined);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Resolves when the user interrupts. */
  async interrupted(): Promise<void> {
    if (!this.signal.aborted) await once(this.signal, 'abort');
  }

  /** npm does not always forward signals. */
  #stopWithNpm(): void {
    if (process.env.npm_lifecycle_event !== 'start') return;
    const parent = process.ppid;
    const timer = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(timer);
      this.#interrupt();
    }, PARENT_CHECK_MS);
    timer.unref();
  }

  #interrupt(): void {
    this.#firstAt = performance.now();
    this.#controller.abort();
  }
}
