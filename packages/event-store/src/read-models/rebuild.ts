import type { EventValue } from '@postrider/domain';
import type { Database } from '../postgres/sql.js';
import { findStalePending, repairPending, type PendingKey } from './consistency.js';
import { readValues, removeStaleValues } from './event-values.js';
import { Checkpoint, type RebuildReport } from './rebuild/checkpoint.js';
import { findSuspects } from './rebuild/find-suspects.js';
import { workInOrder } from './rebuild/in-order.js';
import { Pace } from './rebuild/pace.js';
import { estimateEvents, pagesFrom, type Page } from './rebuild/pages.js';
import { rebuiltModels } from './rebuild/rebuilt-models.js';
import { readEvents, removeMisplaced, repairStreams } from './rebuild/repair-streams.js';

export { RebuildRunning, type RebuildReport } from './rebuild/checkpoint.js';

export interface RebuildOptions {
  /** Pages in work at the same time. With fewer connections than two more they wait for each other. */
  concurrency?: number;
  /** Maximum number of streams in a page. */
  pageSize?: number;
  /** Begin anew instead of continuing an interrupted rebuild. */
  restart?: boolean;
  /** Stops the rebuild after the pages in work. */
  signal?: AbortSignal;
  onProgress?: (progress: RebuildProgress) => void;
}

export interface RebuildProgress {
  /** A partition of the log, or a read model where the ids have no partition of their own. */
  part: string;
  /** Events of the log that are done, and an estimate of all. */
  events: number;
  totalEvents: number;
  /** Events that were done before an interruption. */
  resumedAt: number;
  repaired: number;
}

/** Stopped by its signal. */
export class RebuildStopped extends Error {
  override name = 'RebuildStopped';
}

interface PageReport {
  streams: number;
  events: number;
  repaired: number;
}

/** Rows that one transaction compares or repairs. */
const batchSize = 500;
const pendingPageSize = 2_000;

/**
 * Rebuilds the read models from the log while the system runs, partition by partition. Only rows that differ are
 * written. One rebuild runs at a time, and the next call continues an interrupted one.
 */
export async function rebuildReadModels(database: Database, options: RebuildOptions = {}): Promise<RebuildReport[]> {
  const checkpoint = await Checkpoint.claim(database, options.restart ?? false);
  try {
    await rebuild(database, checkpoint, options);
  } catch (error) {
    // Without Postgres, the lease ends by itself.
    await checkpoint.end(false).catch(() => undefined);
    throw error;
  }
  await checkpoint.end(true);
  return checkpoint.state.reports;
}

async function rebuild(
  database: Database,
  { state, lost }: Checkpoint,
  { concurrency = 2, pageSize = 10_000, signal, onProgress }: RebuildOptions,
): Promise<void> {
  const pace = new Pace(database);
  const totalEvents = await estimateEvents(database);
  const resumedAt = state.events;
  const work = async <T>(step: () => Promise<T>): Promise<T> => {
    lost.throwIfAborted();
    if (signal?.aborted) throw new RebuildStopped('the rebuild was stopped; run it again to continue');
    return pace.run(step);
  };
  const count = (table: string, { streams, events, repaired }: PageReport): void => {
    state.events += events;
    const report = state.reports.find((each) => each.table === table);
    if (!report) return;
    report.streams += streams;
    report.repaired += repaired;
  };

  await workInOrder(
    pagesFrom(database, rebuiltModels, state.position, pageSize),
    concurrency,
    (page) => rebuildPage(database, page, work),
    ({ model: { table }, partition, to }, done) => {
      count(table, done);
      state.position = { table, id: to };
      const repaired = state.reports.reduce((sum, report) => sum + report.repaired, 0);
      onProgress?.({ part: partition ?? table, events: state.events, totalEvents, resumedAt, repaired });
    },
  );
  count('published_events', { streams: 0, events: 0, repaired: await repairStaleValues(database, work) });
  count('deliveries', { streams: 0, events: 0, repaired: await repairStalePending(database, work) });
}

type Work = <T>(step: () => Promise<T>) => Promise<T>;

async function rebuildPage(database: Database, page: Page, work: Work): Promise<PageReport> {
  const { suspects, misplaced, ...counts } = await work(() => findSuspects(database, page));
  if (misplaced.length > 0) await work(() => removeMisplaced(database, page.model, misplaced));
  let repaired = 0;
  for (let first = 0; first < suspects.length; first += batchSize) {
    repaired += await work(() => repairStreams(database, page.model, suspects.slice(first, first + batchSize)));
  }
  return { ...counts, repaired };
}

/** Values that their events do not have. */
async function repairStaleValues(database: Database, work: Work): Promise<number> {
  let repaired = 0;
  let after: EventValue | undefined = { organization_id: '', path: '', value: '', id: '' };
  while (after) {
    const from: EventValue = after;
    const page = await work(() => readValues(database, { after: from, limit: batchSize }));
    // Read after the values: a publish commits both at once, so no event is missing whose values are there.
    const streams = await work(() => readEvents(database, [...new Set(page.map(({ id }) => id))]));
    repaired += await work(() => removeStaleValues(database, page, streams));
    after = page.length < batchSize ? undefined : page.at(-1);
  }
  return repaired;
}

/** Rows of the pending list whose delivery has ended, is missing, or is due at another time. */
async function repairStalePending(database: Database, work: Work): Promise<number> {
  let repaired = 0;
  let after: PendingKey | null = { organization_id: '', id: '' };
  while (after) {
    const from: PendingKey = after;
    const { wrong, next } = await work(() => findStalePending(database, { after: from, limit: pendingPageSize }));
    if (wrong.length > 0) {
      const { added, corrected, removed } = await database.transaction((sql) => repairPending(sql, wrong));
      repaired += added + corrected + removed;
    }
    after = next;
  }
  return repaired;
}
