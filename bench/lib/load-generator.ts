import { Child } from './child.ts';
import type { LoadResult, LoadRun } from './load.ts';

/** About as large as those that are published. */
export const eventBody = (n: number): string =>
  JSON.stringify({
    id: `evt_${String(n)}`,
    type: 'budget.exceeded',
    data: { sent_at: 0, n, padding: 'x'.repeat(900) },
  });

/** The process that publishes. */
export class LoadGenerator {
  readonly #child = new Child(new URL('load.ts', import.meta.url));

  get pid(): number {
    return this.#child.pid;
  }

  /** Fails when an event is refused: a figure of refused work would mean nothing. */
  async run(run: LoadRun): Promise<LoadResult & { perSecond: number }> {
    const result = await this.#child.ask<LoadResult>(run);
    if (result.refused > 0) throw new Error(`${String(result.refused)} of ${String(run.events)} events were refused`);
    return { ...result, perSecond: (result.accepted / (result.endedAt - result.startedAt)) * 1_000 };
  }

  stop(): Promise<void> {
    return this.#child.stop();
  }
}
