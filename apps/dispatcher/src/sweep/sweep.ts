import { Logger } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import {
  findDue,
  findPendingOfInactive,
  type Database,
  type DatabaseClock,
  type DueDelivery,
  type DuePosition,
} from '@postrider/event-store';
import type { JobQueues, ScheduledAttempt } from '@postrider/queue';

/** Held by the one dispatcher that sweeps. */
const lockKey = 7_305_002;

/**
 * Makes good whatever the fast path lost: walks through the due deliveries, oldest first, and adds a job where there is
 * none (Redis was emptied, a process died between commit and enqueue). The walk continues where it stopped, so that
 * a long backlog at its head hides nothing; it hurries on as long as jobs are missing.
 */
export class Sweep {
  readonly #logger = new Logger('sweep');
  #position: DuePosition | null = null;
  /** When inactive endpoints were last looked at: seldom, since a broadcast tells of most. */
  #inactiveAt = new Date(0);
  #running: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(
    private readonly database: Database,
    private readonly queues: JobQueues,
    private readonly clock: DatabaseClock,
    private readonly settings: Settings,
  ) {}

  start(): void {
    this.#schedule(0);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  /** Gives the pending deliveries of an endpoint that was deactivated a job that fails them. */
  async failPendingOf(endpointId: string): Promise<void> {
    await this.#enqueue(
      await findPendingOfInactive(this.database, this.settings.POSTRIDER_SWEEP_PAGE, endpointId),
      'deliver',
    );
  }

  #schedule(delayMs: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#running = this.#tick();
    }, delayMs);
  }

  async #tick(): Promise<void> {
    const pauseMs = this.settings.POSTRIDER_SWEEP_INTERVAL_MS;
    try {
      const hurry = await this.#once();
      this.#schedule(hurry ? 0 : pauseMs);
    } catch (error) {
      this.#logger.warn(error, 'the sweep could not run; it tries again');
      this.#schedule(pauseMs);
    }
  }

  /** One page; answers whether the next should follow at once. */
  async #once(): Promise<boolean> {
    return this.database.transaction(async (sql) => {
      const { rows } = await sql.query<{ held: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS held', [lockKey]);
      if (!rows[0]?.held) return false;
      const limit = this.settings.POSTRIDER_SWEEP_PAGE;
      const before = new Date(this.clock.now().getTime() - this.settings.POSTRIDER_SWEEP_GRACE_MS);
      if (this.#inactiveAt < before) {
        await this.#enqueue(await findPendingOfInactive(sql, limit), 'deliver');
        this.#inactiveAt = this.clock.now();
      }
      const due = await findDue(sql, { before, after: this.#position, limit });
      const added = await this.#enqueue(due);
      const last = due.at(-1);
      this.#position = due.length === limit && last ? last : null;
      return added > 0 && this.#position !== null;
    });
  }

  async #enqueue(due: readonly DueDelivery[], queue?: 'deliver'): Promise<number> {
    if (due.length === 0) return 0;
    const added = await this.queues.addMissing(
      due.map((delivery) => ({
        queue: queue ?? queueOf(delivery),
        delivery_id: delivery.id,
        attempt: delivery.attempt_count + 1,
      })),
    );
    if (added > 0) this.#logger.log({ jobs: added }, 'added jobs that were missing');
    return added;
  }
}

const queueOf = ({ next_trigger }: DueDelivery): ScheduledAttempt['queue'] =>
  next_trigger === 'initial' ? 'deliver' : next_trigger;
