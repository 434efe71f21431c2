import { useState } from 'react';
import { remember, remembered } from '../browser/remembered.js';
import { parseProgress, type Progress } from './first-steps-progress.js';

const key = 'first-steps';

const keep = (progress: Progress): void => void remember(key, JSON.stringify(progress));

/** The progress, and a function that changes and keeps it. */
export function useProgress(): [Progress, (progress: Progress) => void] {
  const [progress, setProgress] = useState(() => parseProgress(remembered(key)));
  const change = (next: Progress): void => {
    keep(next);
    setProgress(next);
  };
  return [progress, change];
}

/** Shows the list again, with the next page. */
export const showAgain = (): void => {
  keep({ ...parseProgress(remembered(key)), dismissed: false });
};
