import { Logger } from '@nestjs/common';
import type { AttemptJob, QueueName, Settings } from '@postrider/contracts';
import type { JobQueues } from '@postrider/queue';
import { Loop } from '../loop.js';
import { EndpointGate, type Pass } from './endpoint-gate.js';

const tickMs = 50;
const failurePauseMs = 1_000;
/** What a prompt endpoint is given back of its held jobs per tick. */
const releasePage = 200;
/** Released jobs of a slow endpoint need a moment to come through the queue before their number is known again. */
const slowReleaseMs = 1_000;
/** How often held jobs are looked for that another process left behind. */
const discoverMs = 2_000;

interface Holding {
  nextReleaseAt: number;
}

/**
 * Decides whether an attempt may be made now, and gives back those that were put off as soon as their endpoint takes
 * more. A put-off attempt is no attempt: nothing is recorded, and no worker waits with it.
 */
export class Throttle {
  readonly #logger = new Logger('throttle');
  readonly #gate: EndpointGate;
  readonly #loop: Loop;
  /** Endpoints that have held jobs, the one that was served last at the end. */
  readonly #holding = new Map<string, Holding>();
  /** Rate-limited endpoints, and until when no request may go out. */
  readonly #pausedUntil = new Map<string, number>();
  #discoveredAt = -Infinity;
  #ticking: NodeJS.Timeout | undefined;

  constructor(
    private readonly queues: JobQueues,
    settings: Settings,
  ) {
    this.#gate = new EndpointGate({
      slowMs: settings.POSTRIDER_SLOW_MS,
      slowAttempts: settings.POSTRIDER_SLOW_ATTEMPTS,
      slowAttemptsPerEndpoint: settings.POSTRIDER_SLOW_ATTEMPTS_PER_ENDPOINT,
    });
    this.#loop = new Loop({
      step: () => this.#giveBack(),
      pauseMs: failurePauseMs,
      logger: this.#logger,
      failure: 'held attempts could not be given back; it tries again',
    });
  }

  start(): void {
    // Apart from what needs Redis: while that is away, attempts become slow all the same.
    this.#ticking = setInterval(() => {
      this.#gate.tick();
    }, tickMs);
    this.#loop.start();
  }

  async stop(): Promise<void> {
    clearInterval(this.#ticking);
    await this.#loop.stop();
  }

  /** Undefined where the attempt is to be put off. */
  enter(endpointId: string): Pass | undefined {
    if ((this.#pausedUntil.get(endpointId) ?? 0) > performance.now()) return undefined;
    return this.#gate.enter(endpointId);
  }

  /** Takes leave from the endpoint's rate limit for one request; false where the attempt is to be put off. */
  async pace({ id, rate_limit }: { id: string; rate_limit: number | null }): Promise<boolean> {
    if (rate_limit === null) return true;
    const waitMs = await this.queues.held.take(id, rate_limit);
    if (waitMs > 0) this.#pausedUntil.set(id, performance.now() + waitMs);
    return waitMs === 0;
  }

  /** Puts an attempt off. Its job is done then: another one follows when the endpoint takes more. */
  async hold(queue: QueueName, job: AttemptJob): Promise<void> {
    await this.queues.held.hold({ queue, ...job });
    if (!this.#holding.has(job.endpoint_id)) this.#holding.set(job.endpoint_id, { nextReleaseAt: 0 });
  }

  async #giveBack(): Promise<number> {
    const now = performance.now();
    for (const [id, until] of this.#pausedUntil) if (until <= now) this.#pausedUntil.delete(id);
    await this.#discover(now);
    const due = [...this.#holding].filter(([, { nextReleaseAt }]) => nextReleaseAt <= now);
    let slowRoom = this.#gate.slowRoom;
    const releases = due.flatMap(([id]) => {
      const room = this.#gate.room(id);
      const most = room === Infinity ? releasePage : Math.min(room, slowRoom);
      if (room !== Infinity) slowRoom -= most;
      return most > 0 ? [this.#release(id, most, room === Infinity ? now : now + slowReleaseMs)] : [];
    });
    await Promise.all(releases);
    return tickMs;
  }

  async #release(id: string, most: number, nextReleaseAt: number): Promise<void> {
    this.#holding.delete(id);
    this.#holding.set(id, { nextReleaseAt });
    const { jobs, left } = await this.queues.held.release(id, most);
    if (left === 0) this.#holding.delete(id);
    // Were they lost here, the sweep would find them.
    await this.queues.add(jobs);
  }

  async #discover(now: number): Promise<void> {
    if (now - this.#discoveredAt < discoverMs) return;
    this.#discoveredAt = now;
    for (const id of await this.queues.held.endpoints()) {
      if (!this.#holding.has(id)) this.#holding.set(id, { nextReleaseAt: 0 });
    }
  }
}
