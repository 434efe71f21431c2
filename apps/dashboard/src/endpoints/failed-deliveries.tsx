import { Button, Group } from '@mantine/core';
import type { EndpointActivity } from '@postrider/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { can } from '../api/permissions.js';
import { countUpTo } from '../parts/format.js';
import { RouterAnchor } from '../parts/router-anchor.js';
import { t } from '../texts/texts.js';
import { failedFilters, failedQuery } from './failed-query.js';
import { ReplayFailed } from './replay-failed.js';

interface FailedDeliveriesProps {
  endpointId: string;
  activity: EndpointActivity | undefined;
}

/** How many deliveries have failed, where they are listed, and a button that replays them. */
export function FailedDeliveries({ endpointId, activity }: FailedDeliveriesProps) {
  const [isAsking, setIsAsking] = useState(false);
  const filters = failedFilters(endpointId, activity?.failing_since, Date.now());
  const failed = useQuery(failedQuery(filters)).data;
  if (failed === undefined || failed.count === 0) return null;
  return (
    <Group gap="sm">
      <RouterAnchor to="/deliveries" search={filters} size="sm" c="inherit" underline="always">
        {t(($) => $.endpoints.notice.failed, {
          count: failed.count,
          number: countUpTo(failed.count, !failed.complete),
        })}
      </RouterAnchor>
      {can('replay') && (
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            setIsAsking(true);
          }}
        >
          {t(($) => $.endpoints.notice.replay)}
        </Button>
      )}
      {isAsking && (
        <ReplayFailed
          filters={filters}
          onClose={() => {
            setIsAsking(false);
          }}
        />
      )}
    </Group>
  );
}
