import type { BulkRequest } from '@postrider/contracts';
import { Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { Trans } from 'react-i18next';
import { isPortal } from '../api/permissions.js';
import { duration } from '../parts/format.js';
import { ExactTime } from '../parts/time.js';
import { EndpointName } from '../shared/endpoint-name.js';
import { t } from '../texts/texts.js';

/** What an operation was asked to do, each filter on a line. */
export function RequestWords({ request }: { request: BulkRequest | null }) {
  if (request === null) return t(($) => $.bulk.page.unknownFilter);
  const { customer, endpoint_id, event_id, event_type, status, since, until, named_deliveries } = request;
  const parts: [string, ReactNode][] = [];
  if (named_deliveries !== undefined) parts.push(['named', t(($) => $.bulk.filter.named, { count: named_deliveries })]);
  if (customer !== undefined && !isPortal()) {
    parts.push(['customer', t(($) => $.bulk.filter.customer, { uid: customer })]);
  }
  if (endpoint_id !== undefined) {
    const endpoint = <EndpointName id={endpoint_id} />;
    parts.push([
      'endpoint',
      <Trans key="endpoint" i18nKey={($) => $.bulk.filter.endpoint} components={{ endpoint }} />,
    ]);
  }
  if (status !== undefined) {
    parts.push(['status', t(($) => $.bulk.filter.status, { status: t(($) => $.parts.statuses[status]) })]);
  }
  if (event_type !== undefined) parts.push(['type', t(($) => $.bulk.filter.eventType, { type: event_type })]);
  if (event_id !== undefined) parts.push(['event', t(($) => $.bulk.filter.event, { id: event_id })]);
  // The page asks for all deliveries by a time before all of them.
  if (since !== undefined && Date.parse(since) > 0) {
    const time = <ExactTime value={since} />;
    parts.push(['since', <Trans key="since" i18nKey={($) => $.bulk.filter.since} components={{ time }} />]);
  }
  if (until !== undefined) {
    const time = <ExactTime value={until} />;
    parts.push(['until', <Trans key="until" i18nKey={($) => $.bulk.filter.until} components={{ time }} />]);
  }
  parts.push(...searchWords(request));
  if (parts.length === 0) return t(($) => $.bulk.page.allDeliveries);
  return (
    <Stack gap={0}>
      {parts.map(([key, words]) => (
        <Group key={key} gap="0.3em" component="span">
          {words}
        </Group>
      ))}
    </Stack>
  );
}

/** The filters that no index knows. */
function searchWords(request: BulkRequest): [string, string][] {
  const { response_status, response_class, failure_reason, min_attempts, min_duration_ms, test, replayed } = request;
  const named = [
    [t(($) => $.deliveries.moreFilters.response), response_class ?? response_status],
    [t(($) => $.deliveries.moreFilters.reason), failure_reason && t(($) => $.shared.brief[failure_reason])],
    [t(($) => $.deliveries.moreFilters.attempts), min_attempts],
    [t(($) => $.deliveries.moreFilters.duration), min_duration_ms && duration(min_duration_ms)],
  ] as const;
  const flags = [
    test !== undefined &&
      (test ? t(($) => $.deliveries.moreFilters.onlyTest) : t(($) => $.deliveries.moreFilters.noTest)),
    replayed !== undefined &&
      (replayed ? t(($) => $.deliveries.moreFilters.onlyReplayed) : t(($) => $.deliveries.moreFilters.notReplayed)),
  ];
  return [
    ...named.flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, t(($) => $.bulk.filter.search, { name, value: String(value) })]],
    ),
    ...flags.flatMap((words): [string, string][] => (words === false ? [] : [[words, words]])),
  ];
}
