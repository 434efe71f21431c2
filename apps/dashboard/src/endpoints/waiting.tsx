import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { countUpTo } from '../parts/format.js';
import { t } from '../texts/texts.js';
import { activityQuery } from './endpoint-queries.js';

interface WaitingProps {
  endpointId: string;
  /** What becomes of them. */
  children: ReactNode;
}

/** "12 deliveries are pending." and what becomes of them, or that none is. */
export function Waiting({ endpointId, children }: WaitingProps) {
  const activity = useQuery(activityQuery).data?.get(endpointId);
  if (activity === undefined) return null;
  if (activity.pending === 0) return t(($) => $.endpoints.waiting.none);
  const { pending, pending_capped } = activity;
  return (
    <>
      {t(($) => $.endpoints.waiting.some, { count: pending, number: countUpTo(pending, pending_capped) })} {children}
    </>
  );
}
