const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** One Ctrl-C can arrive several times: from the terminal, from npm and from the script above. */
const SAME_SIGNAL_MS = 700;

/** The user's wish to stop, however it comes. */
export class Interruption {
  readonly #controller = new AbortController();
  #firstAt = 0;

  /** `insist` is called when the user asks a second time. */
  constructor(insist: () => void) {
    const onSignal = () => {
      if (!this.signal.aborted) this.#interrupt();
      else if (performance.now() - this.#firstAt > SAME_SIGNAL_MS) insist();
    };
    for (const signal of SIGNALS) process.on(signal, onSignal);
    // Without the script that started it the launcher belongs to nobody.
    process.on('disconnect', () => {
      this.#interrupt();
    });
    // The terminal may be gone too; there is nothing to say then.
    process.stdout.on('error', () => undefined);
    process.stderr.on('error', () => undefined);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Resolves when the user has asked to stop. */
  async asked(): Promise<void> {
    if (this.signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.signal.addEventListener(
      'abort',
      () => {
        resolve(undefined);
      },
      { once: true },
    );
    await promise;
  }

  #interrupt(): void {
    this.#firstAt = performance.now();
    this.#controller.abort();
  }
}
