import type { Endpoint, EndpointActivity } from '@postrider/contracts';
import { Button, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Trans } from 'react-i18next';
import { messageOf } from '../api/api-error.js';
import { can, isPortal } from '../api/permissions.js';
import { authorOf } from '../shared/author-of.js';
import { lastResponse } from '../shared/last-response.js';
import { announce } from '../parts/announcer.js';
import { count, countUpTo, percent } from '../parts/format.js';
import { RouterButton } from '../parts/router-anchor.js';
import { Elapsed, Time } from '../parts/time.js';
import { ChangedUrl } from './changed-url.js';
import { endpointHistoryQuery, useUpdateEndpoint } from './endpoint-queries.js';
import { FailedDeliveries } from './failed-deliveries.js';
import { endpointState, reasonInWords } from '../shared/endpoint-state.js';
import { t } from '../texts/texts.js';
import classes from './endpoints.module.css';

interface EndpointNoticeProps {
  endpoint: Endpoint;
  activity: EndpointActivity | undefined;
}

/** The problem of an endpoint, if it has one, and its remedy. */
export function EndpointNotice({ endpoint, activity }: EndpointNoticeProps) {
  const { key, tone } = endpointState(endpoint, activity);
  if (key === 'active') return null;
  return (
    <div className={classes.notice} data-tone={tone}>
      {key === 'inactive' &&
        (endpoint.disabled_reason === 'customer_inactive' ? (
          <OfInactiveCustomer endpoint={endpoint} />
        ) : (
          <Inactive endpoint={endpoint} />
        ))}
      {(key === 'failing' || key === 'degraded') && (
        <>
          <div>
            {key === 'failing' && activity?.failing_since != null ? (
              <Failing activity={activity} />
            ) : (
              <Degraded activity={activity} />
            )}
            <ChangedUrl endpointId={endpoint.id} activity={activity} />
          </div>
          <FailedDeliveries endpoint={endpoint} />
        </>
      )}
    </div>
  );
}

function Inactive({ endpoint }: Pick<EndpointNoticeProps, 'endpoint'>) {
  const update = useUpdateEndpoint(endpoint.id);
  return (
    <>
      <div>
        <Text size="sm" fw={600} c="inherit">
          {endpoint.disabled_reason === null && !isPortal() ? (
            <ByHand endpointId={endpoint.id} />
          ) : (
            t(($) => $.endpoints.notice.deactivated, { reason: reasonInWords[endpoint.disabled_reason ?? 'by_hand'] })
          )}
        </Text>
        <Text size="sm" c="inherit">
          {t(($) => $.endpoints.notice.deactivatedMore)}
        </Text>
        {update.isError && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {messageOf(update.error)}
          </Text>
        )}
      </div>
      {can('manage') && (
        <Button
          size="xs"
          loading={update.isPending}
          onClick={() => {
            update.mutate(
              { active: true },
              {
                onSuccess: () => {
                  announce(t(($) => $.endpoints.notice.activated));
                },
              },
            );
          }}
        >
          {t(($) => $.endpoints.notice.activate)}
        </Button>
      )}
    </>
  );
}

/** Who did it, once the history has it. */
function ByHand({ endpointId }: { endpointId: string }) {
  const history = useInfiniteQuery(endpointHistoryQuery(endpointId)).data?.pages.flatMap(({ data }) => data);
  const change = history?.find(({ type }) => type === 'EndpointDeactivated');
  if (change === undefined) return t(($) => $.endpoints.notice.deactivated, { reason: reasonInWords.by_hand });
  return (
    <Trans
      i18nKey={($) => $.endpoints.notice.deactivatedBy}
      values={{ author: authorOf(change.actor) }}
      components={{ time: <Time value={change.occurred_at} /> }}
    />
  );
}

/** The API refuses to activate it while its customer is inactive. */
function OfInactiveCustomer({ endpoint: { customer } }: Pick<EndpointNoticeProps, 'endpoint'>) {
  return (
    <>
      <div>
        <Text size="sm" fw={600} c="inherit">
          {t(($) => $.endpoints.notice.deactivated, { reason: reasonInWords.customer_inactive })}
        </Text>
        <Text size="sm" c="inherit">
          {t(($) => $.endpoints.notice.customerInactiveMore)}
        </Text>
      </div>
      {customer !== undefined && !isPortal() && (
        <RouterButton to="/customers/$customer" params={{ customer: customer.id }} size="xs">
          {t(($) => $.endpoints.notice.toCustomer)}
        </RouterButton>
      )}
    </>
  );
}

function Failing({ activity }: Pick<EndpointNoticeProps, 'activity'>) {
  if (activity?.failing_since == null) return null;
  const { failing_since, pending, pending_capped } = activity;
  return (
    <Text size="sm" c="inherit">
      <strong>
        <Trans i18nKey={($) => $.endpoints.notice.failing} components={{ time: <Elapsed value={failing_since} /> }} />
      </strong>{' '}
      <LastFailure activity={activity} />
      {t(($) => $.endpoints.notice.pending, {
        count: pending,
        number: countUpTo(pending, pending_capped),
      })}{' '}
      {t(($) => $.endpoints.notice.fiveDays)}
    </Text>
  );
}

function Degraded({ activity }: Pick<EndpointNoticeProps, 'activity'>) {
  if (activity === undefined) return null;
  const { degraded_since } = activity;
  const { attempts, failed, window_minutes } = activity.first_attempts;
  return (
    <Text size="sm" c="inherit">
      <strong>
        {t(($) => $.endpoints.notice.degraded, {
          failed: count(failed),
          attempts: count(attempts),
          minutes: count(window_minutes),
          share: percent(failed / attempts),
        })}
      </strong>{' '}
      {degraded_since !== null && (
        <>
          <Trans
            i18nKey={($) => $.endpoints.notice.degradedSince}
            components={{ time: <Elapsed value={degraded_since} /> }}
          />{' '}
        </>
      )}
      <LastFailure activity={activity} />
    </Text>
  );
}

function LastFailure({ activity: { last_failure } }: { activity: EndpointActivity }) {
  if (last_failure === null) return null;
  const { response_status, reason, at } = last_failure;
  return (
    <>
      <Trans
        i18nKey={($) => $.endpoints.notice.lastFailure}
        values={{ failure: lastResponse({ response_status, failure_reason: reason }) }}
        components={{ time: <Time value={at} /> }}
      />{' '}
    </>
  );
}
