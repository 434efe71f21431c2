import { useSyncExternalStore } from 'react';
import { elapsedTime, relativeTime } from './format.js';

/** One shared clock, so that all times on a page change together. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Whether a time is still ahead, to the second. */
export const useIsAhead = (at: number): boolean =>
  useSyncExternalStore(subscribe, () => Math.round((at - Date.now()) / 1000) > 0);

/** A relative time that is updated. In milliseconds since 1970. */
export function useRelativeTime(at: number): string {
  return useSyncExternalStore(subscribe, () => relativeTime(at, Date.now()));
}

/** A duration up to now that is updated. In milliseconds since 1970. */
export function useElapsedTime(since: number): string {
  return useSyncExternalStore(subscribe, () => elapsedTime(since, Date.now()));
}
