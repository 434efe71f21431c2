import type { HistoryState } from '@tanstack/react-router';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The cursors of the pages before this one, in order; '' is the first page. */
    trail?: readonly string[];
  }
}

/** The state of the page after `from`, whose state is `state`. */
export const trailBehind = (state: HistoryState, from: string | undefined): HistoryState => ({
  trail: [...(state.trail ?? []), from ?? ''],
});

/** The page before one with this state, and its state; undefined if unknown, as after opening a link. */
export function pageBefore({
  trail = [],
}: HistoryState): { cursor: string | undefined; state: HistoryState } | undefined {
  const last = trail.at(-1);
  if (last === undefined) return undefined;
  return { cursor: last === '' ? undefined : last, state: { trail: trail.slice(0, -1) } };
}
