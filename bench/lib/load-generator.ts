import { Child } from './child.ts';
import type { LoadResult, LoadRun } from './load.ts';

export type { LoadRun } from './load.ts';

export type Published = LoadResult & { perSecond: number };

/** A body of about the size of the published ones. */
export const eventBody = (n: number): string =>
  JSON.stringify({
    id: `evt_${String(n)}`,
    type: 'budget.exceeded',
    data: { sent_at: 0, n, padding: 'x'.repeat(900) },
  });

/** The process that publishes events. */
export class LoadGenerator {
  readonly #child = new Child(new URL('load.ts', import.meta.url));

  get pid(): number {
    return this.#child.pid;
  }

  /** Throws if an event is refused, unless it may be: the figures would be meaningless. */
  async run({ mayRefuse = false, ...run }: LoadRun & { mayRefuse?: boolean }): Promise<Published> {
    const result = await this.#child.ask<LoadResult>(run);
    if (result.refused > 0 && !mayRefuse) {
      const { refused, accepted, firstRefusal } = result;
      throw new Error(`${String(refused)} of ${String(refused + accepted)} events were refused: ${firstRefusal}`);
    }
    return { ...result, perSecond: (result.accepted / (result.endedAt - result.startedAt)) * 1_000 };
  }

  stop(): Promise<void> {
    return this.#child.stop();
  }
}
