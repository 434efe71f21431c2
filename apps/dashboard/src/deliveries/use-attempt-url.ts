import type { Attempt } from '@postrider/contracts';
import { useQuery } from '@tanstack/react-query';
import { isPortal } from '../api/permissions.js';
import { useEndpoint } from '../shared/all-endpoints.js';
import { recentChangesQuery } from '../shared/recent-changes-query.js';
import { urlAt } from './url-at.js';

/**
 * Gives the URL of an attempt: that of the endpoint at that time. It is read from the endpoint's history, and only if the
 * endpoint was changed since. Undefined while it is loading, and in the portal, which has no history.
 */
export function useAttemptUrl(
  endpointId: string,
  attempts: readonly Attempt[],
): (attempt: Attempt) => string | undefined {
  const endpoint = useEndpoint(endpointId);
  const isCurrent = ({ started_at }: Attempt): boolean =>
    endpoint !== undefined && Date.parse(endpoint.updated_at) <= Date.parse(started_at);
  const enabled = !isPortal() && !attempts.every(isCurrent);
  const changes = useQuery({ ...recentChangesQuery(endpointId), enabled }).data;
  return (attempt) => {
    if (isCurrent(attempt)) return endpoint?.url;
    return changes === undefined ? undefined : urlAt(changes, attempt.started_at);
  };
}
