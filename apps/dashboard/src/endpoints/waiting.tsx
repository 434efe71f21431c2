import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { countUpTo } from '../parts/format.js';
import { activityQuery } from './endpoint-queries.js';

interface WaitingProps {
  endpointId: string;
  none: string;
  /** What becomes of them. */
  children: ReactNode;
}

/** "12 deliveries are pending." and what becomes of them, or `none`. */
export function Waiting({ endpointId, none, children }: WaitingProps) {
  const activity = useQuery(activityQuery).data?.get(endpointId);
  if (activity === undefined) return null;
  if (activity.pending === 0) return none;
  const { pending, pending_capped } = activity;
  return (
    <>
      {countUpTo(pending, pending_capped)} {pending === 1 ? 'delivery is' : 'deliveries are'} pending. {children}
    </>
  );
}
