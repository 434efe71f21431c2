import { firstIdAt } from '@postrider/contracts';
import { findListened, type ListenedEvent, type Sql } from '@postrider/event-store';

/** Most commits take milliseconds, so most polls look back no further. */
const shortLookbackMs = 2_000;
/** Pause between polls of the whole window, which find slower commits. */
export const longPollPauseMs = 5_000;

interface Watched {
  /** Ids within the window that were returned already. */
  seen: Set<string>;
  polledAt: number;
  longPolledAt: number;
}

/**
 * Finds the events that were committed since the last poll, each once. An event's id is older than its commit, so an
 * event may appear after one with a higher id. Each poll therefore reads a window again and skips the ids it has seen.
 */
export class NewEvents {
  readonly #watched = new Map<string, Watched>();

  constructor(
    private readonly sql: Sql,
    private readonly lookbackMs: number,
    private readonly now: () => Date,
  ) {}

  /** Polls return the organization's events that are committed after this resolves. */
  async watch(organization_id: string): Promise<void> {
    if (this.#watched.has(organization_id)) return;
    const now = this.now().getTime();
    const events = await findListened(this.sql, [{ organization_id, after: idAt(now - this.lookbackMs) }]);
    if (this.#watched.has(organization_id)) return;
    const seen = new Set(events.map(({ id }) => id));
    this.#watched.set(organization_id, { seen, polledAt: now, longPolledAt: now });
  }

  unwatch(organization_id: string): void {
    this.#watched.delete(organization_id);
  }

  /** The id that stands for the time of the last poll. */
  polledUpTo(organization_id: string): string | undefined {
    const watched = this.#watched.get(organization_id);
    return watched && idAt(watched.polledAt);
  }

  /** Throws DatabaseUnavailable. The next poll then covers the same time. */
  async poll(): Promise<ListenedEvent[]> {
    const now = this.now().getTime();
    const polls = [...this.#watched].map(([organization_id, watched]) => {
      const isLong = now - watched.longPolledAt >= longPollPauseMs;
      const from = isLong ? watched.longPolledAt - this.lookbackMs : watched.polledAt - shortLookbackMs;
      return { organization_id, watched, isLong, after: idAt(from) };
    });
    if (polls.length === 0) return [];
    const found = await findListened(this.sql, polls);
    const fresh = found.filter(({ id, organization_id }) => {
      const seen = this.#watched.get(organization_id)?.seen;
      return seen !== undefined && !seen.has(id) && seen.add(id);
    });
    for (const { watched, isLong } of polls) {
      watched.polledAt = now;
      if (isLong) this.#endLongPoll(watched, now);
    }
    return fresh;
  }

  #endLongPoll(watched: Watched, now: number): void {
    watched.longPolledAt = now;
    const oldest = idAt(now - this.lookbackMs);
    for (const id of watched.seen) if (id <= oldest) watched.seen.delete(id);
  }
}

export const idAt = (time: number): string => firstIdAt('event', new Date(Math.max(0, time)));
