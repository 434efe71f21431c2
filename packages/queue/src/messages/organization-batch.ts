/** Each message wakes all gateways. A page that follows live is up to date enough. */
const pauseMs = 200;

/**
 * Collects organizations and emits each set at once, or after a pause since the last one. While an emission is in
 * progress, the set grows.
 */
export class OrganizationBatch {
  readonly #waiting = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #isEmitting = false;
  #isStopped = false;
  #emittedAt = -Infinity;

  constructor(private readonly emit: (organizationIds: string[]) => Promise<void>) {}

  add(organizationIds: Iterable<string>): void {
    for (const id of organizationIds) this.#waiting.add(id);
    this.#schedule();
  }

  /** Drops what is not emitted yet. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    if (this.#isStopped || this.#isEmitting || this.#timer || this.#waiting.size === 0) return;
    const delayMs = Math.max(0, this.#emittedAt + pauseMs - performance.now());
    this.#timer = setTimeout(() => void this.#flush(), delayMs);
  }

  async #flush(): Promise<void> {
    this.#timer = undefined;
    const organizationIds = [...this.#waiting];
    this.#waiting.clear();
    this.#isEmitting = true;
    this.#emittedAt = performance.now();
    await this.emit(organizationIds);
    this.#isEmitting = false;
    this.#schedule();
  }
}
