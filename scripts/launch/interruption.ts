import { once } from 'node:events';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** One Ctrl-C can arrive several times: from the terminal, from npm, and from the parent script. */
const SAME_SIGNAL_MS = 700;

/** Watches for Ctrl-C, other signals, and the end of the parent script. */
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
    // The parent script is gone.
    process.on('disconnect', () => {
      this.#interrupt();
    });
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

  #interrupt(): void {
    this.#firstAt = performance.now();
    this.#controller.abort();
  }
}
