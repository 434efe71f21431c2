import { Text } from '@mantine/core';
import { lastResponse } from '../shared/last-response.js';
import { Card } from '../parts/card.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { countUpTo } from '../parts/format.js';
import { RouterAnchor } from '../parts/router-anchor.js';
import { StatusBadge } from '../parts/status-badge.js';
import { Time } from '../parts/time.js';
import type { FailingEndpoint } from './overview-query.js';

const columns: readonly Column<FailingEndpoint>[] = [
  {
    key: 'url',
    header: 'Endpoint',
    plain: true,
    cell: ({ id, url }) => (
      <RouterAnchor
        to="/endpoints/$endpointId"
        params={{ endpointId: id }}
        size="sm"
        title={url}
        lineClamp={1}
        dir="ltr"
      >
        {url.replace(/^https?:\/\//, '')}
      </RouterAnchor>
    ),
  },
  {
    key: 'status',
    header: 'Status',
    width: '8rem',
    cell: ({ active }) =>
      active ? <StatusBadge tone="bad">Failing</StatusBadge> : <StatusBadge tone="idle">Deactivated</StatusBadge>,
  },
  {
    key: 'since',
    header: 'Since',
    width: '8rem',
    cell: ({ failing_since }) => failing_since !== null && <Time value={failing_since} />,
  },
  {
    key: 'last',
    header: 'Last failure',
    width: '15rem',
    cell: ({ last_failure }) =>
      last_failure !== null && (
        <span>
          {lastResponse({ response_status: last_failure.response_status, failure_reason: last_failure.reason })},{' '}
          <Time value={last_failure.at} />
        </span>
      ),
  },
  {
    key: 'pending',
    header: 'Pending',
    width: '6rem',
    align: 'right',
    cell: ({ pending, pending_capped }) => countUpTo(pending, pending_capped),
  },
];

export function FailingEndpoints({ endpoints }: { endpoints: readonly FailingEndpoint[] }) {
  return (
    <Card title="Failing endpoints" flush>
      {endpoints.length === 0 ? (
        <Text size="sm" c="dimmed" px={18} pb="md">
          No endpoint is failing.
        </Text>
      ) : (
        <DataTable label="Failing endpoints" columns={columns} rows={endpoints} rowKey={({ id }) => id} />
      )}
    </Card>
  );
}
