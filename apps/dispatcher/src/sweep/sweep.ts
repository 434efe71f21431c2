import { Logger } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import { findDue, type Database, type DatabaseClock, type DueDelivery, type DuePosition } from '@postrider/event-store';
import type { JobQueues, ScheduledAttempt } from '@postrider/queue';
import type { PendingOfInactive } from '../deactivate/pending-of-inactive.js';
import { Loop } from '../loop.js';

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
  readonly #loop: Loop;

  constructor(
    private readonly database: Database,
    private readonly queues: JobQueues,
    private readonly clock: DatabaseClock,
    private readonly pendingOfInactive: PendingOfInactive,
    private readonly settings: Settings,
  ) {
    const pauseMs = settings.POSTRIDER_SWEEP_INTERVAL_MS;
    this.#loop = new Loop({
      step: async () => ((await this.#once()) ? 0 : pauseMs),
      pauseMs,
      logger: this.#logger,
      failure: 'the sweep could not run; it tries again',
    });
  }

  start(): void {
    this.#loop.start(0);
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }

  /** One page; answers whether the next should follow at once. */
  async #once(): Promise<boolean> {
    return this.database.transaction(async (sql) => {
      const { rows } = await sql.query<{ held: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS held', [lockKey]);
      if (!rows[0]?.held) return false;
      const limit = this.settings.POSTRIDER_SWEEP_PAGE;
      const before = new Date(this.clock.now().getTime() - this.settings.POSTRIDER_SWEEP_GRACE_MS);
      if (this.#inactiveAt < before) {
        await this.pendingOfInactive.failPage();
        this.#inactiveAt = this.clock.now();
      }
      const due = await findDue(sql, { before, after: this.#position, limit });
      const added = await this.#enqueue(due);
      const last = due.at(-1);
      this.#position = due.length === limit && last ? last : null;
      return added > 0 && this.#position !== null;
    });
  }

  async #enqueue(due: readonly DueDelivery[]): Promise<number> {
    if (due.length === 0) return 0;
    const added = await this.queues.addMissing(
      due.map((delivery) => ({
        queue: queueOf(delivery),
        delivery_id: delivery.id,
        endpoint_id: delivery.endpoint_id,
        attempt: delivery.attempt_count + 1,
      })),
    );
    if (added > 0) this.#logger.log({ jobs: added }, 'added jobs that were missing');
    return added;
  }
}

const queueOf = ({ next_trigger }: DueDelivery): ScheduledAttempt['queue'] =>
  next_trigger === 'initial' ? 'deliver' : next_trigger;
