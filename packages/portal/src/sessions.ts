import { isOver, requirePortalSession, type FetchToken, type PortalSession } from './session.js';

export interface SessionDelays {
  /** Before each repetition of a call that failed, and of a renewal that comes too early. */
  readonly retryMs: readonly number[];
  /** A session that is refused sooner than this was not worth its call. */
  readonly earlyMs: number;
  /** After this time a call counts as failed. */
  readonly callMs: number;
}

const defaultDelays: SessionDelays = { retryMs: [1_000, 2_000, 4_000], earlyMs: 10_000, callMs: 30_000 };

/** The current session of an element. Concurrent renewals share one call, and rapid ones are delayed, then refused. */
export class Sessions {
  #current: PortalSession | undefined;
  #renewal: Promise<PortalSession> | undefined;
  #renewedAt = -Infinity;
  #earlyRenewals = 0;

  constructor(
    private readonly fetchToken: FetchToken,
    private readonly signal: AbortSignal,
    private readonly delays: SessionDelays = defaultDelays,
  ) {}

  /** The current session; a new one if there is none, or if it is over. */
  async get(): Promise<PortalSession> {
    if (this.#renewal) return this.#renewal;
    if (this.#current && !isOver(this.#current, Date.now())) return this.#current;
    return this.renew();
  }

  /** Rejects with the error of the last call, or with the signal's reason. */
  renew(): Promise<PortalSession> {
    this.#renewal ??= this.#renew().finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  /** Somebody asked to try again: rapid renewals before that no longer count. */
  forgive(): void {
    this.#earlyRenewals = 0;
    this.#renewedAt = -Infinity;
  }

  async #renew(): Promise<PortalSession> {
    await this.#delayEarlyRenewal();
    const session = await this.#fetch();
    this.#renewedAt = Date.now();
    this.#current = session;
    return session;
  }

  /** Without it, a server that returns sessions of no use would be called in a loop. */
  async #delayEarlyRenewal(): Promise<void> {
    const isEarly = Date.now() - this.#renewedAt < this.delays.earlyMs;
    this.#earlyRenewals = isEarly ? this.#earlyRenewals + 1 : 0;
    if (!isEarly) return;
    const delay = this.delays.retryMs[this.#earlyRenewals - 1];
    if (delay === undefined) throw new Error('the portal refused each new session');
    await pause(delay, this.signal);
  }

  async #fetch(): Promise<PortalSession> {
    for (let failures = 0; ; failures += 1) {
      try {
        return requirePortalSession(await this.#call());
      } catch (error) {
        const delay = this.delays.retryMs[failures];
        if (this.signal.aborted || delay === undefined) throw error;
        await pause(delay, this.signal);
      }
    }
  }

  async #call(): Promise<PortalSession> {
    const done = new AbortController();
    const stop = (): void => {
      done.abort(this.signal.reason);
    };
    this.signal.addEventListener('abort', stop, { once: true });
    const { callMs } = this.delays;
    const tooLong = async (): Promise<never> => {
      await pause(callMs, done.signal);
      throw new Error(`fetchToken took longer than ${callMs / 1_000} s`);
    };
    try {
      return await Promise.race([this.fetchToken(), tooLong()]);
    } finally {
      this.signal.removeEventListener('abort', stop);
      done.abort();
    }
  }
}

/** Rejects with the signal's reason as soon as it aborts. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
}
