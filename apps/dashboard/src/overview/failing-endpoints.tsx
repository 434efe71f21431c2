import { Text } from '@mantine/core';
import { Trans } from 'react-i18next';
import { useEndpoint } from '../shared/all-endpoints.js';
import { EndpointName } from '../shared/endpoint-name.js';
import { endpointState } from '../shared/endpoint-state.js';
import { lastResponse } from '../shared/last-response.js';
import { Card } from '../parts/card.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { countUpTo } from '../parts/format.js';
import { StatusBadge } from '../parts/status-badge.js';
import { Time } from '../parts/time.js';
import { t } from '../texts/texts.js';
import type { FailingEndpoint } from './overview-query.js';

const columns: readonly Column<FailingEndpoint>[] = [
  {
    key: 'url',
    header: t(($) => $.overview.failingEndpoints.endpoint),
    plain: true,
    cell: ({ id }) => <EndpointName id={id} />,
  },
  {
    key: 'status',
    header: t(($) => $.overview.failingEndpoints.status),
    width: '8rem',
    cell: (endpoint) => <State endpoint={endpoint} />,
  },
  {
    key: 'since',
    header: t(($) => $.overview.failingEndpoints.since),
    width: '8rem',
    cell: ({ failing_since }) => failing_since !== null && <Time value={failing_since} />,
  },
  {
    key: 'last',
    header: t(($) => $.overview.failingEndpoints.lastFailure),
    width: '15rem',
    cell: ({ last_failure }) =>
      last_failure !== null && (
        <span>
          <Trans
            i18nKey={($) => $.overview.failingEndpoints.failure}
            values={{
              failure: lastResponse({
                response_status: last_failure.response_status,
                failure_reason: last_failure.reason,
              }),
            }}
            components={{ time: <Time value={last_failure.at} /> }}
          />
        </span>
      ),
  },
  {
    key: 'pending',
    header: t(($) => $.overview.failingEndpoints.pending),
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
    <Card title={t(($) => $.overview.failingEndpoints.title)} flush>
      {endpoints.length === 0 ? (
        <Text size="sm" c="dimmed" px={18} pb="md">
          {t(($) => $.overview.failingEndpoints.none)}
        </Text>
      ) : (
        <DataTable
          label={t(($) => $.overview.failingEndpoints.title)}
          columns={columns}
          rows={endpoints}
          rowKey={({ id }) => id}
        />
      )}
    </Card>
  );
}
