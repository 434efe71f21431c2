import { Logger } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import { findInactiveEndpoints, type Database } from '@postrider/event-store';
import type { PendingOfInactive } from '../deactivate/pending-of-inactive.js';
import { TaskLoop, type StepResult } from '../task-loop.js';

/** The endpoint before the next one; or one that is under way, with the last delivery of it that was looked at. */
interface Position {
  endpoint: string;
  delivery?: string;
}

/**
 * Fails what is pending for inactive endpoints and was not failed when they were deactivated. Most is: a broadcast tells
 * of each deactivation. So the walk over the inactive endpoints is slow, a page at a time, and apart from the sweep.
 */
export class InactiveSweep {
  readonly #loop: TaskLoop<Position>;

  constructor(
    private readonly database: Database,
    private readonly pendingOfInactive: PendingOfInactive,
    private readonly settings: Settings['sweep'],
  ) {
    this.#loop = new TaskLoop(database, {
      name: 'inactive-sweep',
      pauseMs: this.#pauseMs,
      step: (position) => this.#page(position),
      logger: new Logger('inactive'),
      failure: 'pending deliveries of inactive endpoints could not be failed; it tries again',
    });
  }

  start(): void {
    this.#loop.start();
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }

  get #pauseMs(): number {
    return Math.max(this.settings.intervalMs, this.settings.graceMs);
  }

  async #page(position: Position | null): Promise<StepResult<Position>> {
    if (position?.delivery !== undefined) return this.#pageOf(position.endpoint, position.delivery);
    const limit = this.settings.pageSize;
    const endpoints = await findInactiveEndpoints(this.database, { after: position?.endpoint ?? '', limit });
    const next = endpoints.find(({ has_pending }) => has_pending);
    if (next) return this.#pageOf(next.id, '');
    const last = endpoints.length === limit ? endpoints.at(-1) : undefined;
    return { position: last ? { endpoint: last.id } : null, pauseMs: this.#pauseMs };
  }

  async #pageOf(endpoint: string, after: string): Promise<StepResult<Position>> {
    const delivery = await this.pendingOfInactive.failPage(endpoint, after);
    return { position: delivery === undefined ? { endpoint } : { endpoint, delivery }, pauseMs: 0 };
  }
}
