import { setTimeout as sleep } from 'node:timers/promises';

const timeoutMs = 2_000;
/** A state is reused for this long, since each probe is a write. */
const cachedMs = 250;

/** `refuses_writes`: the server responds but takes no writes, as a replica or a full server does. */
export type ProbeState = 'up' | 'refuses_writes' | 'down';

interface Checks {
  write: () => Promise<unknown>;
  read: () => Promise<unknown>;
}

/** Finds the state of a server by a real write. Resolves within two seconds; a state is cached for 250 ms. */
export class Probe {
  #state: Promise<ProbeState> | undefined;
  #startedAt = -Infinity;
  /** While a check has no response, no other is started: each may hold a connection. */
  #inProgress = 0;

  constructor(private readonly checks: Checks) {}

  /** Never rejects. */
  state(): Promise<ProbeState> {
    if (this.#state && (this.#inProgress > 0 || performance.now() - this.#startedAt < cachedMs)) return this.#state;
    this.#startedAt = performance.now();
    this.#state = this.#run();
    return this.#state;
  }

  async #run(): Promise<ProbeState> {
    // The read comes first: a refused write may end the connection that both use.
    const [responds, takesWrites] = await Promise.all([
      this.#succeeds(this.checks.read),
      this.#succeeds(this.checks.write),
    ]);
    if (takesWrites) return 'up';
    return responds ? 'refuses_writes' : 'down';
  }

  async #succeeds(check: () => Promise<unknown>): Promise<boolean> {
    this.#inProgress += 1;
    const succeeded = check()
      .then(
        () => true,
        () => false,
      )
      .finally(() => (this.#inProgress -= 1));
    return Promise.race([succeeded, sleep(timeoutMs, false, { ref: false })]);
  }
}
