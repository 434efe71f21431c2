import { BackgroundTask, type ClaimedStep } from '../../postgres/background-task.js';
import type { Database } from '../../postgres/sql.js';
import { firstOf, type RebuildPosition } from './pages.js';
import { rebuiltModels } from './rebuilt-models.js';

export interface RebuildReport {
  table: string;
  streams: number;
  /** Rows that differed from the fold of their stream, were missing, or had no stream. */
  repaired: number;
}

/** All pages before the position are done. */
export interface RebuildState {
  position: RebuildPosition;
  /** Events of the log that are done. */
  events: number;
  reports: RebuildReport[];
}

/** Another rebuild is running, or has taken this one over. */
export class RebuildRunning extends Error {
  override name = 'RebuildRunning';
}

/** After a longer interruption a rebuild begins anew: rows may have been changed by hand since. */
const resumableMs = 24 * 3_600_000;
const saveMs = 1_000;

/** The state of a rebuild in `background_tasks`. Its lease lets one rebuild run at a time. */
export class Checkpoint {
  readonly #lost = new AbortController();
  /** Aborts when another process has taken the rebuild over, or the state cannot be saved. */
  readonly lost: AbortSignal = this.#lost.signal;
  readonly #saving: NodeJS.Timeout;

  private constructor(
    private readonly task: BackgroundTask<RebuildState>,
    private readonly step: ClaimedStep<RebuildState>,
    readonly state: RebuildState,
  ) {
    let isSaving = false;
    this.#saving = setInterval(() => {
      if (isSaving) return;
      isSaving = true;
      this.#finish(this.state, Infinity)
        .catch((error: unknown) => {
          this.#lost.abort(error);
        })
        .finally(() => {
          isSaving = false;
        });
    }, saveMs);
  }

  /** Continues an interrupted rebuild, unless it is too old or `restart` is set. Throws RebuildRunning. */
  static async claim(database: Database, restart: boolean): Promise<Checkpoint> {
    const task = new BackgroundTask<RebuildState>(database, { name: 'rebuild', longestPauseMs: 0 });
    const { step, succeededMsAgo = Infinity } = await task.claim();
    if (!step) throw new RebuildRunning('another rebuild is running on this database');
    const { position: saved } = step;
    const isResumed = !restart && succeededMsAgo < resumableMs && saved !== null && isKnown(saved.position.table);
    return new Checkpoint(task, step, isResumed ? saved : begin());
  }

  /** Ends the lease. The next rebuild begins anew if this one is complete, and continues it otherwise. */
  async end(isComplete: boolean): Promise<void> {
    clearInterval(this.#saving);
    await this.#finish(isComplete ? null : this.state, 0);
  }

  async #finish(position: RebuildState | null, pauseMs: number): Promise<void> {
    const isOurs = await this.task.finish(this.step, { position, pauseMs });
    if (!isOurs) throw new RebuildRunning('another rebuild has taken this one over');
  }
}

const begin = (): RebuildState => ({
  position: firstOf(rebuiltModels[0]),
  events: 0,
  reports: rebuiltModels.map(({ table }) => ({ table, streams: 0, repaired: 0 })),
});

/** Another release may have other read models. */
const isKnown = (table: string): boolean => rebuiltModels.some((model) => model.table === table);
