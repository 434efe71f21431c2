import { Text } from '@mantine/core';
import type { DeliveryDetail } from '@postrider/contracts';
import { Trans } from 'react-i18next';
import { can } from '../api/permissions.js';
import { duration } from '../parts/format.js';
import { useIsAhead } from '../parts/relative-time.js';
import { RouterAnchor } from '../parts/router-anchor.js';
import { ExactTime, Time } from '../parts/time.js';
import { t } from '../texts/texts.js';
import classes from './delivery.module.css';
import { useEndpoint } from '../shared/all-endpoints.js';
import { explainFailure } from '../shared/explain-failure.js';

/** The state of a delivery: the last result, what to do, and the time of the next attempt. */
export function Situation({ delivery }: { delivery: DeliveryDetail }) {
  const { status, failure_reason, response_status, attempts, next_attempt_at } = delivery;
  const tone = status === 'delivered' ? 'good' : status === 'failed' ? 'bad' : 'wait';
  const last = attempts.at(-1);
  const isAhead = useIsAhead(Date.parse(next_attempt_at ?? ''));
  // The advice is about the last attempt, and the next one is under way: a replay, perhaps after the advice was taken.
  const isDue = next_attempt_at !== null && !isAhead;
  const failure =
    failure_reason === null
      ? undefined
      : explainFailure({ reason: failure_reason, status: response_status, error: last?.error });
  return (
    <section className={classes.situation} data-tone={tone} aria-label={t(($) => $.deliveries.situation.title)}>
      <Text fw={650}>{headline(delivery)}</Text>
      {failure !== undefined && status !== 'delivered' && !isDue && (
        <>
          <Text size="sm" mt={4}>
            {failure.what}
          </Text>
          <Text size="sm" mt={4}>
            <Trans
              i18nKey={($) => $.deliveries.situation.todo}
              values={{ todo: failure.todo }}
              components={{ strong: <strong /> }}
            />
          </Text>
          {can('manage') && concernsUrl(delivery) && <EditEndpoint id={delivery.endpoint_id} />}
        </>
      )}
      {status === 'failed' && attempts.length > 0 && (
        <Text size="sm" mt={4}>
          {whyFinal(failure_reason)}
        </Text>
      )}
      <Next delivery={delivery} />
    </section>
  );
}

const ofUrl: ReadonlySet<DeliveryDetail['failure_reason']> = new Set(['dns_error', 'redirect', 'blocked_address']);
const ofUrlStatuses: ReadonlySet<DeliveryDetail['response_status']> = new Set([404, 405, 410]);

/** Whether another URL of the endpoint is the likely remedy. */
const concernsUrl = ({ failure_reason, response_status }: DeliveryDetail): boolean =>
  ofUrl.has(failure_reason) || ofUrlStatuses.has(response_status);

/** Not for a deleted endpoint. */
function EditEndpoint({ id }: { id: string }) {
  if (useEndpoint(id) === undefined) return null;
  return (
    <RouterAnchor to="/endpoints/$endpointId" params={{ endpointId: id }} search={{ edit: true }} size="sm">
      {t(($) => $.deliveries.situation.editEndpoint)}
    </RouterAnchor>
  );
}

/** Why a failed delivery is not retried. */
function whyFinal(reason: DeliveryDetail['failure_reason']): string {
  if (reason === 'endpoint_gone') return t(($) => $.deliveries.situation.goneIsFinal);
  if (reason === 'endpoint_inactive') return t(($) => $.deliveries.situation.inactiveIsFinal);
  return t(($) => $.deliveries.situation.timeIsOver);
}

function headline({ status, attempts, attempt_count }: DeliveryDetail): string {
  const last = attempts.at(-1);
  if (status === 'delivered') {
    if (attempt_count === 1) {
      return last === undefined
        ? t(($) => $.deliveries.situation.deliveredFirst)
        : t(($) => $.deliveries.situation.deliveredFirstIn, { time: duration(last.duration_ms) });
    }
    return last === undefined
      ? t(($) => $.deliveries.situation.delivered, { number: attempt_count })
      : t(($) => $.deliveries.situation.deliveredIn, { number: attempt_count, time: duration(last.duration_ms) });
  }
  if (status === 'failed') {
    return attempt_count === 0
      ? t(($) => $.deliveries.situation.failedUntried)
      : t(($) => $.deliveries.situation.failed, { count: attempt_count });
  }
  return attempt_count === 0
    ? t(($) => $.deliveries.situation.waiting)
    : t(($) => $.deliveries.situation.pending, { count: attempt_count });
}

function Next({ delivery: { next_attempt_at, attempts } }: { delivery: DeliveryDetail }) {
  if (next_attempt_at === null) return null;
  // A delivery without an attempt is due when it is created.
  if (attempts.length === 0) return null;
  return (
    <Text size="sm" mt={4}>
      <Countdown at={next_attempt_at} />
    </Text>
  );
}

function Countdown({ at }: { at: string }) {
  const isAhead = useIsAhead(Date.parse(at));
  if (!isAhead) return <>{t(($) => $.deliveries.situation.due)}</>;
  return (
    <Trans
      i18nKey={($) => $.deliveries.situation.next}
      components={{ strong: <strong />, time: <Time value={at} />, exact: <ExactTime value={at} /> }}
    />
  );
}
