import { firstIdAt } from '@postrider/contracts';
import { findListened, type ListenedEvent, type Sql } from '@postrider/event-store';

/** Commits take milliseconds most of the time: most looks go back no further than this. */
const shortLookbackMs = 2_000;
/** A look over the whole window finds what took longer. */
export const longLookPauseMs = 5_000;

interface Watched {
  /** Ids within the window that were told already. */
  seen: Set<string>;
  lookedAt: number;
  longLookAt: number;
}

/**
 * Tells what was published since it was last asked, each event once. Ids sort by the time they were made, which is not
 * the order of commits: an event may turn up behind one with a greater id. So each look goes back over a window, and
 * what it finds there again was seen.
 */
export class FreshEvents {
  readonly #watched = new Map<string, Watched>();

  constructor(
    private readonly sql: Sql,
    private readonly lookbackMs: number,
    private readonly now: () => Date,
  ) {}

  /** From now on the organization's events are told; those that are committed before this resolves may be left out. */
  async watch(organization_id: string): Promise<void> {
    if (this.#watched.has(organization_id)) return;
    const now = this.now().getTime();
    const events = await findListened(this.sql, [{ organization_id, after: idAt(now - this.lookbackMs) }]);
    if (this.#watched.has(organization_id)) return;
    const seen = new Set(events.map(({ id }) => id));
    this.#watched.set(organization_id, { seen, lookedAt: now, longLookAt: now });
  }

  forget(organization_id: string): void {
    this.#watched.delete(organization_id);
  }

  /** An id that stands for the time of the last look. */
  lookedAt(organization_id: string): string | undefined {
    const watched = this.#watched.get(organization_id);
    return watched && idAt(watched.lookedAt);
  }

  /** Throws DatabaseUnavailable: the next look finds what this one would have. */
  async look(): Promise<ListenedEvent[]> {
    const now = this.now().getTime();
    const looks = [...this.#watched].map(([organization_id, watched]) => {
      const isLong = now - watched.longLookAt >= longLookPauseMs;
      const from = isLong ? watched.longLookAt - this.lookbackMs : watched.lookedAt - shortLookbackMs;
      return { organization_id, watched, isLong, after: idAt(from) };
    });
    if (looks.length === 0) return [];
    const found = await findListened(this.sql, looks);
    const fresh = found.filter(({ id, organization_id }) => {
      const seen = this.#watched.get(organization_id)?.seen;
      return seen !== undefined && !seen.has(id) && seen.add(id);
    });
    for (const { watched, isLong } of looks) {
      watched.lookedAt = now;
      if (isLong) this.#endLongLook(watched, now);
    }
    return fresh;
  }

  #endLongLook(watched: Watched, now: number): void {
    watched.longLookAt = now;
    const oldest = idAt(now - this.lookbackMs);
    for (const id of watched.seen) if (id <= oldest) watched.seen.delete(id);
  }
}

export const idAt = (time: number): string => firstIdAt('event', new Date(Math.max(0, time)));
