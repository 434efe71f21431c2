import { useSyncExternalStore } from 'react';
import { relativeTime } from './format.js';

/** One clock for all: times that are shown side by side change together. */
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

/** How long ago, or when, in words that stay true. Milliseconds since 1970. */
export function useRelativeTime(at: number): string {
  return useSyncExternalStore(subscribe, () => relativeTime(at, Date.now()));
}
