import { Logger } from '@nestjs/common';
import type { AttemptJob, QueueName, Settings } from '@postrider/contracts';
import type { Pace } from '@postrider/event-store';
import type { JobQueues } from '@postrider/queue';
import { PollingLoop } from '@postrider/process';
import type { DispatcherMetrics } from '../metrics/dispatcher-metrics.js';
import { ConcurrencyLimiter, type Permit } from './concurrency-limiter.js';

const tickMs = 50;
const failurePauseMs = 1_000;
/** Most parked attempts of a prompt endpoint that are requeued per tick. */
const releasePage = 200;
/** Requeued attempts of a slow endpoint count against its limit only once a worker has taken them. */
const slowReleaseMs = 1_000;
/** How often to poll Redis for attempts that other processes have parked. */
const discoverMs = 2_000;

interface ParkedEndpoint {
  nextReleaseAt: number;
}

/**
 * Decides whether an attempt may be made now. An attempt that may not is parked: it has no job and no slot, nothing is
 * recorded, and it is requeued as soon as its endpoint has permits again.
 */
export class Throttle {
  readonly #logger = new Logger('throttle');
  readonly #limiter: ConcurrencyLimiter;
  readonly #loop: PollingLoop;
  /** Endpoints with parked attempts; the one that was requeued last comes last. */
  readonly #parked = new Map<string, ParkedEndpoint>();
  /** Rate-limited endpoints, and the time until which no request may be sent to them. */
  readonly #pausedUntil = new Map<string, number>();
  /** The key of the rate limit by which an endpoint's attempts were deferred: its own id, or that of its customer. */
  readonly #paces = new Map<string, string>();
  #discoveredAt = -Infinity;
  #ticking: NodeJS.Timeout | undefined;

  constructor(
    private readonly queues: JobQueues,
    settings: Settings['throttle'],
    private readonly metrics: Pick<DispatcherMetrics, 'deferred'>,
  ) {
    this.#limiter = new ConcurrencyLimiter({
      slowMs: settings.slowMs,
      slowAttempts: settings.slowAttempts,
      slowAttemptsPerEndpoint: settings.slowAttemptsPerEndpoint,
    });
    this.#loop = new PollingLoop({
      step: () => this.#requeue(),
      pauseMs: failurePauseMs,
      minPauseMs: tickMs,
      logger: this.#logger,
      failure: 'parked attempts could not be requeued; it is tried again',
    });
  }

  start(): void {
    this.#loop.start();
  }

  async stop(): Promise<void> {
    clearTimeout(this.#ticking);
    await this.#loop.stop();
  }

  /** Returns undefined if the attempt has to be deferred. */
  acquire(endpointId: string): Permit | undefined {
    if ((this.#pausedUntil.get(endpointId) ?? 0) > performance.now()) {
      this.metrics.deferred('rate_limited');
      return undefined;
    }
    const permit = this.#limiter.acquire(endpointId);
    if (permit) this.#tickLater();
    else this.metrics.deferred('at_capacity');
    return permit;
  }

  /** Attempts that count against `POSTRIDER_SLOW_ATTEMPTS`. */
  get slowAttempts(): number {
    return this.#limiter.counted;
  }

  /** Not in the loop that needs Redis: attempts become slow while Redis is away, too. */
  #tickLater(): void {
    this.#ticking ??= setTimeout(() => {
      this.#ticking = undefined;
      this.#limiter.tick();
      if (this.#limiter.isBusy) this.#tickLater();
    }, tickMs);
  }

  /** Reserves one request of the rate limit. Returns false if the attempt has to be deferred. */
  async pace(endpointId: string, { key, perSecond }: Pace): Promise<boolean> {
    const waitMs = await this.queues.parked.reserve(key, perSecond);
    if (waitMs === 0) return true;
    this.#pausedUntil.set(endpointId, performance.now() + waitMs);
    this.#paces.set(endpointId, key);
    this.metrics.deferred('rate_limited');
    return false;
  }

  /** Parks an attempt, whose job is then done. A new job follows when the endpoint has permits. */
  async park(queue: QueueName, job: AttemptJob): Promise<void> {
    await this.queues.parked.park({ queue, ...job });
    if (this.#parked.has(job.endpoint_id)) return;
    this.#parked.set(job.endpoint_id, { nextReleaseAt: 0 });
    this.#loop.wake();
  }

  async #requeue(): Promise<number> {
    const now = performance.now();
    for (const [id, until] of this.#pausedUntil) if (until <= now) this.#pausedUntil.delete(id);
    await this.#discover(now);
    const due = [...this.#parked].filter(([, { nextReleaseAt }]) => nextReleaseAt <= now);
    let slowAvailable = this.#limiter.slowAvailable;
    const releases = due.flatMap(([id]) => {
      const available = this.#limiter.available(id);
      const most = available === Infinity ? releasePage : Math.min(available, slowAvailable);
      if (available !== Infinity) slowAvailable -= most;
      return most > 0 ? [this.#release(id, most, available === Infinity ? now : now + slowReleaseMs)] : [];
    });
    await Promise.all(releases);
    return this.#parked.size > 0 ? tickMs : discoverMs;
  }

  async #release(id: string, most: number, nextReleaseAt: number): Promise<void> {
    this.#parked.delete(id);
    this.#parked.set(id, { nextReleaseAt });
    const { jobs, remaining } = await this.queues.parked.release(id, most, this.#paces.get(id));
    if (remaining === 0) {
      this.#parked.delete(id);
      this.#paces.delete(id);
    }
    // If they are lost here, the sweep finds them.
    await this.queues.add(jobs);
  }

  async #discover(now: number): Promise<void> {
    if (now - this.#discoveredAt < discoverMs) return;
    this.#discoveredAt = now;
    for (const id of await this.queues.parked.endpoints()) {
      if (!this.#parked.has(id)) this.#parked.set(id, { nextReleaseAt: 0 });
    }
  }
}
