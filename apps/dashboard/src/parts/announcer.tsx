import { VisuallyHidden } from '@mantine/core';
import { useSyncExternalStore } from 'react';

let said = '';
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Announces a text to screen readers, after their current text. */
export function announce(text: string): void {
  // Screen readers ignore the same text twice in a row.
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
