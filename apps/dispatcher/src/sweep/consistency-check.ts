import { Logger } from '@nestjs/common';
import { firstIdAt, type Settings } from '@postrider/contracts';
import {
  BackgroundTask,
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
import { TaskLoop, type StepResult } from '@postrider/process';

/** Share of the time that the check takes at most. */
const maxShare = 0.05;
/** Longest pause after a slow page. */
const longestPauseMs = 600_000;
const hourMs = 3_600_000;
const weekMs = 7 * 24 * hourMs;
const noKey: PendingKey = { organization_id: '', id: '' };

/** Steps that a walk rests for at its end. Without them, a small installation would be read over and over. */
const restingSteps = 30;

interface Week {
  week: number;
  after: PendingKey;
}

/** Steps that are left until a walk begins anew. */
interface Resting {
  resting: number;
}

/** The positions of the three walks. A walk without a position begins anew. */
interface Position {
  /** In all deliveries: a week at a time, newest first. */
  all?: Week | Resting | undefined;
  /** In the deliveries that can still have retries. */
  recent?: PendingKey | Resting | undefined;
  /** In the pending list. */
  rows?: PendingKey | Resting | undefined;
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
    const { intervalMs } = settings.consistency;
    const task = new BackgroundTask<Position>(database, {
      name: 'consistency-check',
      longestPauseMs: Math.max(intervalMs, longestPauseMs),
    });
    this.#loop = new TaskLoop(task, {
      pauseMs: intervalMs,
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
    const next: Position = {
      all: await walked(all, (position) => this.#week(position, limit)),
      recent: await walked(recent, (after = noKey) => this.#recent(after, limit)),
      rows: await walked(rows, (after = noKey) => this.#mislisted(after, limit)),
    };
    const took = performance.now() - begun;
    return {
      position: next,
      pauseMs: Math.max(this.settings.consistency.intervalMs, Math.round(took / maxShare)),
    };
  }

  /** A page of a week. The newest week includes the future, the oldest one all before. */
  async #week(position: Week | undefined, limit: number): Promise<Week | null> {
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

  /** A page of those that can still have retries. */
  #recent(after: PendingKey, limit: number): Promise<PendingKey | null> {
    const first = this.clock.now().getTime() - this.settings.retries.horizonMs - hourMs;
    return this.#unlisted({ weeks: since(first), first: firstIdAt('delivery', new Date(first)), after }, limit);
  }

  async #mislisted(after: PendingKey, limit: number): Promise<PendingKey | null> {
    const { wrong, next } = await findStalePending(this.database, { after, limit });
    await this.#mend(wrong);
    return next;
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

async function walked<P extends object>(
  walk: P | Resting | undefined,
  page: (position: P | undefined) => Promise<P | null>,
): Promise<P | Resting | undefined> {
  if (walk && 'resting' in walk) return walk.resting > 1 ? { resting: walk.resting - 1 } : undefined;
  return (await page(walk)) ?? { resting: restingSteps };
}
