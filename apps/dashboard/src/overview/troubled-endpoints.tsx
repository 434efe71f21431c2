import { Text } from '@mantine/core';
import { Trans } from 'react-i18next';
import { useEndpoint } from '../shared/all-endpoints.js';
import { EndpointName } from '../shared/endpoint-name.js';
import { endpointState } from '../shared/endpoint-state.js';
import { lastResponse } from '../shared/last-response.js';
import { Card } from '../parts/card.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { count, countUpTo } from '../parts/format.js';
import { StatusBadge } from '../parts/status-badge.js';
import { Time } from '../parts/time.js';
import { t } from '../texts/texts.js';
import type { TroubledEndpoint } from '../shared/overview-query.js';

const columns: readonly Column<TroubledEndpoint>[] = [
  {
    key: 'url',
    header: t(($) => $.overview.troubledEndpoints.endpoint),
    plain: true,
    cell: ({ id }) => <EndpointName id={id} />,
  },
  {
    key: 'status',
    header: t(($) => $.overview.troubledEndpoints.status),
    width: '9.5rem',
    cell: (endpoint) => <State endpoint={endpoint} />,
  },
  {
    key: 'since',
    header: t(($) => $.overview.troubledEndpoints.since),
    width: '10rem',
    wide: true,
    cell: (endpoint) => <Since endpoint={endpoint} />,
  },
  {
    key: 'first',
    header: t(($) => $.overview.troubledEndpoints.firstAttempts),
    width: '9rem',
    wide: true,
    cell: ({ first_attempts: { attempts, failed } }) =>
      attempts === 0
        ? '–'
        : t(($) => $.overview.troubledEndpoints.ofFirstAttempts, { failed: count(failed), attempts: count(attempts) }),
  },
  {
    key: 'last',
    header: t(($) => $.overview.troubledEndpoints.lastFailure),
    width: '14rem',
    cell: ({ last_failure }) =>
      last_failure !== null && (
        <span>
          <Trans
            i18nKey={($) => $.overview.troubledEndpoints.failure}
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
    header: t(($) => $.overview.troubledEndpoints.pending),
    width: '7rem',
    align: 'right',
    cell: ({ pending, pending_capped }) => countUpTo(pending, pending_capped),
  },
];

function Since({ endpoint: { state, failing_since, degraded_since } }: { endpoint: TroubledEndpoint }) {
  if (state !== 'degraded') return failing_since !== null && <Time value={failing_since} />;
  if (degraded_since === null) return null;
  return (
    <Trans i18nKey={($) => $.overview.troubledEndpoints.about} components={{ time: <Time value={degraded_since} /> }} />
  );
}

function State({ endpoint: { id, active, state } }: { endpoint: TroubledEndpoint }) {
  const disabled_reason = useEndpoint(id)?.disabled_reason ?? null;
  const { tone, name } = endpointState({ active, disabled_reason }, { state });
  return <StatusBadge tone={tone}>{name}</StatusBadge>;
}

/** Endpoints whose attempts all fail, and those of which many fail. */
export function TroubledEndpoints({ endpoints }: { endpoints: readonly TroubledEndpoint[] }) {
  return (
    <Card title={t(($) => $.overview.troubledEndpoints.title)} flush>
      {endpoints.length === 0 ? (
        <Text size="sm" c="dimmed" px={18} pb="md">
          {t(($) => $.overview.troubledEndpoints.none)}
        </Text>
      ) : (
        <DataTable
          label={t(($) => $.overview.troubledEndpoints.title)}
          columns={columns}
          rows={endpoints}
          rowKey={({ id }) => id}
        />
      )}
    </Card>
  );
}
