import { Logger } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import { BackgroundTask, findInactiveEndpoints, type Database } from '@postrider/event-store';
import { TaskLoop, type StepResult } from '@postrider/process';
import type { PendingOfInactive } from './pending-of-inactive.js';

/** Without a delivery: the last endpoint that is done. With one: the endpoint in progress and its last delivery that is done. */
interface Position {
  endpoint: string;
  delivery?: string;
}

/**
 * Fails the pending deliveries of inactive endpoints that were missed when the endpoint was deactivated. A message
 * announces each deactivation, so few are missed, and this sweep over the inactive endpoints is slow.
 */
export class InactiveSweep {
  readonly #loop: TaskLoop<Position>;

  constructor(
    private readonly database: Database,
    private readonly pendingOfInactive: PendingOfInactive,
    private readonly settings: Settings['sweep'],
  ) {
    const task = new BackgroundTask<Position>(database, { name: 'inactive-sweep', longestPauseMs: this.#pauseMs });
    this.#loop = new TaskLoop(task, {
      pauseMs: this.#pauseMs,
      step: (position) => this.#page(position),
      logger: new Logger('inactive'),
      failure: 'pending deliveries of inactive endpoints could not be failed; it is tried again',
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
