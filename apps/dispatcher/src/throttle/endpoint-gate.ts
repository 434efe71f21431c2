import QuickLRU from 'quick-lru';

export interface GateLimits {
  /** An attempt that is under way for longer is slow. */
  slowMs: number;
  /** Attempts under way at once for all endpoints that are not known to answer promptly. */
  slowAttempts: number;
  /** Of these, for one endpoint. */
  slowAttemptsPerEndpoint: number;
}

/** An endpoint that never answered yet is sent so many at once. */
const newcomerLimit = 8;
const remembered = 50_000;

/** What is known of an endpoint. */
interface Standing {
  /** When it last answered promptly; -Infinity if it never did, or has only timed out since. */
  promptAt: number;
  /** Attempts that may be under way while it is not prompt. */
  limit: number;
}

interface Busy extends Standing {
  id: string;
  inFlight: number;
  slow: number;
}

/** Leave to make one attempt. */
export interface Pass {
  /** The request goes out: from now on its time is the endpoint's. */
  sent: () => void;
  /** Resolves when the attempt has become a slow one. */
  readonly slow: Promise<undefined>;
  /** The request did not go out after all: its time is not the endpoint's until `sent` is called again. */
  notSent: () => void;
  /** To be called whatever came of it, the first call counts; `answered` is whether the endpoint answered at all. */
  leave: (answered: boolean) => void;
}

interface Attempt {
  endpoint: Busy;
  sentAt: number | undefined;
  slow: boolean;
  over: boolean;
  turnSlow: () => void;
}

/**
 * Keeps endpoints that hang from holding what others need. One that answers promptly is not limited, but for the number of
 * its attempts that hang all the same. One that is new or slow has a few attempts under way: more with each answer, half as many after each time-out; and all of them together
 * share a bounded part. Knows nothing of queues; one for all workers of a process.
 */
export class EndpointGate {
  readonly #busy = new Map<string, Busy>();
  readonly #idle = new QuickLRU<string, Standing>({ maxSize: remembered });
  /** Sent and not slow yet, oldest first. */
  readonly #young = new Set<Attempt>();
  #exposed = 0;

  constructor(
    private readonly limits: GateLimits,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Undefined where the endpoint takes no more for now. */
  enter(endpointId: string): Pass | undefined {
    const endpoint = this.#find(endpointId);
    if (this.#room(endpoint) < 1) return undefined;
    this.#busy.set(endpointId, endpoint);
    this.#change(endpoint, () => (endpoint.inFlight += 1));
    return this.#pass(endpoint);
  }

  /** How many more attempts the endpoint takes; Infinity while it is prompt. */
  room(endpointId: string): number {
    return this.#room(this.#find(endpointId));
  }

  /** How many more attempts all endpoints together take that are not prompt. */
  get slowRoom(): number {
    return Math.max(0, this.limits.slowAttempts - this.#exposed);
  }

  /** Finds the attempts that have become slow. To be called several times within `slowMs`. */
  tick(): void {
    const since = this.now() - this.limits.slowMs;
    for (const attempt of this.#young) {
      if ((attempt.sentAt ?? 0) > since) return;
      this.#young.delete(attempt);
      attempt.slow = true;
      this.#change(attempt.endpoint, () => (attempt.endpoint.slow += 1));
      attempt.turnSlow();
    }
  }

  #find(id: string): Busy {
    const newcomer: Standing = {
      promptAt: -Infinity,
      limit: Math.min(newcomerLimit, this.limits.slowAttemptsPerEndpoint),
    };
    return this.#busy.get(id) ?? { ...(this.#idle.get(id) ?? newcomer), id, inFlight: 0, slow: 0 };
  }

  #room(endpoint: Busy): number {
    const exposure = exposureOf(endpoint);
    if (!isPrompt(endpoint)) return Math.max(0, Math.min(endpoint.limit - exposure, this.slowRoom));
    // Most of what it is sent won't hang.
    return exposure === 0 || (exposure < this.limits.slowAttemptsPerEndpoint && this.slowRoom > 0) ? Infinity : 0;
  }

  #pass(endpoint: Busy): Pass {
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
      sent: () => {
        attempt.sentAt = this.now();
        this.#young.add(attempt);
      },
      notSent: () => {
        this.#young.delete(attempt);
        if (attempt.slow) this.#change(endpoint, () => (endpoint.slow -= 1));
        attempt.slow = false;
        attempt.sentAt = undefined;
      },
      leave: (answered) => {
        if (attempt.over) return;
        attempt.over = true;
        this.#young.delete(attempt);
        this.#change(endpoint, () => {
          endpoint.inFlight -= 1;
          if (attempt.slow) endpoint.slow -= 1;
          if (attempt.sentAt !== undefined) this.#learn(endpoint, { ...attempt, sentAt: attempt.sentAt }, answered);
        });
        if (endpoint.inFlight === 0) this.#rest(endpoint);
      },
    };
  }

  #learn(endpoint: Busy, { slow, sentAt }: { slow: boolean; sentAt: number }, answered: boolean): void {
    const { slowAttemptsPerEndpoint: most } = this.limits;
    if (!slow) {
      endpoint.promptAt = this.now();
      endpoint.limit = Math.min(most, Math.max(endpoint.limit, newcomerLimit));
    } else if (answered) {
      endpoint.limit = Math.min(most, endpoint.limit + 1);
    } else if (endpoint.promptAt < sentAt) {
      // Nothing came promptly in all that time.
      endpoint.promptAt = -Infinity;
      endpoint.limit = Math.max(1, Math.floor(endpoint.limit / 2));
    }
  }

  #rest({ id, promptAt, limit }: Busy): void {
    this.#busy.delete(id);
    this.#idle.set(id, { promptAt, limit });
  }

  #change(endpoint: Busy, change: () => void): void {
    this.#exposed -= exposureOf(endpoint);
    change();
    this.#exposed += exposureOf(endpoint);
  }
}

/** Attempts that count against the limits: of a prompt endpoint only those that hang. */
const exposureOf = (endpoint: Busy): number => (isPrompt(endpoint) ? endpoint.slow : endpoint.inFlight);

const isPrompt = ({ promptAt }: Standing): boolean => promptAt > -Infinity;
