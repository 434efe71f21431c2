import { useQuery } from '@tanstack/react-query';
import { countOf } from '../parts/format.js';
import { activityQuery } from './endpoint-queries.js';

/** "12 deliveries are pending.", or what is said where none is. */
export function Waiting({ endpointId, none }: { endpointId: string; none: string }) {
  const pending = useQuery(activityQuery).data?.get(endpointId)?.pending;
  if (pending === undefined) return null;
  return pending === 0 ? none : `${countOf(pending, 'delivery is', 'deliveries are')} pending.`;
}
