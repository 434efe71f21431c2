import { VisuallyHidden } from '@mantine/core';
import { useSyncExternalStore } from 'react';

let said = '';
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Has screen readers say it, when they are done with what they say now. */
export function announce(text: string): void {
  // The same text twice in a row would be no change, and not be said.
  said = text === said ? `${text}\u00a0` : text;
  for (const listener of listeners) listener();
}

/** Where announcements are read from. Once in the page. */
export function Announcer() {
  const text = useSyncExternalStore(subscribe, () => said);
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {text}
    </VisuallyHidden>
  );
}
