import QuickLRU from 'quick-lru';

export interface ConcurrencyLimits {
  /** A request that takes longer than this makes its attempt slow. */
  slowMs: number;
  /** Limit on attempts in flight for all endpoints together that are not prompt. */
  slowAttempts: number;
  /** Limit on these attempts for one endpoint. */
  slowAttemptsPerEndpoint: number;
}

/** First limit of an endpoint from which no response is known. */
const initialLimit = 8;
/** Endpoints without attempts in flight whose history is kept. */
const maxIdle = 50_000;

interface History {
  /** Time of the last prompt response; -Infinity without one, or if all attempts since have timed out. */
  promptAt: number;
  /** Limit on attempts in flight while the endpoint is not prompt. */
  limit: number;
}

interface Busy extends History {
  id: string;
  inFlight: number;
  slow: number;
}

/** Permission to make one attempt. */
export interface Permit {
  /** The request is written: from now on the endpoint is charged for its duration. */
  sent: () => void;
  /** The endpoint was not prompt, so that the attempt may have waited for a permit. */
  readonly isLimited: boolean;
  /** Resolves when the attempt becomes slow. */
  readonly slow: Promise<undefined>;
  /** The request was not written after all: the endpoint is not charged until `sent` is called again. */
  notSent: () => void;
  /** Call it when the attempt is over, with or without a response. Only the first call counts. */
  release: (responded: boolean) => void;
}

interface Attempt {
  endpoint: Busy;
  sentAt: number | undefined;
  slow: boolean;
  over: boolean;
  turnSlow: () => void;
}

/**
 * Adaptive concurrency limiter: bounds the share of a dispatcher that slow endpoints can occupy. Shared by the workers of
 * all queues in a process; knows nothing of queues.
 *
 * An endpoint is in one of two states:
 * - `prompt`: the last response came within `slowMs`, or a later attempt has not timed out yet. Attempts are not limited;
 *   only slow ones count against the limits.
 * - `not prompt`: new, or all attempts since the last prompt response have timed out. All attempts count.
 *
 * Transitions:
 * - not prompt → prompt: a response within `slowMs`.
 * - prompt → not prompt: a slow attempt without a response, sent after the last prompt response.
 *
 * The limit of an endpoint grows by one with each slow response and is halved with each time-out. All attempts that count
 * share `slowAttempts`.
 */
export class ConcurrencyLimiter {
  readonly #busy = new Map<string, Busy>();
  readonly #idle = new QuickLRU<string, History>({ maxSize: maxIdle });
  /** Sent and not slow yet, oldest first. */
  readonly #fast = new Set<Attempt>();
  /** Attempts of all endpoints that count against `slowAttempts`. */
  #counted = 0;

  constructor(
    private readonly limits: ConcurrencyLimits,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Returns undefined while the endpoint is at capacity. */
  acquire(endpointId: string): Permit | undefined {
    const endpoint = this.#find(endpointId);
    if (this.#available(endpoint) < 1) return undefined;
    this.#busy.set(endpointId, endpoint);
    this.#change(endpoint, () => (endpoint.inFlight += 1));
    return this.#permit(endpoint);
  }

  /** Permits that the endpoint can still acquire; Infinity while it is prompt. */
  available(endpointId: string): number {
    return this.#available(this.#find(endpointId));
  }

  /** Permits that are left for all endpoints together that are not prompt. */
  get slowAvailable(): number {
    return Math.max(0, this.limits.slowAttempts - this.#counted);
  }

  /** Slow attempts, and all attempts of endpoints that are not prompt. */
  get counted(): number {
    return this.#counted;
  }

  /** Whether attempts are in flight. */
  get isBusy(): boolean {
    return this.#busy.size > 0;
  }

  /** Marks attempts as slow. Call it several times within `slowMs` while `isBusy`. */
  tick(): void {
    const since = this.now() - this.limits.slowMs;
    for (const attempt of this.#fast) {
      if ((attempt.sentAt ?? 0) > since) return;
      this.#fast.delete(attempt);
      attempt.slow = true;
      this.#change(attempt.endpoint, () => (attempt.endpoint.slow += 1));
      attempt.turnSlow();
    }
  }

  #find(id: string): Busy {
    const none: History = {
      promptAt: -Infinity,
      limit: Math.min(initialLimit, this.limits.slowAttemptsPerEndpoint),
    };
    return this.#busy.get(id) ?? { ...(this.#idle.get(id) ?? none), id, inFlight: 0, slow: 0 };
  }

  #available(endpoint: Busy): number {
    const counted = countedOf(endpoint);
    if (!isPrompt(endpoint)) return Math.max(0, Math.min(endpoint.limit - counted, this.slowAvailable));
    return counted === 0 || (counted < this.limits.slowAttemptsPerEndpoint && this.slowAvailable > 0) ? Infinity : 0;
  }

  #permit(endpoint: Busy): Permit {
    const { promise: slow, resolve: turnSlow } = Promise.withResolvers<undefined>();
    const attempt: Attempt = {
      endpoint,
      sentAt: undefined,
      slow: false,
      over: false,
      turnSlow: () => {
        turnSlow(undefined);
      },
    };
    return {
      slow,
      isLimited: !isPrompt(endpoint),
      sent: () => {
        attempt.sentAt = this.now();
        this.#fast.add(attempt);
      },
      notSent: () => {
        this.#fast.delete(attempt);
        if (attempt.slow) this.#change(endpoint, () => (endpoint.slow -= 1));
        attempt.slow = false;
        attempt.sentAt = undefined;
      },
      release: (responded) => {
        if (attempt.over) return;
        attempt.over = true;
        this.#fast.delete(attempt);
        this.#change(endpoint, () => {
          endpoint.inFlight -= 1;
          if (attempt.slow) endpoint.slow -= 1;
          if (attempt.sentAt !== undefined) this.#learn(endpoint, { ...attempt, sentAt: attempt.sentAt }, responded);
        });
        if (endpoint.inFlight === 0) this.#moveToIdle(endpoint);
      },
    };
  }

  #learn(endpoint: Busy, { slow, sentAt }: { slow: boolean; sentAt: number }, responded: boolean): void {
    const { slowAttemptsPerEndpoint: most } = this.limits;
    if (!slow) {
      endpoint.promptAt = this.now();
      endpoint.limit = Math.min(most, Math.max(endpoint.limit, initialLimit));
    } else if (responded) {
      endpoint.limit = Math.min(most, endpoint.limit + 1);
    } else if (endpoint.promptAt < sentAt) {
      endpoint.promptAt = -Infinity;
      endpoint.limit = Math.max(1, Math.floor(endpoint.limit / 2));
    }
  }

  #moveToIdle({ id, promptAt, limit }: Busy): void {
    this.#busy.delete(id);
    this.#idle.set(id, { promptAt, limit });
  }

  #change(endpoint: Busy, change: () => void): void {
    this.#counted -= countedOf(endpoint);
    change();
    this.#counted += countedOf(endpoint);
  }
}

/** Attempts that count against the limits. */
const countedOf = (endpoint: Busy): number => (isPrompt(endpoint) ? endpoint.slow : endpoint.inFlight);

const isPrompt = ({ promptAt }: History): boolean => promptAt > -Infinity;
