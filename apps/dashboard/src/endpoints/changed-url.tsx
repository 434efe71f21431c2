import type { EndpointActivity } from '@postrider/contracts';
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Trans } from 'react-i18next';
import { isPortal } from '../api/permissions.js';
import { Time } from '../parts/time.js';
import { recentChangesQuery } from '../shared/recent-changes-query.js';

interface ChangedUrlProps {
  endpointId: string;
  activity: EndpointActivity | undefined;
}

/** That the URL was changed after the last failure, so that the failures say nothing of the new one. */
export function ChangedUrl({ endpointId, activity }: ChangedUrlProps) {
  const changes = useQuery({ ...recentChangesQuery(endpointId), enabled: !isPortal() }).data;
  const changed = changes?.find(({ type, data }) => type === 'EndpointUpdated' && 'url' in data);
  const failedAt = activity?.last_failure?.at;
  if (changed === undefined || failedAt === undefined) return null;
  if (Date.parse(failedAt) > Date.parse(changed.occurred_at)) return null;
  return (
    <Text size="sm" c="inherit" mt={4}>
      <Trans
        i18nKey={($) => $.endpoints.notice.changedUrl}
        components={{ time: <Time value={changed.occurred_at} /> }}
      />
    </Text>
  );
}
