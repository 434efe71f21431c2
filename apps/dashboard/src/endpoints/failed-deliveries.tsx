import { Button, Group } from '@mantine/core';
import type { Endpoint } from '@postrider/contracts';
import { useState } from 'react';
import { can } from '../api/permissions.js';
import { countUpTo } from '../parts/format.js';
import { RouterAnchor } from '../parts/router-anchor.js';
import { t } from '../texts/texts.js';
import { ReplayFailed } from './replay-failed.js';
import { useFailed } from './use-failed.js';

/** How many deliveries have failed, where they are listed, and a button that replays them. */
export function FailedDeliveries({ endpoint }: { endpoint: Endpoint }) {
  const [isAsking, setIsAsking] = useState(false);
  const { filters, failed } = useFailed(endpoint);
  if (failed === undefined) return null;
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
