import type { QueueName } from '@postrider/contracts';
import QuickLRU from 'quick-lru';

export interface GateLimits {
  /** Attempts under way at once to one endpoint that answers. */
  perEndpoint: number;
  /** Attempts of each queue under way at once to all endpoints together that have not answered lately. */
  unproven: Readonly<Record<QueueName, number>>;
  /** An answer within this time proves an endpoint; a slower one, or none, makes it unproven. */
  promptMs: number;
  /** Longest time that a throttled attempt is put off at once. */
  maxDelayMs: number;
}

interface EndpointLoad {
  inFlight: number;
  limit: number;
  proven: boolean;
  /** When its first attempt began. */
  since: number;
  /** Smoothed duration of its attempts; undefined until one has ended. */
  durationMs: number | undefined;
  /** Until when the attempts that were put off have been spread. */
  spreadUntil: number;
}

const firstLimit = 4;
const smoothing = 0.2;
const minDelayMs = 100;
const trackedEndpoints = 50_000;

/**
 * Keeps slow endpoints from taking every worker slot, without holding one for waiting. An endpoint starts with a few attempts at
 * once, gets more with each prompt answer, and loses half when it does not answer promptly; and all endpoints
 * without a prompt answer share a part of each queue's slots. What does not fit is put off and spread over the time
 * that the endpoint needs, by its own speed.
 */
export class EndpointGate {
  readonly #loads = new QuickLRU<string, EndpointLoad>({ maxSize: trackedEndpoints });
  readonly #unprovenInFlight: Record<QueueName, number> = { deliver: 0, retry: 0, replay: 0 };

  constructor(
    private readonly limits: GateLimits,
    private readonly now: () => number = Date.now,
  ) {}

  /** A pass, to be given back with the outcome; or by how many milliseconds the attempt is to be put off. */
  enter(
    endpointId: string,
    queue: QueueName,
  ): { leave: (durationMs: number, answered: boolean) => void } | { delayMs: number } {
    const load = this.#loadOf(endpointId);
    const free =
      load.inFlight < load.limit && (load.proven || this.#unprovenInFlight[queue] < this.limits.unproven[queue]);
    if (!free) return { delayMs: this.#spread(load) };
    const { proven } = load;
    load.inFlight += 1;
    if (!proven) this.#unprovenInFlight[queue] += 1;
    return {
      leave: (durationMs, answered) => {
        load.inFlight -= 1;
        if (!proven) this.#unprovenInFlight[queue] -= 1;
        this.#learn(load, durationMs, answered);
      },
    };
  }

  #loadOf(endpointId: string): EndpointLoad {
    const known = this.#loads.get(endpointId);
    if (known) return known;
    const load: EndpointLoad = {
      inFlight: 0,
      limit: firstLimit,
      proven: false,
      since: this.now(),
      durationMs: undefined,
      spreadUntil: 0,
    };
    this.#loads.set(endpointId, load);
    return load;
  }

  #learn(load: EndpointLoad, durationMs: number, answered: boolean): void {
    const prompt = answered && durationMs <= this.limits.promptMs;
    load.durationMs = durationMs * smoothing + (load.durationMs ?? durationMs) * (1 - smoothing);
    load.proven = prompt;
    load.limit = prompt ? Math.min(load.limit + 1, this.limits.perEndpoint) : Math.max(1, Math.floor(load.limit / 2));
    if (prompt) load.spreadUntil = 0;
  }

  /**
   * Each attempt that is put off gets a later place, one per time that the endpoint needs for an attempt. While that time
   * is not known they come back soon, and less often the longer its first attempt lasts.
   */
  #spread(load: EndpointLoad): number {
    const now = this.now();
    if (load.durationMs === undefined) return Math.min(Math.max(minDelayMs, now - load.since), this.limits.maxDelayMs);
    const latest = now + this.limits.maxDelayMs;
    load.spreadUntil = Math.min(Math.max(load.spreadUntil, now) + load.durationMs / load.limit, latest);
    return Math.max(minDelayMs, Math.round(load.spreadUntil - now));
  }
}
