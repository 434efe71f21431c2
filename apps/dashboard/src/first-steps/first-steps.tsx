import { lazy, Suspense } from 'react';
import { BlockSkeleton } from '../parts/loading.js';
import { closedHeight } from './closed-height.js';
import { useProgress } from '../shared/use-first-steps.js';

const StepsList = lazy(async () => ({ default: (await import('./steps-list.js')).StepsList }));

/** What a new organization does first. Gone when it is dismissed or done, and then not even loaded. */
export function FirstSteps() {
  const [progress, change] = useProgress();
  if (progress.dismissed) return null;
  return (
    <Suspense fallback={<BlockSkeleton height={closedHeight} />}>
      <StepsList progress={progress} onChange={change} />
    </Suspense>
  );
}
