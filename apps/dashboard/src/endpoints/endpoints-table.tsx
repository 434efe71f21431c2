import { Skeleton, Text } from '@mantine/core';
import type { EndpointActivity } from '@postrider/contracts';
import { Trans } from 'react-i18next';
import { isPortal } from '../api/permissions.js';
import { endpointTitle, shortUrl } from '../shared/endpoint-title.js';
import { lastResponse } from '../shared/last-response.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { countUpTo } from '../parts/format.js';
import { RouterAnchor } from '../parts/router-anchor.js';
import { StatusBadge } from '../parts/status-badge.js';
import { Elapsed, Time } from '../parts/time.js';
import { endpointState, subscriptionsInBrief } from '../shared/endpoint-state.js';
import { t } from '../texts/texts.js';
import classes from './endpoints.module.css';
import type { EndpointRow } from './listed-endpoints.js';
import { Sparkline } from './sparkline.js';

const columns: readonly Column<EndpointRow>[] = [
  {
    key: 'endpoint',
    header: t(($) => $.endpoints.table.endpoint),
    plain: true,
    cell: ({ endpoint }) => <Name endpoint={endpoint} />,
  },
  {
    key: 'status',
    header: t(($) => $.endpoints.table.status),
    width: '9.5rem',
    cell: ({ endpoint, activity }) => {
      const { tone, name } = endpointState(endpoint, activity);
      return (
        <span>
          <StatusBadge tone={tone}>{name}</StatusBadge>
          {endpoint.active && activity !== undefined && <Since activity={activity} />}
        </span>
      );
    },
  },
  {
    key: 'hours',
    header: t(($) => $.endpoints.table.lastDay),
    width: '9.5rem',
    wide: true,
    cell: ({ activity }) =>
      activity === undefined ? <Skeleton height={28} maw={128} /> : <Sparkline hours={activity.hours} />,
  },
  {
    key: 'failure',
    header: t(($) => $.endpoints.table.lastFailure),
    width: '12rem',
    cell: ({ activity }) => <LastFailure activity={activity} />,
  },
  {
    key: 'pending',
    header: t(($) => $.endpoints.table.pending),
    width: '7rem',
    align: 'right',
    cell: ({ activity }) =>
      activity === undefined ? (
        ''
      ) : (
        <Text size="sm" span {...(activity.pending === 0 && { c: 'dimmed' })}>
          {countUpTo(activity.pending, activity.pending_capped)}
        </Text>
      ),
  },
];

/** A single failed attempt of an endpoint that works is no trouble. */
function Since({ activity: { state, failing_since, degraded_since } }: { activity: EndpointActivity }) {
  const since = state === 'failing' ? failing_since : degraded_since;
  if (since === null) return null;
  return (
    <Text size="xs" c="dimmed" span display="block">
      <Trans
        i18nKey={($) => (state === 'failing' ? $.endpoints.table.since : $.endpoints.table.sinceAbout)}
        components={{ time: <Elapsed value={since} /> }}
      />
    </Text>
  );
}

export function EndpointsTable({ rows }: { rows: readonly EndpointRow[] }) {
  return (
    <DataTable
      label={t(($) => $.endpoints.table.label)}
      columns={columns}
      rows={rows}
      rowKey={({ endpoint }) => endpoint.id}
    />
  );
}

function Name({ endpoint }: Pick<EndpointRow, 'endpoint'>) {
  const { id, url, event_types, format, customer } = endpoint;
  const types = subscriptionsInBrief(event_types);
  const title = endpointTitle(endpoint);
  return (
    <div style={{ minWidth: 0 }}>
      <RouterAnchor
        to="/endpoints/$endpointId"
        params={{ endpointId: id }}
        size="sm"
        fw={500}
        title={url}
        className={classes.url}
        dir="auto"
      >
        {title}
      </RouterAnchor>
      <span className={classes.about} title={event_types.join(', ')}>
        {customer !== undefined && !isPortal() && (
          <>
            <bdi>{customer.uid}</bdi> ·{' '}
          </>
        )}
        {title !== shortUrl(url) && (
          <>
            <bdi>{shortUrl(url)}</bdi> ·{' '}
          </>
        )}
        {types}
        {format === 'slack' && ` · ${t(($) => $.endpoints.table.asSlack)}`}
      </span>
    </div>
  );
}

function LastFailure({ activity }: Pick<EndpointRow, 'activity'>) {
  const failure = activity?.last_failure;
  if (failure == null)
    return activity === undefined ? null : (
      <Text size="sm" c="dimmed">
        {t(($) => $.endpoints.table.noFailure)}
      </Text>
    );
  return (
    <span>
      {lastResponse({ response_status: failure.response_status, failure_reason: failure.reason })}
      <Text size="xs" c="dimmed" span display="block">
        <Time value={failure.at} />
      </Text>
    </span>
  );
}
