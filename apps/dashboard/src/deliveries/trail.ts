import type { HistoryState } from '@tanstack/react-router';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The cursors of the pages that led to this one, newest first page first; '' is the first page. */
    trail?: readonly string[];
  }
}

/** The state of the page behind `from`, which had `state`: it knows the way back. */
export const trailBehind = (state: HistoryState, from: string | undefined): HistoryState => ({
  trail: [...(state.trail ?? []), from ?? ''],
});

/** The page before one with this state, and that page's state; undefined where the way here is not known. */
export function pageBefore({
  trail = [],
}: HistoryState): { cursor: string | undefined; state: HistoryState } | undefined {
  const last = trail.at(-1);
  if (last === undefined) return undefined;
  return { cursor: last === '' ? undefined : last, state: { trail: trail.slice(0, -1) } };
}
