import { Logger } from '@nestjs/common';
import { firstIdAt, type Settings } from '@postrider/contracts';
import {
  findStalePending,
  findMissingPending,
  oldestDeliveries,
  repairPending,
  since,
  startOf,
  type Database,
  type DatabaseClock,
  type PendingKey,
  type Weeks,
} from '@postrider/event-store';
import { TaskLoop, type StepResult } from '../task-loop.js';

/** Share of the time that the check takes at most. */
const maxShare = 0.05;
/** Longest pause after a slow page. */
const longestPauseMs = 600_000;
const hourMs = 3_600_000;
const weekMs = 7 * 24 * hourMs;
const noKey: PendingKey = { organization_id: '', id: '' };

/** The positions of the three walks. A walk without a position begins anew. */
interface Position {
  /** In all deliveries: a week at a time, newest first. */
  all?: { week: number; after: PendingKey };
  /** In the deliveries that can still have retries. */
  recent?: PendingKey;
  /** In the pending list. */
  rows?: PendingKey;
}

/**
 * Compares deliveries with the pending list and corrects the list. It reads a page by the primary key at a time. One walk
 * goes slowly through all deliveries; two others go more often through the recent ones and through the list.
 */
export class ConsistencyCheck {
  readonly #logger = new Logger('consistency');
  readonly #loop: TaskLoop<Position>;

  constructor(
    private readonly database: Database,
    private readonly clock: DatabaseClock,
    private readonly settings: Pick<Settings, 'consistency' | 'retries'>,
  ) {
    this.#loop = new TaskLoop(database, {
      name: 'consistency-check',
      pauseMs: settings.consistency.intervalMs,
      longestPauseMs: Math.max(settings.consistency.intervalMs, longestPauseMs),
      step: (position) => this.#pages(position ?? {}),
      logger: this.#logger,
      failure: 'the consistency check failed; it is tried again',
    });
  }

  start(): void {
    this.#loop.start();
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }

  /** Reads a page of each walk. */
  async #pages({ all, recent, rows }: Position): Promise<StepResult<Position>> {
    const begun = performance.now();
    const limit = this.settings.consistency.pageSize;
    const firstRecent = this.clock.now().getTime() - this.settings.retries.horizonMs - hourMs;
    const nextAll = await this.#week(all, limit);
    const nextRecent = await this.#unlisted(
      { weeks: since(firstRecent), first: firstIdAt('delivery', new Date(firstRecent)), after: recent ?? noKey },
      limit,
    );
    const mislisted = await findStalePending(this.database, { after: rows ?? noKey, limit });
    await this.#mend(mislisted.wrong);
    const took = performance.now() - begun;
    return {
      position: {
        ...(nextAll && { all: nextAll }),
        ...(nextRecent !== null && { recent: nextRecent }),
        ...(mislisted.next !== null && { rows: mislisted.next }),
      },
      pauseMs: Math.max(this.settings.consistency.intervalMs, Math.round(took / maxShare)),
    };
  }

  /** A page of a week. The newest week includes the future, the oldest one all before. */
  async #week(position: Position['all'], limit: number): Promise<Position['all'] | null> {
    const newest = startOf('week', this.clock.now().getTime());
    const oldest = (await oldestDeliveries(this.database)) ?? newest;
    const { week, after } = position ?? { week: newest, after: noKey };
    const weeks: Weeks = {
      from: week <= oldest ? undefined : week,
      to: week >= newest ? undefined : week + weekMs,
    };
    const next = await this.#unlisted({ weeks, first: '', after }, limit);
    if (next) return { week, after: next };
    return weeks.from === undefined ? null : { week: week - weekMs, after: noKey };
  }

  async #unlisted(part: { weeks: Weeks; first: string; after: PendingKey }, limit: number): Promise<PendingKey | null> {
    const { wrong, next } = await findMissingPending(this.database, { ...part, limit });
    await this.#mend(wrong);
    return next;
  }

  async #mend(wrong: readonly PendingKey[]): Promise<void> {
    if (wrong.length === 0) return;
    const mended = await repairPending(this.database, wrong);
    const { added, corrected, removed } = mended;
    if (added + corrected + removed > 0) this.#logger.warn(mended, 'corrected the list of pending deliveries');
  }
}
