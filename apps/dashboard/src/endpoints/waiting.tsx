import { useQuery } from '@tanstack/react-query';
import { countUpTo } from '../parts/format.js';
import { activityQuery } from './endpoint-queries.js';

/** "12 deliveries are pending.", or `none`. */
export function Waiting({ endpointId, none }: { endpointId: string; none: string }) {
  const activity = useQuery(activityQuery).data?.get(endpointId);
  if (activity === undefined) return null;
  const { pending, pending_capped } = activity;
  return pending === 0
    ? none
    : `${countUpTo(pending, pending_capped)} ${pending === 1 ? 'delivery is' : 'deliveries are'} pending.`;
}
