import { Text } from '@mantine/core';
import { useEndpoint } from '../shared/all-endpoints.js';
import { EndpointName } from '../shared/endpoint-name.js';
import { endpointState } from '../shared/endpoint-state.js';
import { lastResponse } from '../shared/last-response.js';
import { Card } from '../parts/card.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { countUpTo } from '../parts/format.js';
import { StatusBadge } from '../parts/status-badge.js';
import { Time } from '../parts/time.js';
import type { FailingEndpoint } from './overview-query.js';

const columns: readonly Column<FailingEndpoint>[] = [
  {
    key: 'url',
    header: 'Endpoint',
    plain: true,
    cell: ({ id }) => <EndpointName id={id} />,
  },
  {
    key: 'status',
    header: 'Status',
    width: '8rem',
    cell: (endpoint) => <State endpoint={endpoint} />,
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

function State({ endpoint: { id, active, failing_since } }: { endpoint: FailingEndpoint }) {
  const disabled_reason = useEndpoint(id)?.disabled_reason ?? null;
  const { tone, name } = endpointState({ active, disabled_reason }, { failing_since });
  return <StatusBadge tone={tone}>{name}</StatusBadge>;
}

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
